"""Voting: how readers agree with a comment, and what most of them agreed with."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, literal_column, select

from opinion.articles.models import Article
from opinion.comments.finding import WITH_PARENT
from opinion.comments.models import Comment, Status
from opinion.comments.reactions import Mark, Vote, left_by
from opinion.database import db

WEEK = timedelta(days=7)
MOST_AGREED = 20  # comments on a page


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
    """Select what was most agreed with of the last seven days' comments, and where it stands.

    Comments whose score is still ``hidden`` are not among them.
    """
    return (
        select(Comment, Article)
        .join(Article, Article.id == Comment.article_id)
        .where(
            Comment.posted_at > at - WEEK,
            Comment.posted_at <= at - hidden,
            Comment.agree_count > literal_column("0"),  # as the index has it
            Comment.status == Status.PUBLISHED,
            Article.is_draft.is_(False),
            Article.published_at <= at,
        )
        .options(WITH_PARENT)
        .order_by(Comment.agree_count.desc(), Comment.id.desc())
        .limit(MOST_AGREED)
    )


@cache
def _agreed(is_guest: bool) -> Select[tuple[bool]]:
    """Ask whether a reader agrees with a comment, or their network: composed once."""
    known = left_by(Vote.voter, Vote.network, is_guest=is_guest)
    return select(exists().where(Vote.comment_id == bindparam("comment"), known))


def _own(voter: Mark) -> ColumnElement[bool]:
    return Vote.voter.in_((voter.by, voter.network))


def _count(comment: Comment, article: Article, change: int) -> None:
    """Count at the comment, and at its article."""
    comment.agree_count = Comment.agree_count + change
    article.agree_count = Article.agree_count + change
    db.session.flush()
