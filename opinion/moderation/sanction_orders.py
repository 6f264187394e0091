"""Orders: what is to be imposed, for how long it may be, and why it may not be imposed."""

from dataclasses import dataclass
from datetime import timedelta

from opinion.moderation.models import Rule
from opinion.moderation.sanctions import Kind, On, Sanction

SHARED_FOR = timedelta(days=30)  # a network has others in it


class NotSanctionedError(Exception):
    """Nothing was changed."""


class StaffError(NotSanctionedError):
    """Who wrote the comment works for the site."""


class UnknownError(NotSanctionedError):
    """What it is to be imposed on is not known of the comment's writer."""


class NotAllowedError(NotSanctionedError):
    """Who imposes or lifts it may not, or not for so long; or it lasts as none of its kind may."""


class InForceError(NotSanctionedError):
    """The same is in force already: ``sanction``. It may be replaced, if it is named."""

    def __init__(self, sanction: Sanction) -> None:
        super().__init__(sanction.id)
        self.sanction = sanction


class DoneBeforeError(NotSanctionedError):
    """It was lifted, or answered, before: by another moderator perhaps."""


class OwnSanctionError(NotSanctionedError):
    """Who imposed it does not answer the objection, where somebody else works for the site."""


class WordlessError(NotSanctionedError):
    """An objection is answered in words, before anything else is done about the sanction."""


@dataclass(frozen=True)
class Order:
    """What is to be imposed, on what, for how long (None: without an end), and why.

    ``replaces`` is the number of the sanction of that kind that it takes the place of, if any.
    """

    kind: Kind
    on: On
    lasts: timedelta | None
    rule: Rule
    words: str = ""
    note: str = ""
    replaces: int | None = None


def lasts_as_it_may(order: Order) -> bool:
    """Whether a sanction of its kind may last so long: only a ban has no end; never a network's."""
    if order.on == On.NETWORK:
        return order.lasts is not None and order.lasts <= SHARED_FOR
    return order.lasts is not None or order.kind == Kind.BAN
