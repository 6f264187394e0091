"""Posting: how a comment comes in, and what it changes besides itself."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from opinion.articles.models import Article
from opinion.comments.counting import count
from opinion.comments.models import MAX_DEPTH, STEP, Comment, Status
from opinion.database import db
from opinion.moderation.recording import record_arrival
from opinion.notices.telling import tell_of
from opinion.passages.anchoring import Selector
from opinion.passages.finding import anchor_over
from opinion.passages.models import Anchor
from opinion.text import comment_html

_WITH_FINGERPRINT = select(Comment).where(Comment.fingerprint == bindparam("mark"))


@dataclass(frozen=True)
class Submission:
    """What somebody wrote. ``language`` is empty where it is the article's.

    ``passage`` is the part of the article that a top-level comment is about, if it is about one.
    """

    name: str
    text: str
    email: str = ""
    language: str = ""
    passage: Selector | None = None


@dataclass(frozen=True)
class Writer:
    """Who wrote it: the hash they are known by, their network's, and what tells repetitions apart.

    ``person`` is the number of who is signed in; None for a guest.
    """

    hash: str
    network: str
    origin: str
    person: int | None = None


def post(
    article: Article,
    submission: Submission,
    *,
    at: datetime,
    status: Status = Status.PUBLISHED,
    parent: Comment | None = None,
    by: Writer | None = None,
) -> Comment:
    """Add a comment under ``article``, or a reply to ``parent``, and keep the counts.

    A reply to a comment of the twelfth level stands beside it. The caller holds the write lock and
    has loaded ``article`` and ``parent`` inside it. ``by`` is None where no visitor wrote it. That
    it is not shown at once is written down as a decision.
    """
    about = anchor_over(parent) if parent else None
    comment = Comment(
        article_id=article.id,
        parent_id=parent.id if parent else None,
        status=status,
        posted_at=at,
        published_at=at if status == Status.PUBLISHED else None,
        name=submission.name,
        email=submission.email,
        language=submission.language or article.language,
        text=submission.text,
        html=comment_html(submission.text),
    )
    set_committed_value(comment, "parent", parent)
    if parent:
        _put_below(comment, parent)
    if by:
        comment.writer, comment.network, comment.person_id = by.hash, by.network, by.person
        comment.fingerprint = fingerprint(article, parent, submission, by)
    db.session.add(comment)
    if submission.passage and not parent:
        about = _anchor(comment, submission.passage)
    _arrive(comment, article, about, at)
    return comment


def repeated(
    article: Article, parent: Comment | None, submission: Submission, by: Writer
) -> Comment | None:
    """Return the comment that this submission says again: same writer, place and text."""
    mark = fingerprint(article, parent, submission, by)
    return db.session.scalar(_WITH_FINGERPRINT, {"mark": mark})


def fingerprint(
    article: Article, parent: Comment | None, submission: Submission, by: Writer
) -> str:
    """Return what is the same for the same text by the same writer in the same place (SHA-256)."""
    place = f"{article.id}/{parent.id if parent else ''}"
    if submission.passage and parent is None:
        place += f"/{submission.passage.block}"
    text = " ".join(submission.text.split())
    return hashlib.sha256(f"{place}\0{by.origin}\0{text}".encode()).hexdigest()


def _arrive(comment: Comment, article: Article, about: Anchor | None, at: datetime) -> None:
    """Count a new comment and tell of it, if it is shown at once; else write down that it isn't."""
    if comment.is_live:
        count(comment, article, 1, about)
    db.session.flush()  # once, for all that is new or counted
    if comment.is_live:
        tell_of(comment, at)
    record_arrival(comment, at)


def _anchor(comment: Comment, passage: Selector) -> Anchor:
    """Write down which passage a top-level comment is about, before it is counted there."""
    db.session.flush()  # it has its number then
    anchor = Anchor(comment_id=comment.id, article_id=comment.article_id, **asdict(passage))
    db.session.add(anchor)
    db.session.flush()
    return anchor


def _put_below(comment: Comment, parent: Comment) -> None:
    """Give a reply its place, and say whom it answers."""
    comment.thread_id = parent.thread_id or parent.id
    comment.path = _next_path(parent)
    comment.addressee = parent.writer


def _next_path(parent: Comment) -> str:
    """Return the path of the next reply to ``parent``, and count its place as given."""
    above = parent
    if parent.depth == MAX_DEPTH:
        beside = parent.path[:-STEP]
        above = db.session.scalars(
            select(Comment).where(Comment.thread_id == parent.thread_id, Comment.path == beside)
        ).one()
        parent.children += 1  # it has its reply, though the place is not below it
    above.children += 1
    return above.path + f"{above.children:0{STEP}x}"
