"""Bodies: an article's HTML laid out flat, as blocks one below the other.

Boxes are opened, loose text becomes paragraphs, a lone picture a figure, a frame a link. What may
stay of tags and attributes is the sanitiser's to say, later.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from opinion.seeding.documents import number_of
from opinion.seeding.figures import figure_of, with_credit
from opinion.text import TooNestedError

MAX_TAGS = 50_000
MAX_DEPTH = 100  # boxes in boxes
MAX_NESTED = 500  # tags of any kind in one another; what browsers open, and what stays fast
TOO_DEEP = " > ".join("*" * MAX_NESTED)
BOXES = {
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "dir", "div", "dt",
    "fieldset", "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main",
    "menu", "nav", "noscript", "search", "section", "summary",
}  # fmt: skip
BLOCKS = {
    "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre",
    "table", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PIECES = ", ".join(sorted(BLOCKS | BOXES - {"html", "body"}))
DROPPED = "button, head, input, link, meta, script, select, style, svg, template, textarea, title"
FRAMES = {"iframe": "src", "embed": "src", "video": "src", "audio": "src", "object": "data"}
LEVELS = re.compile(r"(</?)h([1456])\b", re.IGNORECASE)
BREAKS = re.compile(r"(?:<br>\s*){2,}")


class Body:
    """Lays one body out. ``notes`` says what became of what an article cannot hold."""

    def __init__(self) -> None:
        self._frames = Counter[str]()

    @property
    def notes(self) -> list[str]:
        """What an editor should know."""
        return [f"{number_of(count, tag)} made a link" for tag, count in self._frames.items()]

    def laid_out(self, html: str) -> str:
        """Return ``html`` as blocks, one below the other.

        Raises:
            TooNestedError: it has too many tags, or boxes in boxes, to be an article's.
        """
        body = parsed(html).body
        if body is None:
            return ""
        self._link_frames(body)
        for node in outermost(body.css(DROPPED)):
            node.decompose()
        parts = "\n".join(self._flow(body, 0))
        return LEVELS.sub(lambda tag: f"{tag[1]}h{2 if tag[2] == '1' else 3}", parts)

    def _flow(self, box: LexborNode, depth: int) -> Iterator[str]:
        if depth > MAX_DEPTH:
            raise TooNestedError(f"more than {MAX_DEPTH} boxes in one another")
        loose: list[str] = []
        for node in box.iter(include_text=True):
            is_box = _is_box(node)
            if node.tag not in BLOCKS and not is_box:
                loose.append("" if node.is_comment_node else node.html or "")
                continue
            yield from _paragraphs(loose)
            loose = []
            yield from self._flow(node, depth + 1) if is_box else _block(node)
        yield from _paragraphs(loose)

    def _link_frames(self, body: LexborNode) -> None:
        """Put a link in the place of whatever would show another page here."""
        for node in outermost(body.css(", ".join(FRAMES))):
            tag = node.tag or ""
            inner = node.css_first("source")
            source = node.attributes.get(FRAMES[tag]) or (
                inner.attributes.get("src") if inner else ""
            )
            source = re.sub(r"^//", "https://", source or "")
            title = (node.attributes.get("title") or source).strip()
            self._frames[tag] += 1
            link = _first(f'<a href="{escape(source)}">{escape(title)}</a>') if source else None
            if link:
                node.replace_with(link)
            else:
                node.decompose()


def parsed(html: str) -> LexborHTMLParser:
    """Return the tree of ``html``. Raises TooNestedError where it would take too long to walk."""
    if html.count("<") > MAX_TAGS:
        raise TooNestedError(f"more than {MAX_TAGS:,} tags")
    page = LexborHTMLParser(html)
    if page.css_first(TOO_DEEP):
        raise TooNestedError(f"more than {MAX_NESTED} tags in one another")
    return page


def texts_of(html: str) -> list[str]:
    """Return the words of each block of ``html``, in order."""
    body = LexborHTMLParser(html).body
    return [" ".join(node.text().split()) for node in body.iter()] if body else []


def _is_box(node: LexborNode) -> bool:
    """Whether a node only holds blocks; a footnotes' section is one thing."""
    if node.tag in BLOCKS or not node.is_element_node:
        return False
    if node.tag in BOXES:
        return "footnotes" not in (node.attributes.get("class") or "")
    return bool(node.css(PIECES))


def outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Return those of ``nodes`` that are in no other of them."""
    found = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(each.mem_id in found for each in above(node))]


def above(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent:
        node = node.parent
        yield node


def _paragraphs(loose: list[str]) -> Iterator[str]:
    """Yield loose text as paragraphs; two line breaks part them."""
    for part in BREAKS.split("".join(loose)):
        body = LexborHTMLParser(f"<p>{part.strip()}</p>").body if part.strip() else None
        for node in body.iter(include_text=True) if body else ():
            if node.tag == "-text":
                yield f"<p>{node.html}</p>" if node.text().strip() else ""
            else:
                yield from _block(node)


def _block(node: LexborNode) -> Iterator[str]:
    """Yield a block, none where nothing is in it; pictures that stand alone are figures."""
    if node.tag == "p":
        alone = list(_pictures_alone(node))
        if alone:
            yield from map(figure_of, alone)
            return
    if node.tag in HEADINGS and node.css(PIECES):  # one in another would come apart again
        node = _first(f"<{node.tag}>{escape(' '.join(node.text().split()))}</{node.tag}>") or node
    is_empty = not node.text().strip() and not node.css("img, hr, td") and node.tag != "hr"
    if not is_empty:
        yield with_credit(node) if node.tag == "figure" else (node.html or "").strip()


def _pictures_alone(paragraph: LexborNode) -> Iterable[LexborNode]:
    """Return the pictures, or links around one, that a paragraph consists of; else nothing."""
    found = []
    for node in paragraph.iter(include_text=True):
        if node.tag == "br" or node.is_comment_node or node.is_empty_text_node:
            continue
        is_linked = node.tag == "a" and node.css("img") and not node.text().strip()
        if node.tag != "img" and not is_linked:
            return []
        found.append(node)
    return found


def _first(html: str) -> LexborNode | None:
    body = LexborHTMLParser(html).body
    return body.child if body else None
