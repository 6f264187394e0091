"""Readers' words and editors' HTML made safe. Nothing else makes Markup, nothing else sanitises.

A reader's text is Markdown with raw HTML off, then passed through an allow-list; an editor's HTML
passes a wider one. Both are done once, when the text is written, and stored beside the source.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup
from slugify import slugify

NAME_LENGTH: Final = 80
COMBINING_MARKS: Final = 8  # on one base character; more is a prank (“Zalgo” text)
SLUG_LENGTH: Final = 80
MAX_HTML_TAGS: Final = 5_000  # nh3's work grows with the square of the nesting

COMMENT_TAGS: Final = {
    "a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
ARTICLE_TAGS: Final = COMMENT_TAGS | {
    "abbr", "b", "cite", "dd", "del", "dl", "dt", "figcaption", "figure", "h2", "h3", "hr", "i",
    "img", "ins", "kbd", "mark", "q", "s", "section", "small", "span", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u",
}  # fmt: skip
ARTICLE_ATTRIBUTES: Final = {
    "*": {"dir", "lang"},
    "a": {"href", "id"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"alt", "height", "src", "width"},
    "li": {"id"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
ARTICLE_CLASSES: Final = {
    "blockquote": {"pull"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "span": {"credit"},
}
LINK_SCHEMES: Final = {"http", "https", "mailto"}


class ReadersMarkdown(MarkdownIt):
    """Markdown in which a link that leads nowhere, or to nobody knows where, stays text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Whether ``url`` may be a link's."""
        return _is_absolute(url)


_comment = ReadersMarkdown("commonmark", {"html": False, "breaks": True}).disable(
    ["heading", "lheading", "image", "hr", "reference"]
)
_PLANES_ENDS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
_UNFIT: Final = re.compile(  # HTML standard, “control characters” and “noncharacters”; surrogates
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES_ENDS}]"
)
_BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class TooNestedError(ValueError):
    """The HTML has more tags than the sanitiser is given."""


def comment_html(source: str) -> str:
    """Render a reader's Markdown into HTML that is safe to show. The source is kept elsewhere."""
    return nh3.clean(
        _UNFIT.sub("", _comment.render(source)),
        tags=COMMENT_TAGS,
        attributes={"*": set(), "a": {"href"}},
        attribute_filter=_absolute_links_only,
        url_schemes=LINK_SCHEMES,
        link_rel="ugc nofollow noopener",
    ).strip()


def article_html(html: str) -> str:
    """Return an editor's ``html`` with only what an article may hold.

    Raises:
        TooNestedError: it has more than 5,000 tags.
    """
    if html.count("<") > 2 * MAX_HTML_TAGS:
        raise TooNestedError(f"more than {MAX_HTML_TAGS:,} tags")
    return nh3.clean(
        _UNFIT.sub("", html),
        tags=ARTICLE_TAGS,
        attributes=ARTICLE_ATTRIBUTES,
        allowed_classes=ARTICLE_CLASSES,
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    ).strip()


def stored_html(html: str) -> Markup:
    """Mark ``html`` that one of the functions above made, and the database kept, as safe."""
    return Markup(html)  # noqa: S704


def catalogued_html(sentence: str) -> Markup:
    """Mark a ``sentence`` of our catalogues as safe: what is named in it is still escaped."""
    return Markup(sentence)  # noqa: S704


def clean_name(name: str) -> str:
    """Return a name as it is kept: NFC, single spaces, no control or direction characters.

    Empty where nothing visible is left. More than 8 combining marks on one character are cut.
    """
    kept = []
    marks = 0
    for character in unicodedata.normalize("NFC", _UNFIT.sub(" ", name)):
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
        elif category != "Cf":  # what joins letters begins no new one
            marks = 0
        if marks > COMBINING_MARKS or character in _BIDI_CONTROLS:
            continue
        kept.append(" " if category in {"Cc", "Zl", "Zp", "Zs"} else character)
    spaced = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    return spaced if any(map(_is_visible, spaced)) else ""


def clean_body(text: str) -> str:
    """Return a comment's text as kept: lines end in LF; only characters of HTML; trimmed."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def slug_of(title: str, fallback: str) -> str:
    """Return an address for ``title`` (ASCII, at most 80 characters), or else ``fallback``."""
    return slugify(title, max_length=SLUG_LENGTH, word_boundary=True) or fallback


def quotation(text: str, limit: int) -> str:
    """Return a comment's beginning as a quote in a reader's Markdown, with an empty line below."""
    quoted = text if len(text) <= limit else re.sub(r"\s+\S*$", "", text[:limit]) + " …"
    return "".join(f"> {line}".rstrip() + "\n" for line in quoted.splitlines()) + "\n"


def excerpt(text: str, limit: int) -> str:
    """Return plain ``text`` in one line, cut at a word to at most ``limit`` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (re.sub(r"\W*\s\S*$", "", cut) or cut.rstrip()) + "…"


def _is_visible(character: str) -> bool:
    """Whether a character leaves a mark: letters, digits, punctuation and symbols do."""
    return (
        unicodedata.category(character)[0] in "LNPS"
        and character not in "\u115f\u1160\u3164\uffa0\u2800"
    )


def _absolute_links_only(_tag: str, attribute: str, value: str) -> str | None:
    """Drop a link's address that is not absolute; keep the ``rel`` that nh3 has just added."""
    return value if attribute != "href" or _is_absolute(value) else None


def _is_absolute(address: str) -> bool:
    """Whether ``address`` says where it leads: ``//host`` and ``/path`` do not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in LINK_SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
