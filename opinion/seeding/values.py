"""Values: what stands in front matter, asked for by the names people know.

A value is text, a list or a map: “no” is a language, and 007 a title, not false and 7.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from opinion.seeding.days import moment_in
from opinion.seeding.documents import BadDocumentError, Document, without_controls
from opinion.text import clean_body, excerpt

NOTHING = {"", "~", "null", "none", "nil"}
FOR_THE_MAKER = {  # what tells Hugo, Jekyll, 11ty or Ghost how to make the page, not what it says
    "eleventynavigation", "eleventyexcludefromcollections", "featured", "layout", "markup",
    "menu", "metatitle", "ogimage", "sitemap", "templateengineoverride", "toc", "type", "uuid",
    "weight",
}  # fmt: skip
YES, NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
NO_MOMENT = "0001-01-01"  # what some programs write for “none”
NAME_LENGTH = 40  # characters of an unknown name that are told
KEY = re.compile(r"[\s\"']*([\w-]+)[\"']?\s*[:=]")


@dataclass
class FrontMatter:
    """The values by their names, without case, ``_`` and ``-``; names nobody takes are reported.

    A value is text, a list or a map. ``written`` has the names as they are written.
    """

    document: Document
    values: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def take(self, *names: str) -> Any:
        """Return the first value among ``names``: text, list or map; None where there is none."""
        self.taken.update(names)
        values = (self.values.get(name) for name in names)
        return next((value for value in values if not is_nothing(value)), None)

    def text(self, *names: str) -> str:
        """Return a value as one line of text. Raises BadDocumentError where it is a list or map."""
        value = self.take(*names)
        if isinstance(value, list | dict):
            raise self.bad(names, "must be text")
        return line_of(value)

    def texts(self, *names: str) -> list[str]:
        """Return a value as a list of texts; a single text may list several behind commas."""
        value = self.take(*names)
        listed = line_of(value).split(",") if isinstance(value, str) else value or []
        named = [_name_in(each) for each in (listed if isinstance(listed, list) else [listed])]
        if None in named:
            raise self.bad(names, "must be a list of texts")
        return [line_of(each) for each in named if line_of(each)]

    def switch(self, *names: str) -> bool | None:
        """Return whether a value says yes or no; None where it says neither."""
        value = self.take(*names)
        word = value.strip().lower() if isinstance(value, str) else ""
        return True if word in YES else False if word in NO else None

    def moment(self, *names: str) -> datetime | None:
        """Return the first value that is a moment; a day is its midnight, no zone is the site's.

        Raises:
            BadDocumentError: there is a value, but no moment among the values.
        """
        self.taken.update(names)
        wrong = ""
        for name in names:
            value = self.values.get(name)
            word = line_of(value) if isinstance(value, str) else ""
            if is_nothing(value) or word.lower() in YES | NO or word.startswith(NO_MOMENT):
                continue
            moment = moment_in(word, self.document.zone)
            if moment:
                return moment
            wrong = wrong or name
        if wrong:
            raise self.bad((wrong,), "must be a date such as 2026-11-21 06:00")
        return None

    def unknown(self) -> list[str]:
        """Return the names that nobody took, as they are written."""
        names = set(self.values) - self.taken - FOR_THE_MAKER
        return sorted(excerpt(self.written[name], NAME_LENGTH) for name in names)

    def bad(self, names: tuple[str, ...], problem: str) -> BadDocumentError:
        """Return the error that says what is wrong with the value of one of ``names``."""
        name = next((name for name in names if not is_nothing(self.values.get(name))), names[0])
        written = self.written.get(name, name)
        for number, line in enumerate(self.document.text.split("\n"), start=1):
            found = KEY.match(line)
            if found and plain(found[1]) == name:
                return self.document.bad(number, f"{written} {problem}")
        return self.document.bad(1, f"{written} {problem}")


def plain(name: str) -> str:
    """Return a key as it is compared: without case, ``_`` and ``-``."""
    return name.lower().replace("_", "").replace("-", "")


def is_nothing(value: Any) -> bool:
    """Whether a value says that there is none."""
    return value in (None, [], {}) or (isinstance(value, str) and value.strip().lower() in NOTHING)


def line_of(value: Any) -> str:
    """Return a text in one line, without what no text holds; empty where ``value`` is no text."""
    is_text = isinstance(value, str) and not is_nothing(value)
    return " ".join(without_controls(clean_body(value)).split()) if is_text else ""


def _name_in(value: Any) -> str | None:
    """Return a text, or the name in a map; None where there is neither."""
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else None
