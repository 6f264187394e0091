"""Voting: how readers agree with a comment, and what most of them agreed with."""

from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    exists,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.dml import ReturningUpdate

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.comments.finding import WITH_PARENT, WITHOUT_PEOPLE
from opinion.comments.models import Comment
from opinion.comments.reactions import Mark, Vote, left_by
from opinion.database import db

DAYS = 7  # of a week
MOST_AGREED = 20  # comments on a page


def load_to_vote(number: int) -> tuple[Comment | None, Article | None]:
    """Load a comment and its article to change them; the article's row is locked first."""
    told = {"number": number}
    article = db.session.scalar(_article_over(), told)
    return db.session.scalar(_comment(), told), article


def agree(comment: Comment, article: Article, voter: Mark, at: datetime) -> bool:
    """Count one more who agrees; say whether that is new.

    The caller holds the write lock, and has loaded both inside it.
    """
    if has_agreed(comment.id, voter):
        return False
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    db.session.add(
        Vote(
            comment_id=comment.id,
            voter=voter.by,
            network=voter.network,
            person_id=voter.person_id,
            at=day,
        )
    )
    _count(comment, article, 1)
    return True


def take_back(comment: Comment, article: Article, voter: Mark) -> bool:
    """Let ``voter`` not agree any more, as if they never had; say whether they did.

    No guest takes back what somebody signed in said from their network.
    """
    own = select(Vote).where(Vote.comment_id == comment.id, _own(voter))
    vote = db.session.scalar(own.order_by(Vote.voter != voter.by).limit(1))
    if vote is None:
        return False
    db.session.delete(vote)
    _count(comment, article, -1)
    return True


def has_agreed(number: int, voter: Mark) -> bool:
    """Whether ``voter`` agrees with the comment ``number``, as who they are or as their network."""
    return bool(db.session.scalar(_agreed(voter.person_id is None), voter.on(number)))


def can_take_back(number: int, voter: Mark) -> bool:
    """Whether ``voter`` agrees with the comment ``number`` by a vote that is theirs to take."""
    return bool(db.session.scalar(select(exists().where(Vote.comment_id == number, _own(voter)))))


def most_agreed(at: datetime, hidden: timedelta) -> Select[tuple[Comment, Article]]:
    """Select what was most agreed with of the comments of this week, and where it stands.

    The week is today and the six days before, in UTC. Comments whose score is still ``hidden`` are
    not among them.
    """
    days = (at.date() - timedelta(days=ago) for ago in range(DAYS))
    heads = [_most_agreed_on(day, at, at - hidden).subquery() for day in days]
    best = union_all(*(select(head.c.id) for head in heads))
    found = select(Comment, Article).join(Article, Article.id == Comment.article_id)
    wanted = found.where(Comment.id.in_(best)).options(WITH_PARENT)
    return wanted.order_by(Comment.agree_count.desc(), Comment.id.desc()).limit(MOST_AGREED)


def _most_agreed_on(day: date, at: datetime, until: datetime) -> Select[tuple[int]]:
    """Select as many of one day's comments as the page has room for, in the order of an index."""
    return (
        select(Comment.id)
        .join(Article, Article.id == Comment.article_id)
        .where(
            Comment.posted_on == day,
            Comment.posted_at <= until,
            Comment.agree_count > literal_column("0"),  # as the index has it
            Comment.status == literal_column("'published'"),
            Article.is_draft.is_(False),
            Article.published_at <= at,
        )
        .order_by(Comment.agree_count.desc(), Comment.id.desc())
        .limit(MOST_AGREED)
    )


@cache
def _agreed(is_guest: bool) -> Select[tuple[bool]]:
    """Ask whether a reader agrees with a comment, or their network: composed once."""
    known = left_by(Vote.voter, Vote.network, is_guest=is_guest)
    return select(exists().where(Vote.comment_id == bindparam("comment"), known))


@cache
def _article_over() -> Select[tuple[Article]]:
    """Select the article that the comment ``number`` stands under, to change it: composed once."""
    under = select(Comment.article_id).where(Comment.id == bindparam("number")).scalar_subquery()
    return article_to_change(under)


@cache
def _comment() -> Select[tuple[Comment]]:
    """Select the comment ``number``, as it is now: composed once."""
    it = select(Comment).where(Comment.id == bindparam("number")).options(WITHOUT_PEOPLE)
    return it.execution_options(populate_existing=True)


def _own(voter: Mark) -> ColumnElement[bool]:
    return Vote.voter.in_((voter.by, voter.network))


def _count(comment: Comment, article: Article, change: int) -> None:
    """Count at the comment, and at its article."""
    for each in (comment, article):
        told = {"number": each.id, "change": change}
        set_committed_value(each, "agree_count", db.session.scalar(_counted(type(each)), told))


@cache
def _counted(what: type[Comment] | type[Article]) -> ReturningUpdate[tuple[int]]:
    """Count a ``change`` at the one with a ``number``, and tell what it comes to: composed once."""
    counting = update(what).where(what.id == bindparam("number"))
    counted = counting.values(agree_count=what.agree_count + bindparam("change"))
    return counted.returning(what.agree_count).execution_options(synchronize_session=False)
