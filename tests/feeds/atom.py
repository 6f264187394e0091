"""Reads feeds as a feed reader does, and says where one breaks a MUST of RFC 4287 or RFC 4685."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

from werkzeug.test import TestResponse

ATOM = "{http://www.w3.org/2005/Atom}"
THREADS = "{http://purl.org/syndication/thread/1.0}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
ONCE = {  # how often an element stands in its parent: at least, at the most
    "feed": {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "subtitle": (0, 1)},
    "entry": {
        "id": (1, 1),
        "title": (1, 1),
        "updated": (1, 1),
        "published": (0, 1),
        "content": (0, 1),
        "summary": (0, 1),
        "rights": (0, 1),
    },
}


class Entry:
    """An entry of a feed, and what it says."""

    def __init__(self, element: Element) -> None:
        self.element = element

    def says(self, path: str) -> str:
        """Return the words of the one element at ``path``; empty where there is none."""
        return self.element.findtext(f"{ATOM}{path.replace('/', f'/{ATOM}')}", default="")

    def link(self, rel: str) -> Element:
        """Return the one link of this kind."""
        return links(self.element, rel)[0]

    @property
    def parent(self) -> dict[str, str]:
        """What it says that it replies to."""
        element = self.element.find(f"{THREADS}in-reply-to")
        assert element is not None
        return dict(element.attrib)

    @property
    def language(self) -> str:
        """The language of its content."""
        content = self.element.find(f"{ATOM}content")
        assert content is not None
        return content.attrib[LANGUAGE]


class FeedDocument:
    """A feed that an answer holds; whatever is wrong with it fails the test that reads it."""

    def __init__(self, answer: TestResponse) -> None:
        assert answer.status_code == 200, answer.status
        assert answer.content_type == "application/atom+xml; charset=utf-8"
        self.root = fromstring(answer.data)  # noqa: S314 - our own
        self.entries = [Entry(each) for each in self.root.findall(f"{ATOM}entry")]
        assert not list(problems(self.root))

    def says(self, name: str) -> str:
        """Return the words of the feed's own element ``name``."""
        return self.root.findtext(f"{ATOM}{name}", default="")

    def link(self, rel: str) -> str:
        """Return where the feed's own link of this kind leads, as a path; empty without one."""
        found = links(self.root, rel)
        return found[0].attrib["href"].removeprefix("http://localhost") if found else ""

    @property
    def titles(self) -> list[str]:
        """What its entries are called."""
        return [entry.says("title") for entry in self.entries]

    @property
    def texts(self) -> list[str]:
        """The HTML of its entries."""
        return [entry.says("content") for entry in self.entries]


def links(element: Element, rel: str) -> list[Element]:
    """Return the links of this kind in a feed or an entry."""
    return [each for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]


def problems(feed: Element) -> Iterator[str]:
    """Say where ``feed`` breaks a MUST of RFC 4287 (4.1, 4.2) or RFC 4685 (3, 4)."""
    if feed.tag != f"{ATOM}feed":
        yield f"the root is {feed.tag}"
    yield from _counts(feed, "feed")
    if not links(feed, "self"):
        yield "a feed should say where it is"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _counts(entry, "entry")
        if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
            yield "an entry has no author, and the feed neither"
        if entry.find(f"{ATOM}content") is None and not links(entry, "alternate"):
            yield "an entry without content needs a page"
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(names)) != len(names):
        yield "two entries have one id"
    yield from _parts(feed)


def _counts(element: Element, kind: str) -> Iterator[str]:
    for name, (least, most) in ONCE[kind].items():
        times = len(element.findall(f"{ATOM}{name}"))
        if not least <= times <= most:
            yield f"<{name}> stands {times} times in a {kind}"
    places = [(each.get("type"), each.get("hreflang")) for each in links(element, "alternate")]
    if len(set(places)) != len(places):
        yield f"two pages of one kind for a {kind}"


def _parts(feed: Element) -> Iterator[str]:
    """Say which dates, persons, links, texts and names are none."""
    for element in feed.iter():
        tag = element.tag.removeprefix(ATOM)
        rule = RULES.get(tag)
        if rule and not rule(element):
            yield f"<{tag}> is none: {element.attrib} {element.text!r}"
        if tag == "email":
            yield "nobody's address is told"


def _is_date(element: Element) -> bool:
    words = element.text or ""
    return bool(DATE.fullmatch(words) and datetime.fromisoformat(words))


def _is_text(element: Element) -> bool:
    return element.get("type", "text") in {"text", "html"} and not len(element)


def _is_link(element: Element) -> bool:
    count = element.get(f"{THREADS}count", "0")
    return _is_absolute(element.get("href")) and count.isdecimal()


def _is_absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in (address or "")


RULES: dict[str, Callable[[Element], bool]] = {
    "updated": _is_date,
    "published": _is_date,
    "id": lambda element: _is_absolute(element.text),
    "uri": lambda element: _is_absolute(element.text),
    "author": lambda element: len(element.findall(f"{ATOM}name")) == 1,
    "link": _is_link,
    "title": _is_text,
    "summary": _is_text,
    "content": _is_text,
    "category": lambda element: bool(element.get("term")),
    f"{THREADS}in-reply-to": lambda element: _is_absolute(element.get("ref")),
    f"{THREADS}total": lambda element: (element.text or "").isdecimal(),
}
