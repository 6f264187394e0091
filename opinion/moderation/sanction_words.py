"""Sanctions in words: for who is under one, for the staff, and for the public log."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opinion.languages import moment_words
from opinion.moderation.acts import Acts
from opinion.moderation.models import By
from opinion.moderation.sanction_orders import (
    DoneBeforeError,
    InForceError,
    NotAllowedError,
    NotSanctionedError,
    OwnSanctionError,
    StaffError,
    WordlessError,
)
from opinion.moderation.sanctions import Act, Kind, On, Sanction, SanctionAct
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
    Act.REPLACED: _l("Replaced by another end"),
    Act.MOVED: _l("Came along to the account"),
}


def barred_words(sanction: Sanction) -> str:
    """Say to who is barred until when, and why; and that they may object."""
    if sanction.expires_at is None:
        until = gettext("You can’t take part here any more.")
    else:
        until = gettext(
            "You can’t take part here until %(moment)s.", moment=moment_words(sanction.expires_at)
        )
    objecting = gettext("You can object to that.")
    return f"{until} {because(sanction)} {objecting}"


def what_is_imposed(sanction: Sanction) -> str:
    """Say to who is under ``sanction`` what that means."""
    if Kind(sanction.kind).bars:
        return gettext("Nothing that you send to this site is taken.")
    if sanction.kind == Kind.HOLD:
        return gettext("What you write is read by a moderator before it appears.")
    return gettext("You are warned. Before your next comment you are asked whether you read this.")


def until_when(sanction: Sanction) -> str:
    """Say until when it holds."""
    if sanction.expires_at is None:
        return gettext("It has no end.")
    return gettext("It ends on %(moment)s.", moment=moment_words(sanction.expires_at))


def by_hand() -> str:
    """Say that no program imposes anything."""
    return gettext("A moderator decided; no program did.")


def what_became(acts: Acts) -> str:
    """Say to who was under a sanction what became of it: it was lifted, or stands."""
    if Act.LIFTED in acts:
        return gettext("The decision about taking part here was lifted: it holds no more.")
    return gettext("A moderator has looked at your objection. The decision stands.")


def who_did(row: SanctionAct, names: Mapping[int, str]) -> str:
    """Return who did something about a sanction, for the staff; ``names`` are by their numbers."""
    name = names.get(row.person_id or 0)
    if name:
        return gettext("by %(name)s", name=name)
    words = {By.COMMAND: gettext("by command"), By.WRITER: gettext("by who is under it")}
    return words.get(By(row.done_by)) or gettext("by a moderator")


def refusal(why: NotSanctionedError) -> str:
    """Say to one of the staff why nothing was changed."""
    if isinstance(why, InForceError):
        return _in_force(why.sanction)
    words = {
        StaffError: gettext("Who wrote this works for the site."),
        NotAllowedError: gettext(
            "That is not yours to do, or not for so long. A network is shared: 30 days at the most."
        ),
        OwnSanctionError: gettext("You imposed it: somebody else answers the objection."),
        DoneBeforeError: gettext("Somebody else was faster: it was lifted or answered before."),
        WordlessError: gettext("Please answer the objection, in words: they are told."),
    }
    return words.get(type(why)) or gettext("That is not known of who wrote the comment.")


def _in_force(sanction: Sanction) -> str:
    if sanction.expires_at is None:
        until = gettext("This is in force already, without an end.")
    else:
        moment = moment_words(sanction.expires_at)
        until = gettext("This is in force already, until %(moment)s.", moment=moment)
    how = gettext("Nothing was changed. You can give it another end, from now on.")
    return f"{until} {how}"


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
