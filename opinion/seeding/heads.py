"""Heads: what stands above the text of a saved page, told apart line by line."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from opinion.articles.drafts import Signature
from opinion.seeding.days import dates_in
from opinion.seeding.furniture import HEAD, is_furniture
from opinion.seeding.names import byline_in, is_signed, letters
from opinion.seeding.paragraphs import Passage

SECTION_WORDS = 3  # of a section that is guessed
SECTION_LENGTH = 80  # characters; what the table of sections has room for
LINES_RUN_TOGETHER = range(2, 5)


@dataclass(frozen=True)
class Head:
    """What stands above the body."""

    title: str = ""
    section: str = ""
    names: tuple[Signature, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None


def part_head(passages: list[Passage], title: str, zone: tzinfo) -> tuple[Head, list[Passage]]:
    """Part section, headline, byline and dates from what follows them.

    ``title`` is the headline where the page names it elsewhere, else empty. The head has no title
    where none was found.
    """
    place = _place_of(title, passages)
    if place is None:
        passages = _single_lines_first(passages)
        place = _place_of(title, passages)
    above = [each for each in passages[: place or 0] if not _meta(each, zone)]
    if place is None:
        place, above = _guessed(passages, zone)
    if place is None:
        return Head(title), passages

    section = above[-1].text if above and _may_be_section(above[-1]) else ""
    head = Head(" ".join(passages[place].lines), section)
    for passage in passages[:place]:
        if _meta(passage, zone):
            head = _with(head, passage, zone) or head
    rest = passages[place + 1 :]
    while rest and (found := _with(head, rest[0], zone)):
        head, rest = found, rest[1:]
    return head, rest


def _with(head: Head, passage: Passage, zone: tzinfo) -> Head | None:
    """Return ``head`` with what ``passage`` adds: names or dates; None where it adds neither."""
    lines = passage.lines
    if not all(len(line) <= Passage.SHORT for line in lines) or len(lines) > max(
        LINES_RUN_TOGETHER
    ):
        return None
    for line in lines:
        if is_furniture(line):
            continue
        words, published, updated = dates_in(line, zone)
        names = tuple(byline_in(words)) if words and not head.names else ()
        if words and not names:
            return None
        head = replace(
            head,
            names=head.names or names,
            published_at=head.published_at or published,
            updated_at=head.updated_at or updated,
        )
    return head


def _meta(passage: Passage, zone: tzinfo) -> bool:
    """Whether a passage is a date, or a byline that says so."""
    if not passage.is_short_line():
        return False
    words, published, updated = dates_in(passage.text, zone)
    return bool((published or updated) and not words) or is_signed(words)


def _single_lines_first(passages: list[Passage]) -> list[Passage]:
    """Take the lines of a first passage of two to four short lines as a passage each."""
    if not passages or len(passages[0].lines) not in LINES_RUN_TOGETHER:
        return passages
    if any(len(line) > Passage.SHORT for line in passages[0].lines):
        return passages
    return [*passages[0].each_line(), *passages[1:]]


def _place_of(title: str, passages: list[Passage]) -> int | None:
    wanted = letters(title)
    for place, passage in enumerate(passages[:HEAD]):
        if wanted and letters(passage.text) == wanted:
            return place
    return None


def _guessed(passages: list[Passage], zone: tzinfo) -> tuple[int | None, list[Passage]]:
    """Return the place of the headline among the leading lines, and what may be its section."""
    leading: list[int] = []
    for place, passage in enumerate(passages):
        if _meta(passage, zone):
            continue
        if not passage.is_short_line() or passage.text.endswith((".", ";", ",")):
            break
        leading.append(place)
    if not leading[1:]:
        return (leading[0] if leading else None), []
    first, second = (passages[place] for place in leading[:2])
    is_section = len(first.text.split()) <= SECTION_WORDS and "?" not in first.text
    follows = passages[leading[0] + 1]
    if is_section and not byline_in(dates_in(second.text, zone)[0]) and not is_signed(follows.text):
        return leading[1], [first]
    return leading[0], []


def _may_be_section(passage: Passage) -> bool:
    return len(passage.lines) == 1 and len(passage.text) <= SECTION_LENGTH
