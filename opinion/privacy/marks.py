"""Marks: the hashes by which networks are known, and how they come to be nobody's.

A vote and a report keep their places, and what they count; whose they were, no key can tell then.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from opinion.comments.models import Comment
from opinion.comments.reactions import Report, Vote
from opinion.database import db
from opinion.moderation.models import LegalNotice
from opinion.notices.models import Notice
from opinion.privacy.tasks import DAY, Rows, Spans, Task

VOTES_KNOWN_FOR = timedelta(days=180)
NOBODY = "-"  # what a mark begins with that was a keyed hash once


def of_marks(spans: Spans, at: datetime) -> list[Task]:
    """Return what becomes of the hashes by which networks are known."""
    before = at - spans.networks
    commented = select(Comment.id).where(Comment.network.is_not(None), Comment.posted_at <= before)
    reported = select(Report.id, Report.person_id).where(
        Report.reviewed_at <= before, ~Report.network.startswith(NOBODY)
    )
    charged = select(LegalNotice.id).where(
        LegalNotice.decided_at <= before, ~LegalNotice.reporter.startswith(NOBODY)
    )
    voted = select(Vote.comment_id, Vote.voter, Vote.person_id).where(
        Vote.at <= at - VOTES_KNOWN_FOR, ~Vote.network.startswith(NOBODY)
    )
    asked = select(Notice.id).where(Notice.network.is_not(None), Notice.queued_at <= at - DAY)

    def forget_asked(rows: Rows) -> None:
        their = update(Notice).where(Notice.id.in_([row.id for row in rows]))
        db.session.execute(their.values(network=None))

    return [
        Task("networks of comments", commented, _forget_commented),
        Task("networks of reports", reported, _forget_reported),
        Task("networks of notices of a law", charged, _forget_charged),
        Task("networks of votes", voted, _forget_voted),
        Task("networks that asked for mail", asked, forget_asked),
    ]


def _forget_commented(rows: Rows) -> None:
    """Forget where comments came from; the same may be said there again."""
    their = update(Comment).where(Comment.id.in_([row.id for row in rows]))
    db.session.execute(their.values(network=None, fingerprint=None))


def _forget_reported(rows: Rows) -> None:
    for row in rows:
        network = _nobody()
        marks = {"network": network} | ({} if row.person_id else {"reporter": network})
        db.session.execute(update(Report).where(Report.id == row.id).values(marks))


def _forget_charged(rows: Rows) -> None:
    for row in rows:
        notice = update(LegalNotice).where(LegalNotice.id == row.id)
        db.session.execute(notice.values(reporter=_nobody()))


def _forget_voted(rows: Rows) -> None:
    for row in rows:
        network = _nobody()
        marks = {"network": network} | ({} if row.person_id else {"voter": network})
        vote = update(Vote).where(Vote.comment_id == row.comment_id, Vote.voter == row.voter)
        db.session.execute(vote.values(marks), execution_options={"synchronize_session": False})


def _nobody() -> str:
    """Return a mark that no asker has: as long as a hash, and random."""
    return NOBODY + secrets.token_hex(32)[1:]
