"""Measures: what the staff's page of figures counts, over the last days (UTC)."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Report
from opinion.database import db
from opinion.moderation.models import By, Decision, Rule

MOST_DECISIONS = 10_000  # that are looked at for how long they took: the latest
BUSIEST = 10  # articles
WEEK = 7  # days
HOUR = timedelta(hours=1)
BY_STAFF = (By.MODERATOR, By.COMMAND)
TAKEN_AWAY = (Status.REMOVED, Status.SPAM)


@dataclass(frozen=True)
class Span:
    """The days from ``first`` to ``last``, both included; a column stands for ``step`` of them."""

    first: date
    last: date
    step: int = 1

    @property
    def since(self) -> datetime:
        """Its first moment."""
        return datetime(self.first.year, self.first.month, self.first.day, tzinfo=UTC)

    @property
    def days(self) -> list[date]:
        """The first day of each column."""
        how_many = (self.last - self.first).days + 1
        return [self.first + timedelta(days=each) for each in range(0, how_many, self.step)]

    def column(self, day: date) -> int:
        """Return the number of the column that ``day`` stands in."""
        return (day - self.first).days // self.step

    def by_week(self) -> "Span":
        """Return the same days, a column for each seven."""
        return Span(self.first, self.last, WEEK)


@dataclass(frozen=True)
class Wait:
    """How many hours decisions took, of the seven days from ``day`` on: ``number`` of them."""

    day: date
    number: int
    median: float
    nine_of_ten: float


def last_days(days: int, at: datetime, step: int = 1) -> Span:
    """Return the last ``days``, the present one included."""
    today = at.astimezone(UTC).date()
    return Span(today - timedelta(days=days - 1), today, step)


def comments_by_state(span: Span) -> list[Counter[Status]]:
    """Return for each column how many comments came in, by the state that they have now."""
    day = _day_of(Comment.posted_at)
    rows = db.session.execute(
        select(day, Comment.status, func.count())
        .where(Comment.posted_at >= span.since)
        .group_by(day, Comment.status)
    )
    found: list[Counter[Status]] = [Counter() for _ in span.days]
    for words, status, number in rows:
        column = span.column(date.fromisoformat(str(words)))
        if column < len(found):
            found[column][Status(status)] += number
    return found


def waits(span: Span) -> list[Wait]:
    """Return for each week how long it took until one of the staff decided, where any did.

    It counts from when a comment was held, else from the first report, else from its posting; nine
    of ten took no longer than ``nine_of_ten``. Looked at are the latest 10,000 decisions.
    """
    weekly = span.by_week()
    hours: list[list[float]] = [[] for _ in weekly.days]
    for began, ended in db.session.execute(_spans_of_decisions(span)).tuples():
        column = weekly.column(ended.astimezone(UTC).date())
        if began and column < len(hours):
            hours[column].append(max(0.0, (ended - began) / HOUR))
    return [
        Wait(day, len(took), round(median(took), 1), round(_nine_of_ten(took), 1))
        for day, took in zip(weekly.days, hours, strict=True)
        if took
    ]


def rules_broken(span: Span) -> list[tuple[Rule, int]]:
    """Return for which rules comments were taken away, and how many: the most frequent first."""
    number = func.count(Decision.id)
    changed = Decision.former.is_(None) | (Decision.former != Decision.status)
    rows = db.session.execute(
        select(Decision.rule, number)
        .where(Decision.at >= span.since, Decision.status.in_(TAKEN_AWAY), changed)
        .where(Decision.rule.is_not(None), Decision.decided_by != By.WRITER)
        .group_by(Decision.rule)
        .order_by(number.desc(), Decision.rule)
    )
    return [(Rule(str(rule)), many) for rule, many in rows]


def busiest_articles(span: Span) -> list[tuple[Article, int]]:
    """Return under which articles most comments came in, and how many: ten at the most."""
    number = func.count().label("number")
    counted = (
        select(Comment.article_id, number)
        .where(Comment.posted_at >= span.since)
        .group_by(Comment.article_id)
        .order_by(number.desc(), Comment.article_id.desc())
        .limit(BUSIEST)
        .subquery()
    )
    rows = db.session.execute(
        select(Article, counted.c.number)
        .join(counted, counted.c.article_id == Article.id)
        .order_by(counted.c.number.desc(), Article.id.desc())
    )
    return [(article, many) for article, many in rows]


def _spans_of_decisions(span: Span) -> Any:
    """Select when what the staff decided about began to wait, and when it was decided."""
    held = aliased(Decision)
    holding = select(func.max(held.at)).where(
        held.comment_id == Decision.comment_id, held.id < Decision.id, held.status == Status.HELD
    )
    reporting = select(func.min(Report.at)).where(
        Report.comment_id == Decision.comment_id, Report.reviewed_at == Decision.at
    )
    began = func.coalesce(holding.scalar_subquery(), reporting.scalar_subquery(), Comment.posted_at)
    return (
        select(began, Decision.at)
        .join(Comment, Comment.id == Decision.comment_id)
        .where(Decision.at >= span.since, Decision.decided_by.in_(BY_STAFF))
        .where(Decision.status != Status.HELD, Decision.undoes.is_(None))
        .order_by(Decision.at.desc())
        .limit(MOST_DECISIONS)
    )


def _nine_of_ten(hours: Sequence[float]) -> float:
    """Return what nine of ten do not exceed: by nearest rank."""
    return sorted(hours)[math.ceil(0.9 * len(hours)) - 1]


def _day_of(moment: Any) -> Any:
    """Return the day of a column's moment in UTC, as each database says it."""
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    return func.date(func.timezone("UTC", moment) if is_postgresql else moment)
