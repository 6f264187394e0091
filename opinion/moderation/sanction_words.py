"""Sanctions in words: for who is under one, for the staff, and for the public log."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opinion.languages import moment_words
from opinion.moderation.sanctions import Act, Kind, On, Sanction
from opinion.moderation.wording import rule_words

KINDS: dict[Kind, LazyString] = {
    Kind.WARN: _l("Warning"),
    Kind.HOLD: _l("All is held"),
    Kind.SUSPEND: _l("Suspended"),
    Kind.BAN: _l("Banned"),
}
SUBJECTS: dict[On, LazyString] = {
    On.PERSON: _l("the account"),
    On.MAIL: _l("the e-mail address"),
    On.BROWSER: _l("the browser"),
    On.NETWORK: _l("the network"),
}
ACTS: dict[Act, LazyString] = {
    Act.IMPOSED: _l("Imposed"),
    Act.ACKNOWLEDGED: _l("Acknowledged"),
    Act.OBJECTED: _l("Objected to"),
    Act.UPHELD: _l("Objection answered: it stands"),
    Act.LIFTED: _l("Lifted"),
}


def barred_words(sanction: Sanction) -> str:
    """Say to who is barred until when, and why; and that they may object."""
    if sanction.expires_at is None:
        until = gettext("You can’t take part here any more.")
    else:
        until = gettext(
            "You can’t take part here until %(moment)s.", moment=moment_words(sanction.expires_at)
        )
    return f"{until} {because(sanction)} {gettext('You can object to that.')}"


def what_is_imposed(sanction: Sanction) -> str:
    """Say to who is under ``sanction`` what that means."""
    if Kind(sanction.kind).bars:
        return gettext("Nothing that you send to this site is taken.")
    if sanction.kind == Kind.HOLD:
        return gettext("What you write is read by a moderator before it appears.")
    return gettext("You are warned. Before your next comment you are asked whether you read this.")


def because(sanction: Sanction) -> str:
    """Say by which rule it was imposed."""
    return gettext("The reason: %(rule)s.", rule=rule_words(sanction.rule))


def unread() -> str:
    """Ask who was warned to say that they have read it."""
    return gettext(
        "A moderator has warned you. Your text is still here: please read the warning, tick the "
        "box under it, and send your comment again."
    )


def kind_words(kind: str) -> str:
    """Return what a sanction is called."""
    return str(KINDS[Kind(kind)])


def subject_words(on: str) -> str:
    """Return what a sanction is on."""
    return str(SUBJECTS[On(on)])


def act_words(act: str) -> str:
    """Return what was done about a sanction."""
    return str(ACTS[Act(act)])
