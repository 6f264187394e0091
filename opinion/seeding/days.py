"""Days: moments as people and programs write them, in the languages that pages are read in."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from babel import Locale

LANGUAGES = ("en", "de", "fr", "es")
YEARS = range(1000, 9999)  # others are mistakes, or stand for “none”
ISO = re.compile(  # ISO 8601 and the timestamps of YAML 1.1
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?P<hours>[+-]\d{1,2})(?::?(?P<minutes>\d{2}))?)?)?"
)
NUMBERS = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
GERMAN_NUMBERS = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:(?:of|de)\s+)?(?P<month>[^\W\d_]+)\.?,?"
    r"\s+(?:de\s+)?(?P<year>\d{4})"
)
MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
)
TIME = re.compile(
    r"(?:\s*[,–-]\s*|\s+)(?:(?:at|um|à|las)\s+)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*Uhr)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?P<what>(?:last\s+)?updated|modified|aktualisiert|(?:first\s+)?published|posted|date"
    r"|veröffentlicht|erschienen|stand|datum)(?:\s+(?:on|am|at))?\s*:?\s+",
    re.IGNORECASE,
)
JOINTS = re.compile(r"\s*[|·•]\s*|\s+[–—-]\s+|,\s+|\s+(?:on|am|le|el)\s+")  # names … a day
LATER_WORDS = ("updated", "modified", "aktualisiert", "stand")


def moment_in(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that ``text`` is; a day is its midnight, without a zone it is in ``zone``.

    None where it is something else.
    """
    text = " ".join(text.split())
    found = _iso(text) or _of_mail(text) or _in_words(text)
    if found is None or found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def dates_in(line: str, zone: tzinfo) -> tuple[str, datetime | None, datetime | None]:
    """Part ``line`` into what stands before its dates, when it appeared, when it was updated."""
    rest, published, updated = line.strip(), None, None
    while rest:
        start, moment, is_later = _last_date(rest, zone)
        if moment is None:
            break
        rest = rest[:start].strip()
        published, updated = (published, moment) if is_later else (moment, updated)
    return rest, published, updated


def _last_date(line: str, zone: tzinfo) -> tuple[int, datetime | None, bool]:
    """Return where a date at the end of ``line`` begins, the date, and if it is an update's."""
    for start, end in ((0, 0), *(joint.span() for joint in JOINTS.finditer(line))):
        tail = line[end:]
        before = BEFORE.match(tail)
        moment = moment_in(tail[before.end() :] if before else tail, zone)
        if moment:
            what = before["what"].lower() if before else ""
            return start, moment, what.endswith(LATER_WORDS)
    return 0, None, False


def _iso(text: str) -> datetime | None:
    found = ISO.fullmatch(text)
    if not found:
        return None
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    minutes = -minutes if (found["hours"] or "").startswith("-") else minutes
    try:
        zone = timezone(timedelta(hours=hours, minutes=minutes)) if found["zone"] else None
        return datetime(*(int(found[part] or 0) for part in range(1, 7)), tzinfo=zone)  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _of_mail(text: str) -> datetime | None:
    """Read a date as mails and feeds have it (RFC 5322, section 3.3)."""
    if not re.match(r"\w{3}, \d{1,2} \w{3} \d{4} \d\d:", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None


def _in_words(text: str) -> datetime | None:
    first, _, others = text.partition(" ")
    if first.rstrip(".,").lower() in WEEKDAYS:
        text = others
    for pattern in (NUMBERS, GERMAN_NUMBERS, DAY_FIRST, MONTH_FIRST):
        found = pattern.match(text)
        if found:
            return _at(found, text[found.end() :])
    return None


def _at(day: re.Match[str], tail: str) -> datetime | None:
    """Return the moment of a day and of what follows it; None where that is no time."""
    time = TIME.fullmatch(tail)
    month = int(day["month"]) if day["month"].isdigit() else MONTHS.get(day["month"].lower(), 0)
    if (tail and not time) or not month:
        return None
    hour, minute = (int(time["hour"]), int(time["minute"])) if time else (0, 0)
    if time and time["half"]:
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    try:
        return datetime(int(day["year"]), month, int(day["day"]), hour, minute)  # noqa: DTZ001
    except ValueError:
        return None


def _names(kind: str) -> dict[str, int]:
    """Return the numbers of months (1 to 12) or weekdays (0 to 6) by their names."""
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            named = getattr(Locale.parse(language), kind)["format"][width]
            numbers.update({name.lower().rstrip("."): number for number, name in named.items()})
    return numbers


MONTHS = {**_names("months"), "sept": 9}
WEEKDAYS = _names("days")
