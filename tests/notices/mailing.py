"""Makes followings, runs the worker, and looks at what became of mails."""

from datetime import datetime, timedelta

from click.testing import Result
from flask import Flask
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.notices.commands import mail
from opinion.notices.keys import address_hash, new_key
from opinion.notices.models import Following, Mail, Notice, Scope

READER = "reader@example.org"


def follower(
    article: Article,
    email: str = READER,
    *,
    comment: Comment | None = None,
    scope: Scope = Scope.ARTICLE,
    language: str = "en",
    guest: str | None = None,
) -> Following:
    """Store that an address follows something, confirmed an hour ago."""
    before = now() - timedelta(hours=1)
    with writing():
        made = Following(
            key=new_key(),
            email=email,
            address_hash=address_hash("a secret that only the tests know", email),
            language=language,
            scope=scope,
            article_id=article.id,
            comment_id=comment.id if comment else None,
            asked_at=before,
            confirmed_at=before,
            writer=guest,
        )
        db.session.add(made)
    return made


def deliver(app: Flask) -> Result:
    """Run the worker once."""
    db.session.rollback()
    result = app.test_cli_runner().invoke(mail, ["deliver"])
    db.session.rollback()
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def followings() -> list[Following]:
    """Return what is followed, in the order in which it was asked for."""
    return list(db.session.scalars(select(Following).order_by(Following.id)))


def states() -> list[str]:
    """Return how each mail is, in the order of their making."""
    return list(db.session.scalars(select(Mail.state).order_by(Mail.id)))


def waiting() -> int:
    """Return how many notices are in no mail yet."""
    return len(db.session.scalars(select(Notice.id).where(Notice.mail_id.is_(None))).all())


def later(span: timedelta) -> None:
    """Let ``span`` go by for all that waits: every moment in the outbox moves back."""
    moments: dict[type[Mail | Notice | Following], tuple[str, ...]] = {
        Mail: ("made_at", "next_at", "lease_until", "done_at"),
        Notice: ("queued_at", "due_at"),
        Following: ("asked_at",),
    }
    with writing():
        for table, names in moments.items():
            for row in db.session.scalars(select(table)):
                for name in names:
                    moment: datetime | None = getattr(row, name)
                    if moment:
                        setattr(row, name, moment - span)
