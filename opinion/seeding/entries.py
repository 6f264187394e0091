"""Entries: front matter and a body, put together to a draft."""

import re
from collections.abc import Callable, Sequence
from html import unescape

from selectolax.lexbor import LexborNode

from opinion.articles.drafts import Draft
from opinion.seeding import keys, records
from opinion.seeding.bodies import Body, parsed, texts_of
from opinion.seeding.documents import Document, Reading
from opinion.seeding.names import letters
from opinion.seeding.values import FrontMatter

CUT = ("…", "...")
TAGS = re.compile(
    r"</?(?:abbr|b|br|cite|code|em|i|small|span|strong|sub|sup)\b[^<>]*>", re.IGNORECASE
)


def read(
    front: FrontMatter, html: str, notes: Sequence[str], words_of: Callable[[str], str]
) -> Reading:
    """Return the article of ``front`` and of the body ``html``, not yet laid out.

    ``words_of`` tells the words of a text in the body's own markup.
    """
    body = Body()
    named = front.text("title", "headline")
    if not named and not html.strip():
        raise front.document.bad(1, "neither a headline nor a text")
    title, html = part_title(_without_marks(named), html)
    html = body.laid_out(html)
    words = part_standfirst(words_of(keys.standfirst(front)), html)
    draft = draft_of(front, title or name_in_words(front.document), html, words)
    unknown = front.unknown()
    told = [f"unknown: {', '.join(unknown)}"] if unknown else []
    empty = [] if html else ["there is no text below the headline"]
    return Reading(draft, (*notes, *body.notes, *front.notes, *told, *empty))


def draft_of(front: FrontMatter, title: str, html: str, standfirst: str) -> Draft:
    """Return the draft that ``front`` makes with what was found in the body."""
    days = keys.dates(front)
    section, tags = keys.section_and_tags(front)
    return Draft(
        key=front.document.key,
        title=title,
        html=html,
        source=front.document.text,
        slug=keys.slug(front),
        proposed_slug=keys.proposed_slug(front),
        former_slugs=keys.former_slugs(front),
        standfirst=standfirst,
        section=section,
        signatures=records.signatures(front),
        language=keys.language(front),
        published_at=days.published_at,
        updated_at=days.updated_at,
        comments_close_at=days.comments_close_at,
        moderation=keys.moderation(front),
        is_draft=keys.is_draft(front),
        image=records.image(front),
        credit=records.credit(front),
        canonical_url=keys.address(front, "canonicalurl", "canonical"),
        licence=front.text("licence", "license"),
        corrections=records.corrections(front),
        tags=tags,
    )


def name_in_words(document: Document) -> str:
    """Return a headline made of the file's name."""
    return keys.name_of(document).replace("-", " ").replace("_", " ").strip().capitalize()


def part_title(title: str, html: str) -> tuple[str, str]:
    """Return the headline, by default the first ``h1``, and the body without it.

    A body that begins with the headline again loses it there, too.
    """
    body = parsed(html).body
    first = body.css_first("h1") if body else None
    if body is None or first is None:
        return title, html
    text = " ".join(first.text().split())
    if title and (letters(text) != letters(title) or _stands_above(first)):
        return title, html
    first.decompose()
    return title or text, body.inner_html or ""


def _without_marks(title: str) -> str:
    """Return a title without tags and character references, which some write into it."""
    return re.sub(r"&#?\w+;", lambda found: unescape(found[0]), TAGS.sub("", title)).strip()


def _stands_above(node: LexborNode) -> bool:
    """Whether any words stand before ``node``."""
    before = node.prev
    while before and not before.text().strip():
        before = before.prev
    return before is not None


def part_standfirst(text: str, html: str) -> str:
    """Return the standfirst; none where the first paragraph says or begins the same."""
    first = next(iter(texts_of(html)), "")
    same = letters(first) == letters(text)
    begins = text.endswith(CUT) and letters(first).startswith(letters(text))
    return "" if same or begins else " ".join(text.split())
