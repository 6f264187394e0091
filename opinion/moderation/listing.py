"""Listing: what a moderator is shown of comments; as many queries for one as for fifty."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from opinion.articles.models import Article
from opinion.comments.badges import load_writers
from opinion.comments.finding import FormerTexts, former_texts
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import NOTE_LENGTH, Report
from opinion.database import db
from opinion.moderation.claims import claims_of_others
from opinion.moderation.models import Decision, LegalNotice
from opinion.moderation.queue import Waiting
from opinion.moderation.seeing import Seen
from opinion.people.appointing import names_of

PAGE = 50  # comments
FEW = 5  # reports, notices and decisions that are shown of each
Row = TypeVar("Row", Report, LegalNotice, Decision)
Place = tuple[int, int]  # a priority, and the number of a comment


@dataclass
class Record:
    """What its writer's comments came to, and since when they write; all 0 where nobody knows."""

    published: int = 0
    held: int = 0
    removed: int = 0
    spam: int = 0
    since: datetime | None = None

    @property
    def is_newcomer(self) -> bool:
        """Whether nothing by them can be read so far."""
        return self.published == 0


@dataclass
class Item:
    """A comment as moderators see it: the newest decisions come first, the oldest reports."""

    comment: Comment
    article: Article
    reports: list[Report] = field(default_factory=list)
    notices: list[LegalNotice] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    record: Record = field(default_factory=Record)
    looking: str = ""  # who else looks at it
    former: FormerTexts = field(default_factory=FormerTexts)

    @property
    def told_reports(self) -> list[Report]:
        """The reports but for those that a notice by the same reader tells in full."""
        notices = {(each.reporter, each.why[:NOTE_LENGTH]) for each in self.notices}
        return [each for each in self.reports if (each.reporter, each.note) not in notices]

    @property
    def seen(self) -> Seen:
        """What who is shown this has seen."""
        return Seen(self.decisions[0].id if self.decisions else 0, self.former.versions)


def in_order() -> Select[tuple[Comment, Article]]:
    """Select all that waits for a moderator, the most urgent first, with the articles."""
    return (
        select(Comment, Article)
        .join(Waiting, Waiting.comment_id == Comment.id)
        .join(Article, Article.id == Comment.article_id)
        .order_by(Waiting.priority, Waiting.comment_id)
    )


def waiting_behind(place: Place | None) -> tuple[list[tuple[Comment, Article]], Place | None]:
    """Return a page of what waits behind ``place``, and the place that the next page is behind."""
    wanted = in_order().add_columns(Waiting.priority).limit(PAGE + 1)
    if place:
        priority, number = place
        behind = and_(Waiting.priority == priority, Waiting.comment_id > number)
        wanted = wanted.where(or_(Waiting.priority > priority, behind))
    rows = db.session.execute(wanted).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return (
        [(comment, article) for comment, article, _ in rows[:PAGE]],
        (last[2], last[0].id) if last else None,
    )


def how_many_wait() -> int:
    """Return how many comments wait for a moderator."""
    return db.session.scalar(select(func.count()).select_from(Waiting)) or 0


def items_of(
    found: Sequence[tuple[Comment, Article]], person_id: int, at: datetime, most: int = FEW
) -> list[Item]:
    """Return these comments as ``person_id`` of the staff is shown them, in their order.

    Of each there are ``most`` reports, notices and decisions.
    """
    numbers = [comment.id for comment, _ in found]
    load_writers(found)
    reports = _of_each(Report, Report.comment_id, numbers, Report.reviewed_at.is_(None), most)
    unanswered = LegalNotice.decided_at.is_(None)
    notices = _of_each(LegalNotice, LegalNotice.comment_id, numbers, unanswered, most)
    decisions = _of_each(Decision, Decision.comment_id, numbers, None, most)
    records = records_of({comment.writer for comment, _ in found if comment.writer})
    looking = claims_of_others(person_id, at, numbers)
    former = former_texts(numbers)
    return [
        Item(
            comment,
            article,
            reports[comment.id],
            notices[comment.id],
            decisions[comment.id],
            records.get(comment.writer or "", Record()),
            looking.get(comment.id, ""),
            former.get(comment.id, FormerTexts()),
        )
        for comment, article in found
    ]


def records_of(writers: Iterable[str]) -> dict[str, Record]:
    """Return the record of each of ``writers`` (hashes)."""
    counted = (
        select(Comment.writer, Comment.status, func.count(), func.min(Comment.posted_at))
        .where(Comment.writer.in_(list(writers)))
        .group_by(Comment.writer, Comment.status)
    )
    found: dict[str, Record] = defaultdict(Record)
    for writer, status, number, since in db.session.execute(counted):
        record = found[writer]
        record.since = min(record.since or since, since)
        if status != Status.DELETED:
            setattr(record, status, number)
    return found


def others_by(comment: Comment) -> Select[tuple[Comment, Article]]:
    """Select the newest comments that the writer of ``comment`` wrote besides."""
    return (
        select(Comment, Article)
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.writer == comment.writer, Comment.id != comment.id)
        .order_by(Comment.id.desc())
        .limit(PAGE)
    )


def around(comment: Comment) -> list[Comment]:
    """Return the thread around ``comment``: its parent, and some before and behind; with it."""
    root = comment.thread_id or comment.id
    replies = select(Comment).where(Comment.thread_id == root)
    before = replies.where(Comment.path < comment.path).order_by(Comment.path.desc()).limit(FEW)
    behind = replies.where(Comment.path > comment.path).order_by(Comment.path).limit(FEW)
    fixed = select(Comment).where(Comment.id.in_({root, comment.parent_id or root, comment.id}))
    rows = [each for part in (before, behind, fixed) for each in db.session.scalars(part)]
    return sorted({each.id: each for each in rows}.values(), key=lambda each: each.path)


def deciders(items: Iterable[Item]) -> dict[int, str]:
    """Return the names of who of the staff decided what is shown."""
    return names_of(each.person_id for item in items for each in item.decisions)


def _of_each(
    table: type[Row],
    about: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    numbers: list[int],
    which: Any,
    most: int,
) -> dict[int, list[Row]]:
    """Return ``most`` rows about each of the comments ``numbers``: decisions newest first."""
    order = table.id.desc() if table is Decision else table.id.asc()
    ranked = select(table.id, func.row_number().over(partition_by=about, order_by=order).label("n"))
    ranked = ranked.where(about.in_(numbers))
    if which is not None:
        ranked = ranked.where(which)
    inner = ranked.subquery()
    rows = select(table).join(inner, inner.c.id == table.id).where(inner.c.n <= most)
    found: dict[int, list[Row]] = defaultdict(list)
    for each in db.session.scalars(rows.order_by(order)):
        found[each.comment_id or 0].append(each)
    return found
