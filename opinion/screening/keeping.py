"""Keeping the list of words: no phrase comes, changes or goes without a row that says who did it.

And testing one before it is kept: which of the latest comments it would have caught.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from opinion.comments.models import Comment
from opinion.database import db
from opinion.screening.models import Change, ScreenedWords, WordChange
from opinion.screening.words import Phrase, WordList

LATEST = 1_000  # comments that a phrase is tested on
SHOWN = 20  # of those that it catches
CHANGES = 50  # that are listed


@dataclass(frozen=True)
class Entry:
    """A phrase as it is kept, what it does, why, and until when."""

    phrase: str
    is_rejected: bool = False
    note: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Catch:
    """What a phrase catches of the latest comments: how many in which state, and the newest."""

    looked_at: int
    by_state: dict[str, int]
    shown: list[Comment]

    @property
    def number(self) -> int:
        """How many comments it catches."""
        return sum(self.by_state.values())


def put(entry: Entry, at: datetime, by: int | None = None) -> None:
    """Put ``entry`` on the list, or in the place of what it said of the same phrase.

    ``by`` is who of the staff does it; None at the command line. The caller holds the write lock.
    """
    row = row_of(entry.phrase)
    change = Change.CHANGED if row else Change.ADDED
    row = row or ScreenedWords(phrase=entry.phrase)
    row.is_rejected, row.note = entry.is_rejected, entry.note
    row.added_at, row.expires_at = at, entry.expires_at
    db.session.add(row)
    _write_down(row, change, at, by)


def take_off(row: ScreenedWords, at: datetime, by: int | None = None) -> None:
    """Take a phrase off the list. As above."""
    _write_down(row, Change.REMOVED, at, by)
    db.session.delete(row)


def row_of(phrase: str) -> ScreenedWords | None:
    """Return the row of a phrase that is written as it is kept."""
    return db.session.scalar(select(ScreenedWords).where(ScreenedWords.phrase == phrase))


def latest_changes() -> list[WordChange]:
    """Return what was changed last in the list, the last thing first."""
    rows = select(WordChange).order_by(WordChange.id.desc()).limit(CHANGES)
    return list(db.session.scalars(rows))


def caught_by(phrase: Phrase) -> Catch:
    """Return what ``phrase`` would have caught of the latest 1,000 comments that still have a text.

    Name and text are both looked at, as when a comment comes in.
    """
    words = WordList([phrase])
    latest = select(Comment).where(Comment.text != "").order_by(Comment.id.desc()).limit(LATEST)
    looked_at = db.session.scalars(latest).all()
    found = [each for each in looked_at if words.found_in(f"{each.name}\n{each.text}")]
    states = Counter(str(each.status) for each in found)
    return Catch(len(looked_at), dict(sorted(states.items())), found[:SHOWN])


def _write_down(row: ScreenedWords, change: Change, at: datetime, by: int | None) -> None:
    written = WordChange(
        at=at,
        person_id=by,
        change=change,
        phrase=row.phrase,
        is_rejected=row.is_rejected,
        note=row.note,
        expires_at=row.expires_at,
    )
    db.session.add(written)
    db.session.flush()
