"""Figures: what was reported, decided and objected to, counted, for the log and a year's report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select
from sqlalchemy.orm import aliased

from opinion.comments.models import Status
from opinion.comments.reactions import Report
from opinion.database import db
from opinion.moderation.models import By, Decision, LegalNotice, Objection, Rule
from opinion.moderation.sanctions import Act, Sanction, SanctionAct

TAKEN_AWAY = (Status.REMOVED, Status.SPAM)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Month:
    """How many comments were taken away in a month for one reason, and how many are back again."""

    year: int
    month: int
    rule: Rule
    removed: int
    undone: int

    @property
    def first(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, self.month, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Figure:
    """One line of a year's report."""

    section: str
    name: str
    number: int | float


def removed_by_month(at: datetime, months: int) -> list[Month]:
    """Return what was taken away in these ``months``, the present one included: newest first."""
    undoing = aliased(Decision)
    moment = _in_utc()
    year, month = extract("year", moment), extract("month", moment)
    taken_away = Decision.status.in_(TAKEN_AWAY) & Decision.rule.is_not(None)
    rows = db.session.execute(
        select(year, month, Decision.rule, func.count(Decision.id), func.count(undoing.id))
        .outerjoin(undoing, undoing.undoes == Decision.id)
        .where(taken_away, _changes(), Decision.decided_by != By.WRITER)
        .where(Decision.at >= _first_of(at, months))
        .group_by(year, month, Decision.rule)
        .order_by(year.desc(), month.desc(), func.count(Decision.id).desc(), Decision.rule)
    )
    return [Month(int(y), int(m), Rule(rule), many, back) for y, m, rule, many, back in rows]


def figures_of(year: int) -> list[Figure]:
    """Return the figures of a ``year`` (UTC): Regulation (EU) 2022/2065, articles 15 and 24."""
    begin, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return [
        *_notices(begin, end),
        *_decisions(begin, end),
        *_objections(begin, end),
        *_sanctions(begin, end),
    ]


def _notices(begin: datetime, end: datetime) -> Iterator[Figure]:
    """Yield what was reported, for which reason or law, and how long it waited."""
    received = select(Report.reason, func.count()).where(_within(Report.at, begin, end))
    yield from _counted("reports received", received.group_by(Report.reason))
    by_law = select(LegalNotice.law, func.count()).where(_within(LegalNotice.at, begin, end))
    yield from _counted("notices naming a law", by_law.group_by(LegalNotice.law))
    for section, began, ended in (
        ("reports received", Report.at, Report.reviewed_at),
        ("notices naming a law", LegalNotice.at, LegalNotice.decided_at),
    ):
        done = select(began, ended).where(_within(began, begin, end), ended.is_not(None))
        yield from _median(section, db.session.execute(done).tuples())


def _decisions(begin: datetime, end: datetime) -> Iterator[Figure]:
    """Yield what was decided: by what means, to what end, for which reason, and taken back."""
    decided = _within(Decision.at, begin, end), Decision.decided_by != By.WRITER
    means = Decision.decided_by.in_((By.READERS, By.SCREENING))
    for section, by in (("decided by moderators", ~means), ("decided by automated means", means)):
        kinds = select(Decision.status, func.count()).where(*decided, by, _changes())
        yield from _counted(
            section, kinds.where(Decision.undoes.is_(None)).group_by(Decision.status)
        )
        stood = select(func.count()).where(*decided, by, ~_changes())
        yield Figure(section, "let be", db.session.scalar(stood) or 0)
    reasons = select(Decision.rule, func.count()).where(
        *decided, _changes(), Decision.status.in_(TAKEN_AWAY), Decision.undoes.is_(None)
    )
    yield from _counted("taken away, by rule", reasons.group_by(Decision.rule))
    laws = select(func.count()).where(*decided, _changes(), Decision.law != "")
    yield Figure("taken away, by rule", "a law was named", db.session.scalar(laws) or 0)
    undone = select(func.count()).where(*decided, Decision.undoes.is_not(None))
    yield Figure("taken back", "decisions undone", db.session.scalar(undone) or 0)
    restored = select(func.count()).where(
        *decided, Decision.former.in_(TAKEN_AWAY), Decision.status == Status.PUBLISHED
    )
    yield Figure("taken back", "comments restored", db.session.scalar(restored) or 0)


def _objections(begin: datetime, end: datetime) -> Iterator[Figure]:
    """Yield how many objections came in, what became of them, and how long they waited."""
    section, within = "objections", _within(Objection.at, begin, end)
    received = db.session.scalar(select(func.count()).where(within)) or 0
    yield Figure(section, "received", received)
    answered = select(Objection.outcome, func.count()).where(within)
    answered = answered.where(Objection.outcome.is_not(None)).group_by(Objection.outcome)
    yield from _counted(section, answered)
    done = select(Objection.at, Objection.answered_at)
    done = done.where(within, Objection.answered_at.is_not(None))
    yield from _median(section, db.session.execute(done).tuples())


def _sanctions(begin: datetime, end: datetime) -> Iterator[Figure]:
    """Yield what was imposed on writers, by kind and by rule, and what became of it."""
    within = _within(Sanction.begins_at, begin, end) & Sanction.replaces.is_(None)
    for name in (Sanction.kind, Sanction.rule):
        imposed = select(name, func.count()).where(within).group_by(name)
        yield from _counted(f"sanctions imposed, by {name.key}", imposed)
    later = SanctionAct.act.not_in((Act.IMPOSED, Act.ACKNOWLEDGED, Act.MOVED))
    done = select(SanctionAct.act, func.count()).where(_within(SanctionAct.at, begin, end), later)
    yield from _counted("sanctions, what became of them", done.group_by(SanctionAct.act))


def _counted(section: str, counts: Select[Any]) -> Iterator[Figure]:
    """Yield a figure for each row of ``counts``, which are words and numbers, by the words."""
    rows = sorted((str(words), number) for words, number in db.session.execute(counts) if words)
    yield from (Figure(section, words, number) for words, number in rows)


def _median(section: str, spans: Iterable[tuple[datetime, datetime | None]]) -> Iterator[Figure]:
    """Yield how many hours it took in the middle, where anything was decided."""
    hours = [(ended - began) / HOUR for began, ended in spans if ended]
    if hours:
        yield Figure(section, "median hours to a decision", round(median(hours), 1))


def _within(moment: Any, begin: datetime, end: datetime) -> ColumnElement[bool]:
    """Say that a column's moment lies in a span."""
    found: ColumnElement[bool] = (moment >= begin) & (moment < end)
    return found


def _changes() -> ColumnElement[bool]:
    """Say that a decision gave a comment another state."""
    return Decision.former.is_(None) | (Decision.former != Decision.status)


def _in_utc() -> Any:
    """Return when it was decided, as each database counts months in UTC."""
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    return func.timezone("UTC", Decision.at) if is_postgresql else Decision.at


def _first_of(at: datetime, months: int) -> datetime:
    """Return when the first of these months began, of which ``at`` lies in the last."""
    since = at.astimezone(UTC)
    number = since.year * 12 + since.month - months
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
