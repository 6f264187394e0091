"""The doors to people: signing in, one's own account, what a guest wrote."""

from flask import Flask

from opinion.config import Settings
from opinion.people.signing_in import can_sign_in, current_person, mails_links
from opinion.people.views import (
    account,
    arriving,
    by_passkey,
    by_password,
    keys,
    managing,
    provider,
    session,
    setting_up,
    taking_along,
)
from opinion.people.views.room import place_here, sign_in_address
from opinion.permissions import may_administer, may_moderate

__all__ = [
    "arriving",
    "by_passkey",
    "by_password",
    "configure",
    "keys",
    "setting_up",
    "taking_along",
]


def configure(app: Flask, settings: Settings) -> None:
    """Hang the doors into ``app``, and give templates what all pages need."""
    for room in (managing, session, account):
        app.register_blueprint(room.blueprint)
    provider.configure(app, settings)
    app.jinja_env.globals.update(
        can_sign_in=can_sign_in,
        mails_links=mails_links,
        current_person=current_person,
        may_moderate=may_moderate,
        may_administer=may_administer,
        place_here=place_here,
        sign_in_address=sign_in_address,
    )
