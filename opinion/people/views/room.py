"""What the doors to people share: data to take along, and the way in as pages show it."""

import json
from typing import Any

from flask import Response, current_app, make_response, request, url_for

from opinion.clock import now
from opinion.comments.adopting import how_many_of
from opinion.languages import iso
from opinion.notices.models import Following
from opinion.people.carrying import drop_link
from opinion.people.guests import current_guest, forget
from opinion.people.onward import local_path
from opinion.web.origin import site_url

OWN_ROOMS = {"session", "account"}  # that nobody wants to come back to


def as_file(name: str, data: dict[str, Any]) -> Response:
    """Answer with all that is stored of somebody (GDPR, articles 15 and 20), as a file."""
    about = {
        "site": current_app.config["SETTINGS"].site_name,
        "address": site_url(),
        "exported_at": iso(now()),
    }
    response = make_response(json.dumps(about | data, ensure_ascii=False, indent=2) + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def following_data(following: Following) -> dict[str, Any]:
    """Return what is stored of a following, as data to take along."""
    confirmed = following.confirmed_at
    return {
        "email": following.email,
        "about": following.scope,
        "language": following.language,
        "asked_at": iso(following.asked_at),
        "confirmed_at": iso(confirmed) if confirmed else None,
    }


def place_here() -> str | None:
    """Return the path to come back to after signing in or out; None where there is none.

    A page whose address is a secret is none: it must not be written down elsewhere.
    """
    is_page = request.method in {"GET", "HEAD"} and request.endpoint is not None
    if not is_page or request.blueprint in OWN_ROOMS or "token" in (request.view_args or {}):
        return None
    return local_path(request.path) or None


def sign_in_address() -> str:
    """Return where to sign in, so as to come back here."""
    return url_for("session.new", onward=place_here())


def written_here() -> int:
    """Return how many comments stand that were written in this browser by a guest."""
    guest = current_guest()
    return how_many_of(guest.hash) if guest else 0


def leave_guest_behind(response: Response) -> None:
    """Take away what a browser knew of its guest, whose comments are an account's now."""
    forget(response)
    drop_link()
