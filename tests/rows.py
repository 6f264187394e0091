"""Rows of the table in ``test_routes.py``: what one is, and those of how staff sign in and work.

What is behind the doors that readers are turned away from, ``tests/moderation`` asks for each role.
"""

from dataclasses import dataclass

NO_WAY = 405
PAGES_OF_STAFF = (
    "/moderation",
    "/moderation/claims",
    "/moderation/comments",
    "/moderation/comments/1",
    "/moderation/comments/1/around",
    "/moderation/comments/1/sanctions",
    "/moderation/figures",
    "/moderation/objections",
    "/moderation/sanctions",
    "/moderation/sanctions/1/lifting",
    "/moderation/words",
    "/moderation/staff",
    "/moderation/staff/1/end",
)


@dataclass(frozen=True)
class Row:
    """What an address answers to GET and to POST: the same to strangers and to guests.

    ``signed_in`` is what it answers to who is signed in, where that is something else.
    """

    address: str
    get: int
    post: int = NO_WAY
    signed_in: tuple[int, int] | None = None


OF_STAFF = {
    "session.again": Row("/session/again", 303, signed_in=(200, NO_WAY)),
    "session.create_by_password": Row("/session/password", NO_WAY, 422),
    "session.passkey_options": Row("/session/passkey/options", NO_WAY, 200),
    "session.create_by_passkey": Row("/session/passkey", NO_WAY, 422),
    "session.set_up": Row("/session/setup/nobody", 410, 410),
    "session.create_set_up": Row("/session/setup/nobody", 410, 410),
    "session.set_up_options": Row("/session/setup/nobody/passkey/options", NO_WAY, 410),
    "session.create_passkey_set_up": Row("/session/setup/nobody/passkey", NO_WAY, 410),
    "account.keys": Row("/account/keys", 303, signed_in=(403, NO_WAY)),  # for staff alone
    "account.update_password": Row("/account/password", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "account.passkey_options": Row(
        "/account/passkeys/options", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "account.create_passkey": Row("/account/passkeys", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "account.update_passkey": Row("/account/passkeys/9/name", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "account.end_passkey": Row("/account/passkeys/9/end", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "account.update_queue_mail": Row("/account/queue-mail", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "moderation.by_mail": Row("/moderation/mail/nobody", 404, 404),
    "moderation.create_by_mail": Row("/moderation/mail/nobody", 404, 404),
    "moderation.create_undo_by_mail": Row("/moderation/mail/nobody/undo", NO_WAY, 404),
    "moderation.figures": Row("/moderation/figures", 303, signed_in=(403, NO_WAY)),
    "moderation.queue": Row("/moderation", 303, signed_in=(403, NO_WAY)),
    "moderation.create_decisions": Row(
        "/moderation/decisions", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.create_decision": Row(
        "/moderation/comments/1/decisions", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.create_undo": Row(
        "/moderation/decisions/1/undo", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.create_undo_of_last": Row("/moderation/undo", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "moderation.create_claim": Row(
        "/moderation/comments/1/claim", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.claims": Row("/moderation/claims", 303, signed_in=(403, NO_WAY)),
    "moderation.comments": Row("/moderation/comments", 303, signed_in=(403, NO_WAY)),
    "moderation.comment": Row("/moderation/comments/1", 303, signed_in=(403, NO_WAY)),
    "moderation.around": Row("/moderation/comments/1/around", 303, signed_in=(403, NO_WAY)),
    "moderation.objections": Row("/moderation/objections", 303, signed_in=(403, NO_WAY)),
    "moderation.create_answer": Row(
        "/moderation/objections/1/answer", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.staff": Row("/moderation/staff", 303, signed_in=(403, NO_WAY)),
    "moderation.update_role": Row("/moderation/staff/1/role", NO_WAY, 303, signed_in=(NO_WAY, 403)),
    "moderation.end_sessions": Row(
        "/moderation/staff/1/sessions/end", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.create_link": Row(
        "/moderation/staff/1/links", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.sanctions": Row("/moderation/sanctions", 303, signed_in=(403, NO_WAY)),
    "moderation.new_sanction": Row("/moderation/comments/1/sanctions", 303, 303, (403, 403)),
    "moderation.create_sanction": Row("/moderation/comments/1/sanctions", 303, 303, (403, 403)),
    "moderation.lifting": Row("/moderation/sanctions/1/lifting", 303, 303, (403, 403)),
    "moderation.create_lifting": Row("/moderation/sanctions/1/lifting", 303, 303, (403, 403)),
    "moderation.create_sanction_answer": Row(
        "/moderation/sanctions/1/answer", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.words": Row("/moderation/words", 303, 303, (403, 403)),
    "moderation.create_words": Row("/moderation/words", 303, 303, (403, 403)),
    "moderation.create_words_test": Row("/moderation/words/test", NO_WAY, 303, (NO_WAY, 403)),
    "moderation.create_words_removal": Row(
        "/moderation/words/1/removal", NO_WAY, 303, signed_in=(NO_WAY, 403)
    ),
    "moderation.end": Row("/moderation/staff/1/end", 303, 303, signed_in=(403, 403)),
    "moderation.create_end": Row("/moderation/staff/1/end", 303, 303, signed_in=(403, 403)),
}
