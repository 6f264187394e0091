"""Figures: pictures that stand alone, with caption and credit."""

import re
from html import escape

from selectolax.lexbor import LexborNode

CREDIT = re.compile(
    r"(?P<caption>.*?)[\s(|]*\b(?P<credit>(?:photo(?:graph)?|foto|bild|image|drawing|zeichnung"
    r"|illustration|credit|quelle|source)s?(?:\s+(?:by|von)|\s+credit)?\s*:\s*[^()]+)\)?",
    re.IGNORECASE | re.DOTALL,
)


def caption_and_credit(text: str) -> tuple[str, str]:
    """Part a caption from the credit at its end, such as “Photo: …”."""
    found = CREDIT.fullmatch(text.strip())
    return (found["caption"].strip(), found["credit"].strip()) if found else (text.strip(), "")


def figure_of(picture: LexborNode) -> str:
    """Return the figure of a picture, or of a link around one; its title is the caption."""
    image = picture if picture.tag == "img" else picture.css_first("img")
    title = (image.attributes.get("title") if image else "") or ""
    caption = caption_html(title)
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{picture.html}{below}</figure>"


def with_credit(figure: LexborNode) -> str:
    """Return a figure; where its caption is plain text, the credit in it is marked."""
    below = figure.css_first("figcaption")
    if below and all(node.tag == "-text" for node in below.iter(include_text=True)):
        below.inner_html = caption_html(" ".join(below.text().split()))
    return figure.html or ""


def caption_html(text: str) -> str:
    """Return the HTML of a caption, its credit marked."""
    caption, credit = caption_and_credit(text)
    marked = f'<span class="credit">{escape(credit)}</span>' if credit else ""
    return " ".join(filter(None, (escape(caption), marked)))
