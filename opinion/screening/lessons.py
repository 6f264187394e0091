"""Lessons: what the learning filter was taught, kept in the database that all processes share."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, select

from opinion.conflicts import insert_into
from opinion.database import db
from opinion.screening.evidence import evidence_in
from opinion.screening.learning import BIAS, NOTHING, Verdict, Weight, judge, learn
from opinion.screening.models import LearnedWeight, LessonCount

ENOUGH = 20  # lessons of each kind, before the filter says anything
ROUNDS = 3  # times that a file of lessons is gone through
AT_ONCE = 5_000  # numbers in one question; SQLite takes 32,766, PostgreSQL 65,535
COUNTS = select(LessonCount.is_spam, LessonCount.number)
WEIGHTS = select(LearnedWeight.bucket, LearnedWeight.value, LearnedWeight.squares)
ORDER = 7  # the seed of the order of lessons from a file: the same file teaches the same


@dataclass(frozen=True)
class Lesson:
    """A text of which is known whether it is spam."""

    text: str
    is_spam: bool


def verdict_on(text: str) -> Verdict | None:
    """Return what the filter says of ``text``; None while it was taught too little to say."""
    if min(lesson_counts().values()) < ENOUGH:
        return None
    evidence = evidence_in(text)
    return judge(evidence, _weights(evidence.buckets | {BIAS}))


def teach(lesson: Lesson) -> None:
    """Let the filter learn from one decision. The caller holds the write lock."""
    _count([lesson])  # first: where many write at once, its row makes them wait for each other
    evidence = evidence_in(lesson.text)
    before = _weights(evidence.buckets | {BIAS})
    _keep(learn(evidence, before, is_spam=lesson.is_spam))


@dataclass(frozen=True)
class Moves:
    """How far many lessons move each weight, of a filter that had been taught ``before`` texts."""

    weights: dict[int, Weight]
    before: dict[bool, int]


class ForgottenError(Exception):
    """What the filter knew when the moves were made is forgotten: they lead elsewhere now."""


def moves_of(lessons: Sequence[Lesson]) -> Moves:
    """Return how far many texts move the weights, learned in an order that is no one's.

    It takes its time: the caller does not hold the write lock, and teaches what comes of it after.
    """
    known = [(evidence_in(lesson.text), lesson.is_spam) for lesson in lessons]
    taught = lesson_counts()
    before = _weights(frozenset({BIAS}).union(*(evidence.buckets for evidence, _ in known)))
    db.session.rollback()  # what is only learned keeps no transaction open
    after = dict(before)
    order = random.Random(ORDER)  # noqa: S311 - no secret
    for _ in range(ROUNDS):
        order.shuffle(known)
        for evidence, is_spam in known:
            after.update(learn(evidence, after, is_spam=is_spam))
    moves = {bucket: weight - before.get(bucket, NOTHING) for bucket, weight in after.items()}
    return Moves(moves, taught)


def teach_all(lessons: Sequence[Lesson], moves: Moves) -> None:
    """Let the filter learn from many texts, whose ``moves`` are added to what is known now.

    So what others taught meanwhile stays. As ``teach``.

    Raises:
        ForgottenError: it was made to forget meanwhile; nothing was changed.
    """
    if any(row.number < moves.before[row.is_spam] for row in _locked_counts()):
        raise ForgottenError
    _count(lessons)
    known = _weights(moves.weights)
    _keep({bucket: known.get(bucket, NOTHING) + move for bucket, move in moves.weights.items()})


def lesson_counts() -> dict[bool, int]:
    """Return how many texts that are spam (True), and that are not, the filter was taught."""
    rows = db.session.execute(COUNTS).all()
    return {row.is_spam: row.number for row in rows}


def all_weights() -> dict[int, Weight]:
    """Return everything that the filter has learned, by bucket, in the order of buckets."""
    return _known(WEIGHTS.order_by(LearnedWeight.bucket))


def replace_all(weights: Mapping[int, Weight], counts: Mapping[bool, int]) -> None:
    """Forget what was learned, and know ``weights`` instead. The caller holds the write lock."""
    for row in _locked_counts():
        row.number = counts[row.is_spam]
    db.session.execute(delete(LearnedWeight))
    _keep(weights)


def _locked_counts() -> Sequence[LessonCount]:
    """Return the counts; who else teaches waits until this transaction ends."""
    locked = select(LessonCount).order_by(LessonCount.is_spam).with_for_update()
    return db.session.scalars(locked.execution_options(populate_existing=True)).all()


def _count(lessons: Sequence[Lesson]) -> None:
    for row in _locked_counts():
        row.number += sum(lesson.is_spam == row.is_spam for lesson in lessons)


def _weights(buckets: Collection[int]) -> dict[int, Weight]:
    """Return what was learned about ``buckets``."""
    found: dict[int, Weight] = {}
    asked = list(buckets)
    for start in range(0, len(asked), AT_ONCE):
        some = LearnedWeight.bucket.in_(asked[start : start + AT_ONCE])
        found.update(_known(WEIGHTS.where(some)))
    return found


def _known(rows: Select[tuple[int, float, float]]) -> dict[int, Weight]:
    return {row.bucket: Weight(row.value, row.squares) for row in db.session.execute(rows)}


def _keep(weights: Mapping[int, Weight]) -> None:
    """Store ``weights`` in the place of what was known of their buckets."""
    store = insert_into(LearnedWeight)
    replacing = store.on_conflict_do_update(
        index_elements=[LearnedWeight.bucket],
        set_={"value": store.excluded.value, "squares": store.excluded.squares},
    )
    rows = [
        {"bucket": bucket, "value": weight.value, "squares": weight.squares}
        for bucket, weight in weights.items()
    ]
    if rows:
        db.session.execute(replacing, rows)
