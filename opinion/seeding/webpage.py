"""Web pages: an article in an HTML file, found by what the page says about itself."""

from dataclasses import replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from opinion.articles.drafts import Draft, Signature
from opinion.seeding import entries
from opinion.seeding.bodies import Body, outermost, parsed
from opinion.seeding.days import moment_in
from opinion.seeding.documents import LANGUAGE, Document, Reading
from opinion.seeding.entries import part_standfirst
from opinion.seeding.front_matter import has_front_matter, part
from opinion.seeding.furniture import counted
from opinion.seeding.names import byline_in, is_signed
from opinion.seeding.paragraphs import Passage
from opinion.seeding.records import is_address

BODIES = (
    ".e-content",
    "[itemprop=articleBody]",
    ".entry-content",
    ".post-content",
    "article",
    "main",
    "body",
)
HEADLINES = ("article h1", "main h1", "h1")
STANDFIRSTS = ".standfirst, .p-summary, .dek"
BYLINES = ".byline, .p-author, [itemprop=author], [rel=author], .author"
PUBLISHED = ("article:published_time", "date", "dcterms.created")
TIMES = ("time.dt-published", "time[itemprop=datePublished]", "article time", "main time", "time")
AROUND = (
    "script, style, nav, form, header, footer, aside, noscript, template, button, h1, [hidden],"
    f" #comments, #respond, .comments, .comments-area, .comment-list, {STANDFIRSTS}"
)
ALONE = f"{BYLINES}, time"  # said again by the article's head, if nothing else stands beside them


def read(document: Document) -> Reading:
    """Return the article in an HTML file, with or without front matter.

    Raises:
        BadDocumentError: there is no headline, or the front matter is malformed.
        TooNestedError: it has more tags, or tags in tags, than an article.
    """
    if has_front_matter(document.text):
        front, html = part(document)
        return entries.read(front, html, (), lambda text: LexborHTMLParser(text).text())

    page = parsed(document.text)
    title = _title(page)
    if not title:
        raise document.bad(1, "no headline: neither <h1> nor <title>")
    draft = Draft(
        key=document.key,
        title=title,
        html="",
        source=document.text,
        section=_meta(page, "article:section"),
        signatures=_signatures(page),
        standfirst=_text(page, STANDFIRSTS) or _meta(page, "description"),
        language=_language(page) or document.language,
        published_at=_published_at(page, document),
        updated_at=moment_in(_meta(page, "article:modified_time"), document.zone),
        canonical_url=_link(page, "canonical"),
        licence=_link(page, "license"),
        tags=_tags(page),
    )
    body = Body()
    html = body.laid_out(_body(page))
    empty = () if html else ("there is no text below the headline",)
    draft = replace(draft, html=html, standfirst=part_standfirst(draft.standfirst, html))
    return Reading(draft, (*body.notes, *empty))


def _body(page: LexborHTMLParser) -> str:
    """Return the HTML of the article's text, without what stands around it and below it."""
    found = (page.css(selector) for selector in BODIES)
    nodes = next(filter(None, found))
    body = max(nodes, key=lambda node: len(node.text()))
    beside: dict[int, str] = {}
    alone = (_said_in_head(node, beside) for node in body.css(ALONE))
    around = [*body.css(AROUND), *filter(None, alone)]
    for node in outermost([node for node in around if node.mem_id != body.mem_id]):
        node.decompose()
    parts: list[str] = []
    for node in body.iter(include_text=True):
        if counted(" ".join(node.text().split())):
            break
        parts.append(node.html or "")
    return "".join(parts)


def _said_in_head(node: LexborNode, texts: dict[int, str]) -> LexborNode | None:
    """Return what a date or a byline stands in by itself; None in the middle of a sentence.

    ``texts`` keeps those of the parents, which have many children and long texts.
    """
    text = node.text().strip()
    if node.parent and node.parent.mem_id not in texts:
        texts[node.parent.mem_id] = node.parent.text().strip()
    beside = texts[node.parent.mem_id] if node.parent else ""
    if node.parent and text != beside and len(beside) <= Passage.SHORT and is_signed(beside):
        return node.parent
    return node if text == beside or byline_in(text) else None


def _title(page: LexborHTMLParser) -> str:
    """Return the headline; a page's title without the name of its site."""
    headline = next(filter(None, (_text(page, selector) for selector in HEADLINES)), "")
    title = headline or _meta(page, "og:title") or _text(page, "title")
    site = _meta(page, "og:site_name")
    return title.removesuffix(site).rstrip(" |–—·-") if site and title != site else title


def _signatures(page: LexborHTMLParser) -> tuple[Signature, ...]:
    """Return who the page says wrote it: in its head, or by a byline."""
    named = _meta(page, "author")
    if named and not is_address(named):
        return tuple(byline_in(named)) or (Signature(named),)
    for node in page.css(BYLINES):
        text = " ".join(node.text().split())
        found = byline_in(text)
        if found:
            return tuple(found)
        if text and node.attributes.get("rel") == "author":
            return (Signature(text),)
    return ()


def _published_at(page: LexborHTMLParser, document: Document) -> datetime | None:
    said = [_meta(page, name) for name in PUBLISHED]
    nodes = [node for selector in TIMES for node in page.css(selector)[:1]]
    said += [node.attributes.get("datetime") or node.text() for node in nodes]
    moments = (moment_in(text, document.zone) for text in said if text)
    return next(filter(None, moments), None)


def _tags(page: LexborHTMLParser) -> tuple[str, ...]:
    named = [
        node.attributes.get("content") or "" for node in page.css('meta[property="article:tag"]')
    ]
    listed = named or _meta(page, "keywords").split(",")
    return tuple(dict.fromkeys(tag.strip() for tag in listed if tag.strip()))


def _language(page: LexborHTMLParser) -> str:
    html: LexborNode | None = page.css_first("html")
    code = (html.attributes.get("lang") or "").replace("_", "-") if html else ""
    return code if LANGUAGE.fullmatch(code) else ""


def _text(page: LexborHTMLParser, selector: str) -> str:
    texts = (" ".join(node.text().split()) for node in page.css(selector))
    return next(filter(None, texts), "")


def _meta(page: LexborHTMLParser, name: str) -> str:
    for node in page.css("meta"):
        if name in {node.attributes.get("name"), node.attributes.get("property")}:
            return " ".join((node.attributes.get("content") or "").split())
    return ""


def _link(page: LexborHTMLParser, relation: str) -> str:
    addresses = (node.attributes.get("href") or "" for node in page.css(f"[rel={relation}]"))
    return next(filter(is_address, addresses), "")
