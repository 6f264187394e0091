"""Markdown: a text with front matter, as the makers of static sites write it."""

import re

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from selectolax.lexbor import LexborHTMLParser

from opinion.seeding import entries
from opinion.seeding.documents import Document, Reading
from opinion.seeding.front_matter import part
from opinion.seeding.shortcodes import Shortcodes

QUOTED = re.compile(r"[ ]{0,3}>")
PULL_AT_END = re.compile(r"(?P<quote>.*?)[ \t]*\{:?[ ]*\.pull[ ]*\}[ \t]*")
FOOTNOTE_RULE = re.compile(r'<hr class="footnotes-sep" ?/?>\n?')

_markdown = (
    MarkdownIt("commonmark", {"html": True, "maxNesting": 40})  # what is deeper gets lost
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
    .use(attrs_plugin)
    .use(attrs_block_plugin)
)


def read(document: Document) -> Reading:
    """Return the article in a Markdown file.

    Raises:
        BadDocumentError: the front matter is malformed, and in which line.
    """
    front, body = part(document)
    shortcodes = Shortcodes(front.values)
    body = shortcodes.taken_from(pulls_above(body))
    html = FOOTNOTE_RULE.sub("", _markdown.render(body))
    return entries.read(front, html, shortcodes.notes, words_of)


def pulls_above(text: str) -> str:
    """Return ``text`` with each “{.pull}” behind a quote, or below it, put above it.

    Only there is it understood.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        found = PULL_AT_END.fullmatch(line) if ".pull" in line else None
        quote = found["quote"] if found else ""
        is_below = not quote.strip(" >") and bool(lines) and bool(QUOTED.match(lines[-1]))
        if not found or not (is_below or QUOTED.match(quote)):
            lines.append(line)
            continue
        if not is_below:
            lines.append(quote)
        start = len(lines)
        while start and QUOTED.match(lines[start - 1]):
            start -= 1
        lines.insert(start, "{.pull}")
    return "\n".join(lines)


def words_of(text: str) -> str:
    """Return what a line of Markdown says, without its marks."""
    return LexborHTMLParser(_markdown.renderInline(text)).text().strip()
