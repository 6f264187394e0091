"""The doors to sanctions for the staff: what is in force, imposing, answering, lifting."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.database import BusyError, db, writing
from opinion.moderation.deciding import Decider
from opinion.moderation.models import By, Rule
from opinion.moderation.sanction_forms import SanctionForm
from opinion.moderation.sanction_words import act_words
from opinion.moderation.sanctioning import (
    DoneBeforeError,
    NotAllowedError,
    NotSanctionedError,
    OwnSanctionError,
    StaffError,
    impose,
    known_of,
    lift,
    uphold,
)
from opinion.moderation.sanctions import Kind, On, Sanction
from opinion.moderation.trail import PAGE, acts_by_sanction, listed
from opinion.moderation.views.room import blueprint
from opinion.moderation.wording import rule_words
from opinion.people.guests import key_at
from opinion.people.signing_in import current_person, staff_only
from opinion.permissions import may_edit_site, may_impose, may_moderate
from opinion.text import clean_body
from opinion.web.arguments import place_asked

FORBIDDEN, CONFLICT, UNFIT, BUSY = 403, 409, 422, 503
ANSWER_LENGTH = 2_000
blueprint.add_app_template_global(act_words)
OF_COMMENT = "/comments/<id:number>/sanctions"


@blueprint.get("/sanctions")
@staff_only(may_moderate)
def sanctions() -> ResponseReturnValue:
    """List the sanctions, the last one first: those in force, or those that are over."""
    return list_page()


@blueprint.get(OF_COMMENT)
@staff_only(may_moderate)
def new_sanction(number: int) -> ResponseReturnValue:
    """Show the form that imposes something on who wrote a comment."""
    return form_page(find_comment(number), SanctionForm(formdata=None))


@blueprint.post(OF_COMMENT)
@staff_only(may_moderate)
def create_sanction(number: int) -> ResponseReturnValue:
    """Impose a sanction on who wrote a comment."""
    form, by = SanctionForm(request.form), asker()
    if not form.validate():
        return form_page(find_comment(number), form, UNFIT)
    try:
        with writing():
            comment, order = find_comment(number), form.order()
            made = impose(
                comment,
                order,
                by=by,
                at=now(),
                secret=settings().secret_key,
                network_key=key_at(comment.posted_at),
            )
    except NotSanctionedError as why:
        return form_page(find_comment(number), form, UNFIT, refusal(why))
    except BusyError:
        return form_page(find_comment(number), form, BUSY, too_busy())
    return redirect(url_for("moderation.sanctions", _anchor=f"sanction-{made.id}"), 303)


@blueprint.get("/sanctions/<id:number>/lifting")
@staff_only(may_moderate)
def lifting(number: int) -> ResponseReturnValue:
    """Ask whether a sanction is to be lifted."""
    return render_template("moderation/lifting.html", sanction=find(number))


@blueprint.post("/sanctions/<id:number>/lifting")
@staff_only(may_moderate)
def create_lifting(number: int) -> ResponseReturnValue:
    """Lift a sanction, and answer the objection to it; a ban only from the page that asks."""
    by, sanction = asker(), find(number)
    if sanction.kind == Kind.BAN and "sure" not in request.form:
        return redirect(url_for("moderation.lifting", number=number), 303)
    try:
        with writing():
            lift(find(number), by=by, at=now(), words=said())
    except NotSanctionedError as why:
        status = FORBIDDEN if isinstance(why, NotAllowedError) else CONFLICT
        return list_page(refusal(why)), status
    return redirect(url_for("moderation.sanctions"), 303)


@blueprint.post("/sanctions/<id:number>/upholding")
@staff_only(may_moderate)
def create_upholding(number: int) -> ResponseReturnValue:
    """Answer the objection to a sanction, which stands."""
    by = asker()
    try:
        with writing():
            uphold(find(number), by=by, at=now(), words=said())
    except NotSanctionedError as why:
        return list_page(refusal(why)), CONFLICT
    return redirect(url_for("moderation.sanctions", _anchor=f"sanction-{number}"), 303)


def list_page(problem: str = "") -> str:
    """Return the page that lists sanctions, as the address asks for them."""
    kind = request.args.get("kind", "")
    is_over = request.args.get("over") == "1"
    before, at = place_asked("before"), now()
    known = Kind(kind) if kind in list(Kind) else None
    rows = db.session.execute(listed(at, known, before, is_over=is_over)).all()
    shown = rows[:PAGE]
    return render_template(
        "moderation/sanctions.html",
        rows=shown,
        acts=acts_by_sanction(sanction.id for sanction, _ in shown),
        older=shown[-1][0].id if len(rows) > PAGE else None,
        kind=known,
        kinds=list(Kind),
        is_over=is_over,
        problem=problem,
    )


def form_page(
    comment: Comment, form: SanctionForm, status: int = 200, problem: str = ""
) -> ResponseReturnValue:
    """Answer with the form, and what is known of who wrote the comment."""
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
    )
    return page, status


def refusal(why: NotSanctionedError) -> str:
    """Say why nothing was changed."""
    words = {
        StaffError: gettext("Who wrote this works for the site."),
        NotAllowedError: gettext(
            "That is not yours to do, or not for so long. A network is shared: 30 days at the most."
        ),
        OwnSanctionError: gettext("You imposed it: somebody else answers the objection."),
        DoneBeforeError: gettext("Somebody else was faster: it was lifted or answered before."),
    }
    return words.get(type(why)) or gettext("That is not known of who wrote the comment.")


def too_busy() -> str:
    """Say that it could not be kept now."""
    return gettext("Too much is being written just now. Please try again in a few seconds.")


def said() -> str:
    """Return what is answered to who is under the sanction: its beginning, if long."""
    return clean_body(request.form.get("words", ""))[:ANSWER_LENGTH]


def asker() -> Decider:
    """Return who asks as one who decides."""
    person = current_person()
    return Decider(By.MODERATOR, person.id if person else None)


def find_comment(number: int) -> Comment:
    """Return a comment. Answers 404 where there is none."""
    return db.session.get(Comment, number) or abort(404)


def find(number: int) -> Sanction:
    """Return a sanction. Answers 404 where there is none."""
    return db.session.get(Sanction, number) or abort(404)


@blueprint.app_template_global()
def may_lift(sanction: Sanction) -> bool:
    """Whether who asks may lift ``sanction``."""
    lasts = sanction.expires_at - sanction.begins_at if sanction.expires_at else None
    return may_impose(current_person(), Kind(sanction.kind), lasts)
