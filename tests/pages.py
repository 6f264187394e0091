"""Reads pages as a browser does, and says what is wrong with their HTML."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError
from selectolax.lexbor import LexborHTMLParser

POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")
NAMED = {"nav", "form", "section"}  # landmarks, which have names where there are several


class Page:
    """A page, and what its parts say."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._tree = LexborHTMLParser(html)

    def words(self, selector: str) -> list[str]:
        """Return what each of the elements at ``selector`` says, in one line."""
        return [" ".join(node.text().split()) for node in self._tree.css(selector)]

    def texts(self, selector: str) -> list[str]:
        """Return what each of the elements at ``selector`` says, as it is."""
        return [node.text() for node in self._tree.css(selector)]

    def tags_below(self, selector: str) -> list[tuple[str, set[str]]]:
        """Return tag and attributes' names of all that stands inside the elements there."""
        return [(str(node.tag), set(node.attributes)) for node in self._tree.css(f"{selector} *")]

    def values(self, selector: str, attribute: str) -> list[str]:
        """Return the ``attribute`` of each of the elements at ``selector``."""
        return [node.attributes.get(attribute) or "" for node in self._tree.css(selector)]

    def has(self, selector: str) -> bool:
        """Whether there is an element at ``selector``."""
        return bool(self._tree.css(selector))


def problems(html: str) -> list[str]:
    """Return what is wrong with the HTML of a whole page."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        tree: Element = parser.parse(html)
    except ParseError as problem:
        line, column = parser.tokenizer.stream.position()
        return [f"{problem} at {line}:{column}: {html.splitlines()[line - 1][:200]}"]
    return [*_doubled(tree), *_lost(tree), *_empty(tree), *_unnamed(tree)]


def _doubled(tree: Element) -> Iterator[str]:
    """Say which ids stand twice, and whether there is one h1 and one main."""
    counts = Counter(element.get("id") for element in tree.iter() if "id" in element.attrib)
    yield from (
        f"the id {name!r} stands {times} times" for name, times in counts.items() if times > 1
    )
    for tag in ("h1", "main", "title"):
        times = len(list(tree.iter(tag)))
        if times != 1:
            yield f"<{tag}> stands {times} times"


def _lost(tree: Element) -> Iterator[str]:
    """Say what points to an id that is not there."""
    ids = {element.get("id") for element in tree.iter()}
    for element in tree.iter():
        for pointer in POINTERS:
            for name in (element.get(pointer) or "").split():
                if name not in ids:
                    yield f"<{element.tag} {pointer}> points to {name!r}, which is not there"
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f"a link leads to {href}, which is not there"


def _empty(tree: Element) -> Iterator[str]:
    """Say which attributes and elements say nothing, but should."""
    for element in tree.iter():
        tag = str(element.tag)
        for name in ("href", "src", "action", "id", "lang", "aria-label", "for"):
            if name in element.attrib and not element.attrib[name].strip():
                yield f"<{tag}> has an empty {name}"
        if tag in {"a", "button", "h1", "h2", "h3", "label", "title"} and not _says(element):
            yield f"<{tag} {element.attrib}> says nothing"
        if tag == "img" and not {"alt", "src"} <= set(element.attrib):
            yield "<img> needs alt and src"


def _unnamed(tree: Element) -> Iterator[str]:
    """Say which fields have no label, and which landmarks no name."""
    pointed = {element.get("for") for element in tree.iter("label")}
    inside = {id(field) for label in tree.iter("label") for field in label.iter()}
    for element in tree.iter():
        is_field = (
            element.tag in {"input", "textarea", "select"} and element.get("type") != "hidden"
        )
        if is_field and element.get("id") not in pointed and id(element) not in inside:
            yield f"<{element.tag} {element.attrib}> has no label"
        has_name = {"aria-label", "aria-labelledby"} & set(element.attrib)
        if element.tag in NAMED and not has_name and not _is_button_alone(element):
            yield f"<{element.tag} {element.attrib}> has no name"


def _is_button_alone(element: Element) -> bool:
    """Whether it is a form without a field: a name would make a landmark of every button."""
    return element.tag == "form" and not any(
        field.tag in {"input", "textarea", "select"} for field in element.iter()
    )


def _says(element: Element) -> bool:
    return bool("".join(element.itertext()).strip() or element.get("aria-label"))
