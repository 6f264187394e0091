"""Asking: who asks for mail in this request, and a commenter who ticks the box for replies."""

from contextlib import suppress
from datetime import datetime

from flask import current_app

from opinion.comments.models import Comment
from opinion.config import Settings
from opinion.languages import interface_language
from opinion.notices.following import AskedTooOftenError, Asker, Subject, ask, demand_patience
from opinion.notices.keys import address_hash
from opinion.notices.models import Scope
from opinion.notices.telling import tell_private_link
from opinion.people.guests import current_networks
from opinion.people.signing_in import current_person


def asker(email: str, writer: str | None) -> Asker:
    """Return who asks for mail to ``email``, in the page's language; ``writer`` is a key's hash."""
    secret: str = current_app.config["SECRET_KEY"]
    person = current_person()
    return Asker(
        email.lower(),
        address_hash(secret, email),
        interface_language(),
        current_networks(),
        writer,
        is_verified=person is not None and person.email == email.lower(),
    )


def mail_private_link(comment: Comment, token: str, at: datetime) -> bool:
    """Queue the mail with the secret of a private link, and say whether it will be sent.

    It won't without an address or a mail server. The caller holds the write lock.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not (settings.sends_mail and comment.email):
        return False
    return tell_private_link(
        comment,
        token,
        language=interface_language(),
        address_hash=address_hash(current_app.config["SECRET_KEY"], comment.email),
        at=at,
    )


def ask_for_replies(comment: Comment, at: datetime) -> None:
    """Ask the writer of ``comment`` by mail to confirm that they want mail about replies to it.

    Nothing is asked without an address or a mail server, or where the network asked too often. The
    caller holds the write lock.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not (settings.sends_mail and comment.email):
        return
    wants = asker(comment.email, comment.writer)
    with suppress(AskedTooOftenError):
        demand_patience(wants.networks, at)
        ask(Subject(comment.article_id, comment, Scope.REPLIES), wants, at)
