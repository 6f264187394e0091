"""The doors for admins: who works for the site, as what, and how they come in."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import db, writing
from opinion.moderation.views.asked import moderator
from opinion.moderation.views.room import blueprint
from opinion.people import appointing, sessions
from opinion.people.appointing import LastAdminError
from opinion.people.models import Person, Role
from opinion.people.set_up_links import make_link
from opinion.people.signing_in import current_person, demand_fresh, staff_only
from opinion.permissions import may_administer
from opinion.web.origin import site_url

UNFIT = 422


@blueprint.get("/staff")
@staff_only(may_administer)
def staff() -> ResponseReturnValue:
    """Show who works for the site."""
    return staff_page()


@blueprint.post("/staff/<id:number>/role")
@staff_only(may_administer)
def update_role(number: int) -> ResponseReturnValue:
    """Give one of the staff another role. There is always an admin."""
    demand_fresh(url_for("moderation.staff"))
    wanted = request.form.get("role", "")
    if wanted not in list(Role):
        return staff_page(gettext("Please choose a role.")), UNFIT
    try:
        with writing():
            person = member(number)
            if wanted != Role.ADMIN:
                appointing.demand_another_admin(person)
            appointing.appoint(person.email, Role(wanted), now(), moderator().id)
    except LastAdminError:
        return staff_page(last_admin()), UNFIT
    return redirect(url_for("moderation.staff"), 303)


@blueprint.post("/staff/<id:number>/sessions/end")
@staff_only(may_administer)
def end_sessions(number: int) -> ResponseReturnValue:
    """Sign one of the staff out everywhere."""
    demand_fresh(url_for("moderation.staff"))
    with writing():
        sessions.end_all(member(number).id)
    return redirect(url_for("moderation.staff"), 303)


@blueprint.post("/staff/<id:number>/links")
@staff_only(may_administer)
def create_link(number: int) -> ResponseReturnValue:
    """Make a link at which one of the staff sets up how they sign in; it is shown here, once."""
    demand_fresh(url_for("moderation.staff"))
    with writing():
        person = member(number)
        token = make_link(person, now())
    address = site_url() + url_for("session.set_up", token=token)
    return render_template("moderation/link.html", person=person, address=address), 201


@blueprint.get("/staff/<id:number>/end")
@staff_only(may_administer)
def end(number: int) -> ResponseReturnValue:
    """Ask whether somebody is to work here no more."""
    return render_template("moderation/end.html", person=member(number))


@blueprint.post("/staff/<id:number>/end")
@staff_only(may_administer)
def create_end(number: int) -> ResponseReturnValue:
    """End somebody's role: they are a reader like others. There is always an admin."""
    demand_fresh(url_for("moderation.end", number=number))
    try:
        with writing():
            person = member(number)
            appointing.demand_another_admin(person)
            appointing.dismiss(person, now(), moderator().id)
    except LastAdminError:
        return staff_page(last_admin()), UNFIT
    return redirect(url_for("moderation.staff"), 303)


def member(number: int) -> Person:
    """Return one of the staff. Answers 404 where it is nobody of them."""
    person = db.session.get(Person, number)
    return person if person and person.is_staff else abort(404)


def last_admin() -> str:
    """Say why the last admin stays."""
    return gettext("That is the only admin. Make somebody else one first.")


def staff_page(problem: str = "") -> str:
    """Return the page of who works for the site."""
    changes = appointing.latest_changes()
    return render_template(
        "moderation/staff.html",
        changes=changes,
        names=appointing.names_of([each for row in changes for each in (row.person_id, row.by_id)]),
        members=appointing.members(now()),
        roles=list(Role),
        asking=current_person(),
        problem=problem,
    )
