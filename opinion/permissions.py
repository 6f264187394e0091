"""Who may do what: pure questions about people and things, on one page."""

from datetime import datetime, timedelta

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.moderation.models import By, Decision
from opinion.moderation.sanctions import Kind, Sanction
from opinion.people.models import Person, Role

RANKS = (Role.MODERATOR, Role.EDITOR, Role.ADMIN)  # each may do what those before it may
UNDO_FOR = timedelta(days=30)
MODERATORS_IMPOSE = timedelta(days=30)
EDITORS_IMPOSE = timedelta(days=3_650)
OBJECT_FOR = timedelta(days=180)  # Regulation (EU) 2022/2065, article 20: six months at the least


def may_comment(article: Article, at: datetime) -> bool:
    """Whether comments may be added to ``article`` at the moment ``at``."""
    return article.is_public(at) and not article.is_closed(at)


def may_reply(article: Article, parent: Comment, at: datetime) -> bool:
    """Whether a reply to ``parent`` may be added at the moment ``at``."""
    return may_comment(article, at) and parent.article_id == article.id and parent.is_live


def may_vote(comment: Comment, writer: str | None) -> bool:
    """Whether ``writer`` may agree with ``comment``, which is under a public article."""
    return comment.is_live and not is_own(comment, writer)


def may_see_score(comment: Comment, at: datetime, hidden: timedelta) -> bool:
    """Whether anybody may see how many agree: not in the first hours, lest one follow the other."""
    return comment.is_live and at - comment.posted_at >= hidden


def may_report(comment: Comment, writer: str | None) -> bool:
    """Whether ``writer`` may ask a moderator to look at ``comment``."""
    return comment.is_live and not is_own(comment, writer)


def may_read(comment: Comment, writer: str | None) -> bool:
    """Whether the text of ``comment`` is for ``writer`` (a key's hash, None for a stranger)."""
    if comment.is_live:
        return True
    return comment.is_held and is_own(comment, writer)


def is_own(comment: Comment, writer: str | None) -> bool:
    """Whether ``writer`` (a key's hash, None for a stranger) wrote ``comment``."""
    return bool(writer) and comment.writer == writer


def may_edit(comment: Comment, writer: str | None, at: datetime, window: timedelta) -> bool:
    """Whether ``writer`` may change the text: their own, until ``window`` is over.

    Not once somebody has replied, whether or not that can be read: it answers what stood there.
    """
    is_free = comment.children == 0 and at - comment.posted_at <= window
    return is_own(comment, writer) and _stands(comment) and is_free


def may_delete(comment: Comment, writer: str | None, at: datetime, window: timedelta) -> bool:
    """Whether ``writer`` may take the text away: their own, until ``window`` is over."""
    return is_own(comment, writer) and _stands(comment) and at - comment.posted_at <= window


def may_remove_name(comment: Comment, writer: str | None, at: datetime, window: timedelta) -> bool:
    """Whether ``writer`` may take their name off: once ``window`` for deleting is over."""
    return is_own(comment, writer) and _stands(comment) and at - comment.posted_at > window


def may_undo(decision: Decision, at: datetime, changed_at: datetime | None) -> bool:
    """Whether ``decision`` may be taken back at the moment ``at``: not what a writer did.

    Nor what would make public a text that was changed since, last at ``changed_at``.
    """
    if decision.former == Status.PUBLISHED and changed_at and changed_at > decision.at:
        return False
    is_others = decision.decided_by != By.WRITER and decision.former is not None
    return is_others and decision.changes and at - decision.at <= UNDO_FOR


def may_object(decision: Decision, at: datetime, *, has_objected: bool) -> bool:
    """Whether the writer may object to ``decision``, the last one about their comment.

    Once, if it was taken away, or a moderator holds it.
    """
    return decision.is_objectionable and not has_objected and at - decision.at <= OBJECT_FOR


def may_answer(decided_by: int | None, person_id: int | None, *, has_others: bool) -> bool:
    """Whether ``person_id`` of the staff may answer an objection to what ``decided_by`` did.

    Not who did it, where the site has others (``has_others``).
    """
    is_own = person_id is not None and decided_by == person_id
    return not (is_own and has_others)


def may_object_to_sanction(sanction: Sanction, at: datetime, *, has_objected: bool) -> bool:
    """Whether who is under ``sanction`` may object to it: once, while it is in force."""
    return sanction.is_in_force(at) and not has_objected


def may_impose(person: Person | None, kind: Kind, lasts: timedelta | None) -> bool:
    """Whether ``person`` may impose or lift a sanction that lasts so long (None: without end).

    A moderator may warn, hold and suspend for 30 days at the most; an editor may also ban.
    """
    if may_edit_site(person):
        return lasts is None or lasts <= EDITORS_IMPOSE
    is_short = lasts is not None and lasts <= MODERATORS_IMPOSE
    return may_moderate(person) and is_short and kind != Kind.BAN


def _stands(comment: Comment) -> bool:
    """Whether no moderator has taken the comment away, and its writer neither."""
    return comment.is_live or comment.is_held


def may_moderate(person: Person | None) -> bool:
    """Whether ``person`` (None for a stranger) may do a moderator's work: all of the staff may."""
    return _has_rank(person, Role.MODERATOR)


def may_edit_site(person: Person | None) -> bool:
    """Whether ``person`` (None for a stranger) may do an editor's work."""
    return _has_rank(person, Role.EDITOR)


def may_administer(person: Person | None) -> bool:
    """Whether ``person`` (None for a stranger) may say who works for the site, and as what."""
    return _has_rank(person, Role.ADMIN)


def _has_rank(person: Person | None, least: Role) -> bool:
    """Whether somebody's role is ``least``, or one above it."""
    if person is None or person.role is None:
        return False
    return RANKS.index(Role(person.role)) >= RANKS.index(least)
