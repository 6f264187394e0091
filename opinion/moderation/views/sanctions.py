"""The doors to sanctions for the staff: what is in force, imposing, answering, lifting."""

from collections.abc import Mapping
from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.database import BusyError, db, writing
from opinion.moderation.acts import acts_by_sanction, is_open
from opinion.moderation.models import Rule
from opinion.moderation.sanction_forms import SanctionForm
from opinion.moderation.sanction_orders import (
    InForceError,
    NotAllowedError,
    NotSanctionedError,
    StaffError,
    WordlessError,
)
from opinion.moderation.sanction_words import act_words, refusal, who_did
from opinion.moderation.sanctioning import impose, known_of, lift
from opinion.moderation.sanctions import Act, Kind, On, Sanction, SanctionAct
from opinion.moderation.trail import PAGE, listed
from opinion.moderation.views.asked import decider
from opinion.moderation.views.objections import objections_page
from opinion.moderation.views.room import blueprint
from opinion.moderation.wording import rule_words
from opinion.people.appointing import names_of
from opinion.people.guests import key_at
from opinion.people.signing_in import current_person, staff_only
from opinion.permissions import may_edit_site, may_impose, may_moderate
from opinion.web.arguments import number_or_none, place_asked

FORBIDDEN, CONFLICT, UNFIT, BUSY = 403, 409, 422, 503
blueprint.add_app_template_global(act_words)
blueprint.add_app_template_global(is_open, "is_objection_open")
blueprint.add_app_template_global(who_did)
OF_COMMENT = "/comments/<id:number>/sanctions"


@blueprint.get("/sanctions")
@staff_only(may_moderate)
def sanctions() -> ResponseReturnValue:
    """List the sanctions, the last one first: those in force, or those that are over."""
    return list_page()


@blueprint.get(OF_COMMENT)
@staff_only(may_moderate)
def new_sanction(number: int) -> ResponseReturnValue:
    """Show the form that imposes something on who wrote a comment, or changes the end of it."""
    known = named_former()
    if known is None:
        return form_page(find_comment(number), SanctionForm(formdata=None))
    fields = {name: getattr(known, name) for name in ("kind", "on", "rule", "words", "note")}
    return form_page(find_comment(number), SanctionForm(formdata=None, **fields), former=known)


@blueprint.post(OF_COMMENT)
@staff_only(may_moderate)
def create_sanction(number: int) -> ResponseReturnValue:
    """Impose a sanction on who wrote a comment, or let one take the place of another."""
    form, by, former = SanctionForm(request.form), decider(), named_former()
    if not form.validate():
        return form_page(find_comment(number), form, UNFIT, former=former)
    order = replace(form.order(), replaces=former.id if former else None)
    try:
        with writing():
            comment = find_comment(number)
            made = impose(
                comment,
                order,
                by=by,
                at=now(),
                secret=settings().secret_key,
                network_key=key_at(comment.posted_at),
            )
    except InForceError as why:
        return form_page(find_comment(number), form, CONFLICT, refusal(why), why.sanction)
    except NotSanctionedError as why:
        return form_page(find_comment(number), form, UNFIT, refusal(why), named_former())
    except BusyError:
        return form_page(find_comment(number), form, BUSY, too_busy(), former)
    return redirect(url_for("moderation.sanctions", _anchor=f"sanction-{made.id}"), 303)


@blueprint.get("/sanctions/<id:number>/lifting")
@staff_only(may_moderate)
def lifting(number: int) -> ResponseReturnValue:
    """Ask whether a sanction is to be lifted."""
    sanction, acts = find(number), acts_by_sanction([number])
    return render_template(
        "moderation/lifting.html", sanction=sanction, acts=acts, names=names_in(acts)
    )


@blueprint.post("/sanctions/<id:number>/lifting")
@staff_only(may_moderate)
def create_lifting(number: int) -> ResponseReturnValue:
    """Lift a sanction; a ban only from the page that asks. What was said against it comes first."""
    by, sanction = decider(), find(number)
    if sanction.kind == Kind.BAN and "sure" not in request.form:
        return redirect(url_for("moderation.lifting", number=number), 303)
    try:
        with writing():
            lift(find(number), by=by, at=now())
    except WordlessError as why:
        return objections_page(problem=refusal(why)), UNFIT
    except NotSanctionedError as why:
        status = FORBIDDEN if isinstance(why, NotAllowedError) else CONFLICT
        return list_page(refusal(why)), status
    return redirect(url_for("moderation.sanctions"), 303)


def list_page(problem: str = "") -> str:
    """Return the page that lists sanctions, as the address asks for them."""
    kind = request.args.get("kind", "")
    is_over = request.args.get("over") == "1"
    before, at = place_asked("before"), now()
    known = Kind(kind) if kind in list(Kind) else None
    rows = db.session.execute(listed(at, known, before, is_over=is_over)).all()
    shown = rows[:PAGE]
    acts = acts_by_sanction(sanction.id for sanction, _ in shown)
    return render_template(
        "moderation/sanctions.html",
        rows=shown,
        acts=acts,
        names=names_in(acts),
        older=shown[-1][0].id if len(rows) > PAGE else None,
        kind=known,
        kinds=list(Kind),
        is_over=is_over,
        problem=problem,
    )


def names_in(acts: Mapping[int, Mapping[Act, SanctionAct]]) -> dict[int, str]:
    """Return what those of the staff are called who did these ``acts``."""
    return names_of(row.person_id for done in acts.values() for row in done.values())


def named_former() -> Sanction | None:
    """Return the sanction that is to be replaced, if the request names one that may be."""
    number = number_or_none(request.values.get("replaces", ""))
    found = db.session.get(Sanction, number) if number else None
    return found if found and found.is_in_force(now()) else None


def form_page(
    comment: Comment,
    form: SanctionForm,
    status: int = 200,
    problem: str = "",
    former: Sanction | None = None,
) -> ResponseReturnValue:
    """Answer with the form, and what is known of who wrote the comment.

    ``former`` is what is in force already, and may get another end.
    """
    try:
        known = list(known_of(comment))
    except StaffError as why:
        known, problem = [], refusal(why)
    page = render_template(
        "moderation/sanction_form.html",
        comment=comment,
        form=form,
        known=[each for each in On if each in known],
        kinds=[each for each in Kind if each != Kind.BAN or may_edit_site(current_person())],
        rules={each: rule_words(each) for each in Rule},
        problem=problem,
        former=former,
    )
    return page, status


def too_busy() -> str:
    """Say that it could not be kept now."""
    return gettext("Too much is being written just now. Please try again in a few seconds.")


def find_comment(number: int) -> Comment:
    """Return a comment. Answers 404 where there is none."""
    return db.session.get(Comment, number) or abort(404)


def find(number: int) -> Sanction:
    """Return a sanction. Answers 404 where there is none."""
    return db.session.get(Sanction, number) or abort(404)


@blueprint.app_template_global()
def may_lift(sanction: Sanction) -> bool:
    """Whether who asks may lift ``sanction``."""
    return may_impose(current_person(), Kind(sanction.kind), sanction.lasts)
