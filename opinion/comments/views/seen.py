"""Seen: comments as who asks sees them: all that their HTML is made from, and is known again by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import Badge, badges
from opinion.comments.branches import Branch
from opinion.comments.forms import settings
from opinion.comments.models import Comment, Status
from opinion.comments.views.dealings import Dealings, dealings_with
from opinion.comments.views.room import blueprint, name_where
from opinion.passages.models import Anchor
from opinion.people.signing_in import current_person, current_writer
from opinion.permissions import may_moderate, may_read, may_see_score
from opinion.screening.wording import reasons_why_held


class Quoted(NamedTuple):
    """Which words of the article a comment is about."""

    block: str
    quote: str
    is_lost: bool
    is_reworded: bool


class Hidden(NamedTuple):
    """What of a comment only the staff see."""

    name: str
    html: str
    reasons: tuple[str, ...]


class Line(NamedTuple):
    """A thread in the outline of a page."""

    id: int
    name: str
    beginning: str
    language: str
    reply_count: int


class Seen(NamedTuple):
    """A comment, and what hangs below it on this page; its :class:`Branch` says what that means.

    ``text`` and ``html`` are empty where they are not for who asks, ``score`` is 0 where it isn't;
    the staff have what is ``hidden`` from others.
    ``appeared_at`` is known where others may have read later comments before, ``edited_at`` where
    readers are told.
    """

    id: int
    status: Status
    rule: str | None
    is_readable: bool
    name: str
    badges: tuple[Badge, ...]
    text: str
    html: str
    language: str
    posted_at: datetime
    appeared_at: datetime | None
    edited_at: datetime | None
    parent_id: int | None
    parent_name: str
    anchor: Quoted | None
    score: int
    dealings: Dealings
    hidden: Hidden | None
    reply_count: int
    replies: tuple["Seen", ...]
    more: int
    after: int | None
    is_reply: bool
    is_apart: bool
    is_new: bool

    @property
    def is_live(self) -> bool:
        """Whether everybody may read its text."""
        return self.status == Status.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether it waits for a moderator."""
        return self.status == Status.HELD


@dataclass(frozen=True)
class Look:
    """Who looks at the comments under an article, and when: found out once for all of them."""

    article: Article
    writer: str | None
    is_staff: bool
    at: datetime
    hiding: timedelta

    def of_all(self, branches: Iterable[Branch]) -> tuple[Seen, ...]:
        """Return what is seen of each of ``branches``."""
        return tuple(map(self.of, branches))

    def of(self, branch: Branch) -> Seen:
        """Return what is seen of ``branch``, and of all that hangs below it."""
        comment = branch.comment
        is_readable = may_read(comment, self.writer)
        parent = comment.parent if is_readable and comment.parent_id else None
        is_scored = may_see_score(comment, self.at, self.hiding)
        return Seen(
            id=comment.id,
            status=comment.status,
            rule=comment.rule,
            is_readable=is_readable,
            name=name_where(comment, is_readable),
            badges=tuple(badges(comment, self.article)) if is_readable else (),
            text=comment.text if is_readable else "",
            html=comment.html if is_readable else "",
            language=comment.language,
            posted_at=comment.posted_at,
            appeared_at=comment.published_at if comment.has_waited else None,
            edited_at=comment.edited_at if comment.is_marked_edited else None,
            parent_id=comment.parent_id,
            parent_name=name_where(parent, may_read(parent, self.writer)) if parent else "",
            anchor=_quoted(branch.anchor) if branch.anchor else None,
            score=comment.agree_count if is_scored else 0,
            dealings=dealings_with(comment, self.writer),
            hidden=_hidden(comment) if self.is_staff and not is_readable else None,
            reply_count=comment.reply_count,
            replies=self.of_all(branch.replies),
            more=branch.more,
            after=branch.after,
            is_reply=comment.thread_id is not None,
            is_apart=branch.is_apart,
            is_new=branch.is_new,
        )


@blueprint.app_template_global()
def seen_in(branches: Iterable[Branch], article: Article) -> tuple[Seen, ...]:
    """Return what who asks sees of ``branches`` of the conversation about ``article``."""
    return _look(article).of_all(branches)


@blueprint.app_template_global()
def seen_of(branch: Branch, article: Article) -> Seen:
    """Return what who asks sees of one ``branch``."""
    return _look(article).of(branch)


@blueprint.app_template_global()
def lines_of(threads: Iterable[Seen]) -> tuple[Line, ...]:
    """Return the outline of a page that shows ``threads``."""
    return tuple(
        Line(each.id, each.name, each.text, each.language, each.reply_count) for each in threads
    )


def _look(article: Article) -> Look:
    is_staff = may_moderate(current_person())
    return Look(article, current_writer(), is_staff, now(), settings().hiding)


def _hidden(comment: Comment) -> Hidden | None:
    reasons = tuple(reasons_why_held(comment))
    return Hidden(comment.name, comment.html, reasons) if comment.text else None


def _quoted(anchor: Anchor) -> Quoted:
    return Quoted(anchor.block, anchor.quote, anchor.is_lost, anchor.is_reworded)
