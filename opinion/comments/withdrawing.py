"""Withdrawing: how a writer takes back a comment, their name, or all that there is of them."""

from sqlalchemy import ColumnElement, delete, select, update

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Revision, Status
from opinion.comments.reactions import Report
from opinion.database import db
from opinion.feeds.keys import forget_key
from opinion.moderation.models import By
from opinion.moderation.noticing import close_notices, forget_charges
from opinion.moderation.objecting import forget_words
from opinion.moderation.recording import Cause, change_state, record_disowning
from opinion.notices.owning import end_of, forget_comment
from opinion.people.links import forget_link


def withdraw(comment: Comment, article: Article) -> None:
    """Delete ``comment``: its text in all versions, its name and address; and keep the counts.

    Its place stays while there are published replies. The caller holds the write lock and has
    loaded both inside it.
    """
    _delete(comment, article)
    _wipe(comment)


def remove_name(comment: Comment) -> None:
    """Leave the text, and nothing that says whose it is: it is nobody's from now on."""
    comment.name = comment.email = ""
    record_disowning(comment, now())
    _cut_loose(comment)


def erase(writer: str) -> None:
    """Wipe all that is stored of ``writer`` (a key's hash): comments, versions, private link
    and feed, and what they asked to be told of by mail.

    What a moderator took away stays so for those who read, without its text. The caller holds the
    write lock.
    """
    erase_comments(Comment.writer == writer)
    end_of(writer)
    forget_link(writer)
    forget_key(writer)


def erase_comments(whose: ColumnElement[bool]) -> None:
    """Wipe the comments that ``whose`` says: their words, versions, and all that says by whom."""
    own = select(Comment.article_id).where(whose).distinct()
    for number in sorted(db.session.scalars(own)):  # in order, so that no two wait for each other
        article = db.session.scalars(article_to_change(number)).one()
        under = select(Comment).where(whose, Comment.article_id == number)
        for comment in db.session.scalars(under).all():
            if comment.is_live or comment.is_held:
                _delete(comment, article)
            _wipe(comment)
            _cut_loose(comment)


def wipe_words(comment: Comment) -> None:
    """Take away all that was written, with its versions, and what is to be mailed or was said."""
    comment.text = comment.html = comment.name = comment.email = ""
    comment.edited_at = comment.fingerprint = comment.held_for = None
    db.session.execute(delete(Revision).where(Revision.comment_id == comment.id))
    forget_words(comment.id)
    forget_charges(comment.id)
    forget_comment(comment.id)


def _delete(comment: Comment, article: Article) -> None:
    """Give ``comment`` the state of one that its writer deleted; who gave notice of it is told."""
    decision = change_state(comment, article, Status.DELETED, Cause(By.WRITER), now())
    close_notices(comment.id, decision)


def _wipe(comment: Comment) -> None:
    """Take away all that was written, what was said about it and is to be mailed, and its marks."""
    wipe_words(comment)
    db.session.execute(delete(Report).where(Report.comment_id == comment.id))


def _cut_loose(comment: Comment) -> None:
    """Take away all by which the writer is known again."""
    comment.writer = comment.person_id = comment.network = comment.fingerprint = None
    answers = update(Comment).where(Comment.parent_id == comment.id)
    db.session.execute(answers.values(addressee=None))
