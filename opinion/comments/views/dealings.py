"""Dealings: what who asks may do with a comment, has done with it, and alone is told about it."""

from typing import NamedTuple

from opinion.comments.models import Comment
from opinion.comments.views.climbing import why_held
from opinion.comments.views.own import Rights, rights_to
from opinion.comments.views.reacting import (
    is_agreed_with,
    is_reported_by_asker,
    reactions,
    takes_reports,
    takes_votes,
)
from opinion.people.signing_in import current_writer
from opinion.permissions import is_own


class Dealings(NamedTuple):
    """What who asks may do with a comment, while the conversation is open, and has done.

    ``why_held`` is what its writer is told of why it waits.
    """

    is_own: bool = False
    votes: bool = False
    agrees: bool = False
    replies: bool = False
    reports: bool = False
    rights: Rights = Rights()
    why_held: str = ""


NONE = Dealings()
ANYBODYS = Dealings(votes=True, replies=True, reports=True)


def dealings_with(comment: Comment, writer: str | None) -> Dealings:
    """Return what ``writer`` has to do with ``comment``: who asks, or anybody where it is None."""
    if writer is None:
        return ANYBODYS if comment.is_live else NONE
    is_theirs = is_own(comment, writer)
    return Dealings(
        is_own=is_theirs,
        votes=takes_votes(comment),
        agrees=is_agreed_with(comment),
        replies=comment.is_live and not is_reported_by_asker(comment),
        reports=takes_reports(comment),
        rights=rights_to(comment),
        why_held=why_held(comment) if is_theirs and comment.is_held else "",
    )


@reactions.app_template_global("dealings_with")
def dealings_here(comment: Comment) -> Dealings:
    """Return what who asks has to do with ``comment``."""
    return dealings_with(comment, current_writer())
