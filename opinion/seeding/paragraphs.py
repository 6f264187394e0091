"""Paragraphs: the passages of a text, and the HTML they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from opinion.seeding.names import is_signed

HEADING_LENGTH = 90  # characters
HEADING_WORDS = 14
HEADINGS_TOGETHER = 2
WRAPPED_SHORTEST = 40  # characters a full line, on average; shorter ones were broken on purpose
WRAPPED_LONGEST = 85
WRAPPED_LINE = 100
STOPS = ".!:;,…。！：；،؛۔।"
QUOTES = "\"“”„‟«»‹›‘’‚'「」『』"
OPENING, CLOSING = "\"“„«‹»›‘‚'「『", "\"”“»›«‹’‘'」』"
APOSTROPHES = "'’"
BULLET = re.compile(r"[-*•]\s+(?=\S)")
NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Passage:
    """Lines with no blank line between them, trimmed; ``line`` is the first one's number."""

    SHORT: ClassVar = 120  # characters

    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The lines, as they stand."""
        return "\n".join(self.lines)

    def is_short_line(self, length: int = SHORT) -> bool:
        """Whether it is one line of at most ``length`` characters."""
        return len(self.lines) == 1 and len(self.lines[0]) <= length

    def each_line(self) -> Iterator["Passage"]:
        """Yield each line as a passage of its own."""
        for place, line in enumerate(self.lines):
            yield Passage((line,), self.line + place)

    def first_lines(self, number: int) -> list["Passage"]:
        """Return a passage of the first ``number`` lines, in a list: empty where that is none."""
        return [Passage(self.lines[:number], self.line)] if number else []


def passages_of(text: str) -> list[Passage]:
    """Part ``text`` at its blank lines."""
    passages: list[Passage] = []
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        trimmed = line.strip()
        if trimmed:
            lines.append(trimmed)
        elif lines:
            passages.append(Passage(tuple(lines), number - len(lines)))
            lines = []
    return passages


def html_of(body: list[Passage]) -> str:
    """Return the HTML of a body: sub-headings, lists, quotes, paragraphs."""
    parts: list[str] = []
    headings = 0
    body = list(_together(body))
    for place, passage in enumerate(body):
        is_heading = headings < HEADINGS_TOGETHER and is_subheading(passage, body[place + 1 :])
        headings = headings + 1 if is_heading else 0
        if is_heading:
            parts.append(f"<h{headings + 1}>{escape(passage.text)}</h{headings + 1}>")
        else:
            parts += _html(passage)
    return "\n".join(parts)


def is_subheading(passage: Passage, follows: list[Passage]) -> bool:
    """Whether ``passage`` heads what ``follows``: a short line without a stop, above text."""
    if not _looks_like_heading(passage):
        return False
    return any(not _looks_like_heading(each) for each in follows[:HEADINGS_TOGETHER])


def _looks_like_heading(passage: Passage) -> bool:
    line = passage.lines[0]
    bare = line.rstrip(CLOSING + ")]")
    return (
        passage.is_short_line(HEADING_LENGTH)
        and len(line.split()) <= HEADING_WORDS
        and any(map(str.isalnum, line))
        and not bare.endswith(tuple(STOPS))
        and not _is_quoted(line)
        and not line.startswith(">")
        and not BULLET.match(line)
        and not NUMBER.match(line)
        and not is_signed(line)
    )


def _html(passage: Passage) -> Iterator[str]:
    lines = passage.lines
    if all(line.startswith(">") for line in lines):
        said = passages_of("\n".join(line.lstrip("> ") for line in lines))
        inner = "\n".join(_paragraph(each.lines) for each in said)
        yield f"<blockquote>{inner}</blockquote>" if inner else _paragraph(lines)
    elif len(lines) == 1 and _is_quoted(lines[0]):
        yield f"<blockquote>{_paragraph(lines)}</blockquote>"
    else:
        yield from _list_or_paragraph(lines)


def _list_or_paragraph(lines: tuple[str, ...]) -> Iterator[str]:
    for mark in (BULLET, NUMBER):
        if all(map(mark.match, lines)):
            yield _list(lines, mark)
            return
        is_led_in = bool(lines[2:] or (lines[1:] and lines[0].endswith(":")))
        if is_led_in and all(map(mark.match, lines[1:])):
            yield from (_paragraph(lines[:1]), _list(lines[1:], mark))
            return
    yield _paragraph(lines)


def _is_quoted(line: str) -> bool:
    """Whether a line is one quotation from end to end."""
    inside = line[1:-1]
    is_marked = bool(inside) and line[0] in OPENING and line[-1] in CLOSING
    ends_earlier = any(mark in inside for mark in (line[0], line[-1]) if mark not in APOSTROPHES)
    return is_marked and not ends_earlier


def _list(lines: tuple[str, ...], mark: re.Pattern[str]) -> str:
    items = "".join(f"<li>{escape(mark.sub('', line, count=1))}</li>" for line in lines)
    if mark is BULLET:
        return f"<ul>{items}</ul>"
    found = NUMBER.match(lines[0])
    start = int(found[1]) if found else 1
    return f'<ol start="{start}">{items}</ol>' if start != 1 else f"<ol>{items}</ol>"


def _together(body: list[Passage]) -> Iterator[Passage]:
    """Yield ``body`` with lists that only blank lines part put together."""
    held: Passage | None = None
    for passage in body:
        if held and _continues(held.lines[-1], passage.lines):
            held = Passage(held.lines + passage.lines, held.line)
            continue
        if held:
            yield held
        held = passage
    if held:
        yield held


def _continues(last: str, lines: tuple[str, ...]) -> bool:
    """Whether ``lines`` are a list that goes on from the line ``last``."""
    if BULLET.match(last):
        return all(map(BULLET.match, lines))
    before, after = NUMBER.match(last), NUMBER.match(lines[0])
    return bool(
        before and after and int(after[1]) == int(before[1]) + 1 and all(map(NUMBER.match, lines))
    )


def _paragraph(lines: tuple[str, ...]) -> str:
    """Return a paragraph; lines that were wrapped are joined, others keep their breaks."""
    full = lines[:-1] or lines
    average = sum(map(len, full)) / len(full)
    fits = WRAPPED_SHORTEST <= average < WRAPPED_LONGEST and max(map(len, lines)) <= WRAPPED_LINE
    between = " " if fits else "<br>\n"
    return f"<p>{between.join(escape(line) for line in lines)}</p>"
