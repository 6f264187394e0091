"""How right the learning filter is about comments it has not seen, and how long it takes.

Run as ``python -m bench.learning_filter FOLDER [OTHERS]``. FOLDER holds tables (.csv) of comments,
one for each place they were made in, with the columns CONTENT and CLASS (1: spam). Each table is
judged by a filter that was taught the others alone. OTHERS is a folder with exports of other sites,
whose comments nobody called spam; they are judged by a filter that was taught all tables.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from opinion.screening.evidence import Evidence, evidence_in
from opinion.screening.learning import Verdict, Weight, judge, learn
from opinion.screening.lesson_files import Columns, lessons_in
from opinion.screening.lessons import ORDER, ROUNDS, Lesson

TEXTS = {"comment", "message", "orig", "text"}
XML_TEXT = re.compile(r"<wp:comment_content>(?:<!\[CDATA\[)?(.+?)(?:\]\]>)?</wp:comment", re.DOTALL)
MARKUP = re.compile(r"<[^>]{0,500}>")


@dataclass(frozen=True)
class Judged:
    """What the filter said of a text, and whether it is spam."""

    verdict: Verdict
    is_spam: bool


def main() -> None:
    """Measure, and print what came of it as a table in Markdown."""
    folders = [Path(name) for name in sys.argv[1:3] if name]
    if not folders:
        sys.exit("Name the folder with the tables: make bench-filter COMMENTS=FOLDER")
    tables = [
        lessons_in(path, Columns("CONTENT", "CLASS")) for path in sorted(folders[0].glob("*.csv"))
    ]
    started = process_time()
    judged, spent = judged_by_the_others(tables)
    print("| at | precision | recall | false holds |\n|---|---|---|---|")
    print(row("held", judged, lambda it: it.holds))
    for least in (0.9, 0.5):
        print(row(f"{least} alone", judged, partial(is_likely, least)))
    print(f"\n{len(judged)} comments, {spent * 1e6 / len(judged):.0f} µs each to judge", end=", ")
    print(f"{process_time() - started:.1f} s in all")
    for folder in folders[1:]:
        texts = list(dict.fromkeys(remarks(folder)))
        weights = taught([lesson for table in tables for lesson in table])
        held = [text for text in texts if judge(evidence_in(text), weights).holds]
        print(f"{len(texts)} comments of other sites: {len(held)} held")


def is_likely(least: float, verdict: Verdict) -> bool:
    """Whether a text is spam with a probability of ``least``."""
    return verdict.probability >= least


def judged_by_the_others(tables: list[list[Lesson]]) -> tuple[list[Judged], float]:
    """Judge each table by what the others teach; return that, and the seconds that judging took."""
    judged, spent = [], 0.0
    for table in tables:
        weights = taught([lesson for other in tables if other is not table for lesson in other])
        started = process_time()
        judged += [Judged(judge(evidence_in(each.text), weights), each.is_spam) for each in table]
        spent += process_time() - started
    return judged, spent


def taught(lessons: list[Lesson]) -> dict[int, Weight]:
    """Return what a new filter learns from ``lessons``, as from a file."""
    weights: dict[int, Weight] = {}
    known: list[tuple[Evidence, bool]] = [
        (evidence_in(each.text), each.is_spam) for each in lessons
    ]
    order = Random(ORDER)  # noqa: S311 - no secret
    for _ in range(ROUNDS):
        order.shuffle(known)
        for evidence, is_spam in known:
            weights.update(learn(evidence, weights, is_spam=is_spam))
    return weights


def row(name: str, judged: list[Judged], holds: Callable[[Verdict], bool]) -> str:
    """Return a line of the table: how right it is to hold what ``holds`` says."""
    spam = sum(each.is_spam for each in judged)
    caught = sum(holds(each.verdict) for each in judged if each.is_spam)
    wronged = sum(holds(each.verdict) for each in judged if not each.is_spam)
    precision, recall = caught / max(1, caught + wronged), caught / spam
    return f"| {name} | {precision:.3f} | {recall:.3f} | {wronged / (len(judged) - spam):.2%} |"


def remarks(folder: Path) -> Iterator[str]:
    """Yield the comments in the exports (.json, .xml) below ``folder``, without their markup."""
    for path in sorted(folder.rglob("*")):
        content = path.read_text("utf-8", "replace") if path.suffix in {".json", ".xml"} else ""
        found = XML_TEXT.findall(content) if path.suffix == ".xml" else strings(parsed(content))
        yield from (text for each in found if (text := MARKUP.sub(" ", each).strip()))


def parsed(content: str) -> Any:
    """Return what JSON says, None where it is none."""
    try:
        return json.loads(content)
    except ValueError:
        return None


def strings(what: Any) -> Iterator[str]:
    """Yield every text in what JSON said that has the name of a comment's."""
    if isinstance(what, list):
        for each in what:
            yield from strings(each)
    elif isinstance(what, dict):
        for name, each in what.items():
            if name in TEXTS and isinstance(each, str):
                yield each
            else:
                yield from strings(each)


if __name__ == "__main__":
    main()
