"""What the pages of moderators show: comments as items, the ways between pages, what was done."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import g, request, url_for
from flask_babel import gettext
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.acts import open_objections_to_sanctions
from opinion.moderation.deciding import DecidedMeanwhileError, UnseenError
from opinion.moderation.finding import undone_among
from opinion.moderation.listing import Item, deciders, how_many_wait, items_of
from opinion.moderation.models import Decision, Objection, Rule
from opinion.moderation.objecting import open_objections
from opinion.moderation.sanctions import SanctionAct
from opinion.moderation.views.asked import Draft, moderator
from opinion.moderation.views.room import blueprint
from opinion.moderation.wording import rule_words, what_in_short, who_exactly
from opinion.people.models import Person
from opinion.people.signing_in import current_person
from opinion.permissions import may_administer, may_edit_site, may_moderate, may_undo
from opinion.screening.wording import named, reasons_why_held
from opinion.web.arguments import number_or_none

Found = Sequence[tuple[Comment, Article]]
Done = tuple[Decision, Comment, str]  # with the name of who decided
MOST_DONE = 50
EXCERPT = 120  # characters
blueprint.add_app_template_global(rule_words)
blueprint.add_app_template_global(what_in_short)
blueprint.add_app_template_global(who_exactly)
blueprint.add_app_template_global(lambda: list(Rule), "rules")
blueprint.add_app_template_global(named, "why_words")
blueprint.add_app_template_global(reasons_why_held)
blueprint.add_app_template_global(now, "site_now")


@blueprint.app_template_global()
def moderates() -> bool:
    """Whether who is asking may moderate."""
    return may_moderate(current_person())


@blueprint.app_template_global()
def edits_site() -> bool:
    """Whether who is asking may do an editor's work."""
    return may_edit_site(current_person())


@blueprint.app_template_global()
def administers() -> bool:
    """Whether who is asking may say who works here."""
    return may_administer(current_person())


@blueprint.app_template_global()
def waiting_count() -> int:
    """Return how many comments wait, asked for once a request."""
    if "waiting" not in g:
        g.waiting = how_many_wait()
    count: int = g.waiting
    return count


@blueprint.app_template_global()
def objection_count() -> int:
    """Return how many objections, to decisions and to sanctions, wait for an answer."""
    every = (
        open_objections().with_only_columns(Objection.id),
        open_objections_to_sanctions().with_only_columns(SanctionAct.id),
    )
    to_decisions, to_sanctions = (
        select(func.count()).select_from(each.order_by(None).subquery()).scalar_subquery()
        for each in every
    )
    return db.session.scalar(select(to_decisions + to_sanctions)) or 0


@blueprint.app_template_global()
def can_undo(decision: Decision, item: Item) -> bool:
    """Whether ``decision`` gave the comment its state, and may be taken back."""
    changes = [each.id for each in item.decisions if each.changes]
    is_last = bool(changes) and changes[0] == decision.id
    return is_last and bool(item.comment.text) and may_undo(decision, now(), item.former.changed_at)


def shown(found: Found, draft: Draft | None = None, **more: Any) -> dict[str, Any]:
    """Return what the template of a list of comments needs; ``draft`` is what was sent before."""
    items = items_of(found, moderator().id, now())
    return {"items": items, "names": deciders(items), "draft": draft or Draft(), **more}


def done_lately() -> list[Done]:
    """Return the decisions that the query says were just made."""
    numbers = [number_or_none(each) for each in request.args.get("decided", "").split(",")]
    wanted = [each for each in numbers[:MOST_DONE] if each]
    return done(wanted) if wanted else []


def done(numbers: Sequence[int]) -> list[Done]:
    """Return these decisions with their comments, and the names of who decided."""
    rows = db.session.execute(
        select(Decision, Comment, Person.name, Person.email)
        .join(Comment, Comment.id == Decision.comment_id)
        .outerjoin(Person, Person.id == Decision.person_id)
        .where(Decision.id.in_(numbers))
        .order_by(Decision.id)
    ).all()
    undone = undone_among([row[0] for row in rows])
    return [
        (decision, comment, name or email or "")
        for decision, comment, name, email in rows
        if decision.id not in undone
    ]


def meanwhile(why: UnseenError) -> str:
    """Say what came meanwhile, where nothing was changed because of that."""
    if not isinstance(why, DecidedMeanwhileError):
        return gettext(
            "Nothing was changed: its writer changed it meanwhile. This is what it says now."
        )
    decision = why.decision
    name = db.session.scalar(select(Person.name).where(Person.id == decision.person_id)) or ""
    return gettext(
        "Nothing was changed: meanwhile this was decided: %(what)s, %(who)s.",
        what=what_in_short(decision),
        who=who_exactly(decision, name),
    )


def way_on(onward: str, anchor: str = "", **asked: object) -> str:
    """Return the way to ``onward``, by default the queue, with ``asked`` in its query."""
    parts = urlsplit(onward or url_for("moderation.queue"))
    known = [(key, value) for key, value in parse_qsl(parts.query) if key not in asked]
    kept = [pair for pair in known if pair[0] not in {"decided", "at"}]
    query = urlencode([*kept, *((key, value) for key, value in asked.items() if value)])
    address = f"{parts.path}?{query}" if query else parts.path
    return f"{address}#{anchor}" if anchor else address


def here() -> str:
    """Return the address of this page, to come back to."""
    return request.full_path.rstrip("?")
