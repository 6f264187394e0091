"""What the doors to writing and reacting ask about sanctions on who asks.

A page that is the same for everybody asks nothing: only who has a cookie, or sends something.
"""

from flask import abort, g, make_response, render_template, request, url_for

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.views.reacting import reactions
from opinion.database import db
from opinion.moderation.acts import acknowledge
from opinion.moderation.sanctions import Sanction, Standing
from opinion.moderation.standing import Traits, standing_of
from opinion.notices.keys import Purpose
from opinion.notices.keys import token as token_of
from opinion.people.guests import current_guest, network_by
from opinion.people.signing_in import current_person, current_writer

FORBIDDEN = 403


def standing_here() -> Standing:
    """Return what is in force against who reads or sends; asked once in a request."""
    if current_writer() is None and request.method in {"GET", "HEAD"}:
        return Standing()
    if "standing" not in g:
        g.standing = standing_now()
    known: Standing = g.standing
    return known


def standing_now(*writers: str) -> Standing:
    """Return what is in force now against who asks, also as one of ``writers``; staff are free."""
    person, guest = current_person(), current_guest()
    if person and person.is_staff:
        return Standing()
    known = {
        *writers,
        current_writer(),  # a private link's, perhaps
        person.writer if person else None,
        guest.hash if guest else None,
    }
    traits = Traits(tuple(sorted(filter(None, known))), person.email if person else "", network_by)
    return standing_of(traits, now(), settings().secret_key)


def is_heeded(warning: Sanction | None) -> bool:
    """Whether who sends the form says that they have read ``warning``."""
    return warning is not None and request.form.get("heeded") == str(warning.id)


def heed(standing: Standing) -> None:
    """Keep that the warning was read, where the form says so. The caller holds the write lock.

    ``standing`` is asked a moment ago in this request, so that it needn't be asked again.
    """
    g.standing = standing
    if standing.warning and is_heeded(standing.warning):
        acknowledge(standing.warning, now())
        del g.standing


def refuse_barred() -> None:
    """Answer 403, in words, who may not take part for now."""
    barring = standing_now().barring
    if barring:
        page = render_template("moderation/barred.html", sanction=barring)
        response = make_response(page, FORBIDDEN)
        response.headers["Cache-Control"] = "private, no-store"
        abort(response)


def sanction_with(number: int) -> Sanction:
    """Return the sanction with this number, which a reason names."""
    return db.session.get_one(Sanction, number)


@reactions.app_template_global()
def warning_here() -> Sanction | None:
    """Return the warning that who asks has not acknowledged yet, if there is one."""
    return standing_here().warning


@reactions.app_template_global()
def sanctions_here() -> list[Sanction]:
    """Return what is in force against who asks, for their own pages."""
    known = standing_here()
    return [each for each in (known.barring, known.holding, known.warning) if each]


@reactions.app_template_global()
def is_said_to_be_read(warning: Sanction) -> bool:
    """Whether the box under ``warning`` was ticked."""
    return is_heeded(warning)


@reactions.app_template_global()
def sanction_address(sanction: Sanction) -> str:
    """Return where the statement of reasons for ``sanction`` is. It is for who is under it."""
    token = token_of(settings().secret_key, Purpose.SANCTION, sanction.key)
    return url_for("statements.sanction", token=token)
