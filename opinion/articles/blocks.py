"""Blocks: an article's body cut into the pieces that have an address of their own."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from opinion.articles.models import Block
from opinion.articles.tracing import Named, Piece, names_of, number_in

WORDS_A_MINUTE = 230
HEADINGS = {"h2", "h3"}
LOOSE = {  # of an article's tags, those that are no block: they only stand in a paragraph
    "-text", "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "u",
}  # fmt: skip
ENDS = re.compile(  # where one line of words ends
    r"<br[^>]*>|</(?:blockquote|d[dt]|figcaption|h[23]|li|ol|p|pre|section|t[dhr]|ul)>"
)
SAYS_SOMETHING = re.compile(r"(?:^|>)[^<]*?[^\s<]")


def blocks_of(html: str, before: Sequence[Block] = (), last: int = 0) -> list[Block]:
    """Cut sanitised ``html`` into its top-level elements, in order.

    Blocks are called ``b1``, ``b2`` …; headings ``s1``, ``s2`` …, and carry their id themselves. A
    pull quote (``p1`` …) says again what stands in the text, so it is kept from being read aloud.
    What stood in the version ``before`` keeps its name; ``last`` is the highest number ever given.
    """
    nodes = [(_kind(node), node) for node in _top_level(html)]
    pieces = [Piece(kind, _words_of(node.html or "")) for kind, node in nodes]
    known = [Named(block["id"], Piece(block["kind"], _words_of(block["html"]))) for block in before]
    blocks: list[Block] = []
    for name, (kind, node) in zip(names_of(pieces, known, last), nodes, strict=True):
        if kind == "heading":
            node.attrs["id"] = name
        if kind == "pull":
            node.attrs["aria-hidden"] = "true"
        blocks.append(Block(id=name, kind=kind, html=(node.html or "").strip()))
    return blocks


def last_number(blocks: Sequence[Block], before: int = 0) -> int:
    """Return the highest number ever given to a block: in ``blocks``, or ``before``."""
    return max(before, 0, *(number_in(block["id"]) for block in blocks))


def text_of(html: str) -> str:
    """Return the words of a block in one line, as a reader selects them; of a picture, its caption.

    NFC, single spaces; empty where there are no words.
    """
    return _one_line(_spaced(html))


def is_discussable(block: Block) -> bool:
    """Whether a block is a passage that can be talked about: one of the text, with words in it."""
    return block["kind"] == "block" and bool(SAYS_SOMETHING.search(block["html"]))


def is_picture(html: str) -> bool:
    """Whether a block is a picture, with or without a caption."""
    return html.startswith("<figure") and "<img" in html


def reading_minutes(blocks: list[Block]) -> int:
    """Return how long the text takes to read, in whole minutes, at least 1."""
    words = sum(len(_text(block["html"]).split()) for block in blocks if block["kind"] != "pull")
    return max(1, round(words / WORDS_A_MINUTE))


def _kind(node: LexborNode) -> str:
    if node.tag in HEADINGS:
        return "heading"
    is_pull = "pull" in (node.attributes.get("class") or "").split()
    return "pull" if node.tag == "blockquote" and is_pull else "block"


def _top_level(html: str) -> Iterator[LexborNode]:
    """Yield the elements of the body; what stands loose beside them is put into paragraphs."""
    loose: list[str] = []
    for node in _children(html):
        if node.tag in LOOSE:
            loose.append(node.html or "")
            continue
        yield from _paragraph(loose)
        loose = []
        yield node
    yield from _paragraph(loose)


def _paragraph(loose: list[str]) -> Iterator[LexborNode]:
    text = "".join(loose).strip()
    if text:
        yield from _children(f"<p>{text}</p>")


def _children(html: str) -> Iterator[LexborNode]:
    body = LexborHTMLParser(html).body
    if body:
        yield from body.iter(include_text=True)


def _text(html: str) -> str:
    return LexborHTMLParser(html).text(separator=" ")


def _words_of(html: str) -> str:
    """Return what tells one block from another: its words with those for pictures, or itself."""
    spaced = _spaced(html)
    for picture in spaced.css("img[alt]"):
        picture.replace_with(f" {picture.attributes['alt'] or ''} ")
    return _one_line(spaced) or html.strip()


def _spaced(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(ENDS.sub(r" \g<0>", html))


def _one_line(parsed: LexborHTMLParser) -> str:
    return " ".join(unicodedata.normalize("NFC", parsed.text(separator="")).split())
