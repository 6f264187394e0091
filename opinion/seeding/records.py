"""Records: values in front matter that have fields of their own: people, a picture, a credit."""

import re
from typing import Any
from urllib.parse import urlsplit

from opinion.articles.drafts import Credit, Signature
from opinion.articles.models import Correction, Image
from opinion.seeding.days import moment_in
from opinion.seeding.figures import caption_and_credit
from opinion.seeding.names import byline_in
from opinion.seeding.values import NAME_LENGTH, FrontMatter, is_nothing, line_of, plain
from opinion.text import excerpt

IMAGES = ("image", "cover", "hero", "featuredimage", "featureimage", "img")
IMAGE_PARTS = {
    "alt": ("alt", "text", "accessibility"),
    "caption": ("caption", "figcaption", "title"),
    "credit": ("credit", "attribution", "attr"),
}
PERSON = re.compile(r"[a-z]+(?:-[a-z]+)+")  # how a person is called where authors have files


def signatures(front: FrontMatter) -> tuple[Signature, ...]:
    """Return who signs. Raises BadDocumentError where somebody has no name."""
    names = ("authors", "author", "byline", "primaryauthor")
    value = front.take(*names)
    found: list[Signature] = []
    for person in value if isinstance(value, list) else [value] if value else []:
        known = fields_of(person)
        if known:
            url = web_address(front, "url", known.get("url", known.get("website", "")))
            role = known.get("role", known.get("title", ""))
            found.append(Signature(known.get("name", ""), role, url))
        else:
            found += _named(line_of(person))
    if any(not each.name for each in found):
        raise front.bad(names, "names nobody")
    return tuple(found)


def image(front: FrontMatter) -> Image | None:
    """Return the lead picture, its place still as it is written."""
    value = front.take(*IMAGES)
    known = fields_of(value) or {"src": line_of(value)}
    places = (known.get(name, "") for name in ("src", "image", "url", "path", "file"))
    source = next(filter(None, places), "")
    said = {
        part: next(filter(None, map(known.get, names)), "")
        or front.text(*(f"{image}{name}" for image in IMAGES for name in names))
        for part, names in IMAGE_PARTS.items()
    }
    if not source or source.lower() in {"false", "true"}:
        return None
    caption, credit = caption_and_credit(said["caption"])
    return Image(
        src=source,
        alt=said["alt"],
        width=0,
        height=0,
        caption=caption,
        credit=said["credit"] or credit,
    )


def credit(front: FrontMatter) -> Credit | None:
    """Return where the article first appeared; an address alone is called by its host."""
    value = front.take("originallypublished", "source")
    known = fields_of(value)
    text = known.get("publication", known.get("name", "")) or line_of(value)
    url = web_address(front, "url", known.get("url", ""))
    if is_address(text):
        text, url = urlsplit(text).netloc.removeprefix("www."), text
    return Credit(text, url, known.get("by", "")) if text else None


def corrections(front: FrontMatter) -> tuple[Correction, ...]:
    """Return what was put right. Raises BadDocumentError where one lacks its day or text."""
    names = ("corrections", "correction")
    value = front.take(*names)
    found = []
    for each in value if isinstance(value, list) else [value] if value else []:
        known = fields_of(each)
        day = moment_in(known.get("at", known.get("date", "")), front.document.zone)
        if not day or not known.get("text"):
            raise front.bad(names, "must each have “at”, a day, and “text”")
        found.append(Correction(at=day.date().isoformat(), text=known["text"]))
    return tuple(found)


def web_address(front: FrontMatter, name: str, text: str) -> str:
    """Return ``text`` if it is a web address, else nothing, and note it."""
    if text and not is_address(text):
        front.notes.append(f"{name} left out: {excerpt(text, NAME_LENGTH)} is no web address")
        return ""
    return text


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of something on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


def fields_of(value: Any) -> dict[str, str]:
    """Return a map's texts by their plain names; empty where ``value`` is no map."""
    listed = value.items() if isinstance(value, dict) else ()
    return {plain(str(name)): line_of(what) for name, what in listed if not is_nothing(what)}


def _named(text: str) -> list[Signature]:
    """Return who a text names: several people, if all of them have full names."""
    listed = byline_in(text)
    if len(listed) > 1:
        return listed
    is_file_name = PERSON.fullmatch(text)
    return [Signature(text.replace("-", " ").title() if is_file_name else text)]
