"""The ladder: what a comment passes before everybody can read it, one small check after another.

A check looks at a :class:`opinion.screening.cases.Case` and nothing else. A new one is one function
and one line below.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from opinion.screening.cases import Case
from opinion.screening.reasons import Reason, Why, reason

LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>()\[\]\"“”]+", re.IGNORECASE)
MOST_PHRASES = 10  # that a reason names


@dataclass(frozen=True)
class Hold:
    """Let a moderator read it first."""

    reason: Reason


@dataclass(frozen=True)
class Reject:
    """Give it back: the reason says what to change, or how long to wait."""

    reason: Reason


@dataclass(frozen=True)
class Challenge:
    """Ask for one more click."""

    reason: Reason


Verdict = Hold | Reject | Challenge
Check = Callable[[Case], Verdict | None]


class StoppedError(Exception):
    """A comment does not come in, or not yet; ``verdict`` says why."""

    def __init__(self, verdict: Reject | Challenge) -> None:
        super().__init__(verdict.reason["why"])
        self.verdict = verdict


def duplicate(case: Case) -> Reject | None:
    """The same was said by the same writer in the same place."""
    return Reject(reason(Why.REPEATED)) if case.is_repeated else None


def flood(case: Case) -> Reject | None:
    """Too much came from there in too short a time."""
    return Reject(reason(Why.TOO_FAST, seconds=case.wait)) if case.wait else None


def heat(case: Case) -> Reject | None:
    """It answers, too soon, in a branch that was reported."""
    return Reject(reason(Why.HEATED, seconds=case.heat)) if case.heat else None


def closed(case: Case) -> Reject | None:
    """The article, or what it answers, takes no comment any more."""
    return Reject(reason(Why.CLOSED)) if case.is_closed else None


def barred(case: Case) -> Reject | None:
    """Nothing is taken from its writer, for a time or for good."""
    sanction = case.standing.barring
    return Reject(reason(Why.BARRED, number=sanction.id)) if sanction else None


def warned(case: Case) -> Challenge | None:
    """Its writer was warned, and has not said that they have read it."""
    sanction = case.standing.warning
    is_due = sanction is not None and not case.is_heeded
    return Challenge(reason(Why.WARNED)) if is_due else None


def watched(case: Case) -> Hold | None:
    """A moderator reads all that its writer writes."""
    sanction = case.standing.holding
    return Hold(reason(Why.WATCHED, number=sanction.id)) if sanction else None


def trap(case: Case) -> Challenge | None:
    """It was sent as machines send."""
    return Challenge(reason(Why.TRAPPED)) if case.is_trapped else None


def words(case: Case) -> Verdict | None:
    """It contains phrases of the list: those that are rejected go before those that are held."""
    rejected = [each.words for each in case.words if each.is_rejected]
    held = [each.words for each in case.words if not each.is_rejected]
    if rejected:
        return Reject(reason(Why.WORDS, phrases=rejected[:MOST_PHRASES]))
    return Hold(reason(Why.WORDS, phrases=held[:MOST_PHRASES])) if held else None


def links(case: Case) -> Hold | None:
    """It has more links than are taken from somebody known, or not known."""
    figures = case.terms.figures
    most = figures.links_of_known if case.is_known else figures.links
    count = how_many_links(case.text)
    return Hold(reason(Why.LINKS, count=count, is_known=case.is_known)) if count > most else None


def first_comment(case: Case) -> Hold | None:
    """Too few of the writer's earlier comments were approved, if any."""
    is_asked = case.terms.figures.is_first_held and case.terms.has_staff
    if case.is_known or not is_asked:
        return None
    return Hold(reason(Why.FIRST, approved=case.record.approved))


def recent_history(case: Case) -> Hold | None:
    """Much of what the writer wrote lately was taken away."""
    figures, record = case.terms.figures, case.record
    is_judged = figures.decided and record.decided >= figures.decided
    if not is_judged or record.rejected * 100 < figures.rejected * record.decided:
        return None
    return Hold(reason(Why.HISTORY, rejected=record.rejected, decided=record.decided))


def learning_filter(case: Case) -> Hold | None:
    """It resembles what moderators called spam."""
    if case.learned is None or not case.learned.holds:
        return None
    clues = case.learned.clues
    return Hold(
        reason(
            Why.RESEMBLES,
            percent=round(case.learned.probability * 100),
            phrases=[clue.words for clue in clues if clue.words],
            traits=[str(clue.trait) for clue in clues if clue.trait],
        )
    )


def pre_moderation(case: Case) -> Hold | None:
    """A moderator reads everything under this article, in this section or on this site."""
    place = case.terms.holds
    return Hold(reason(Why.PRE_MODERATION, place=str(place))) if place else None


LADDER: Final[tuple[Check, ...]] = (
    duplicate,
    flood,
    heat,
    closed,
    barred,
    warned,
    watched,
    trap,
    words,
    links,
    first_comment,
    recent_history,
    learning_filter,
    pre_moderation,
)
FOR_STAFF_TOO: Final = frozenset({duplicate, flood, closed})


def climb(case: Case) -> list[Reason]:
    """Let ``case`` pass all checks, and return why it is to be held; empty where it is not.

    Raises:
        StoppedError: it does not come in; the first check that says so is the last one asked.
    """
    reasons = []
    for _, verdict in verdicts(case):
        if isinstance(verdict, Hold):
            reasons.append(verdict.reason)
        elif verdict:
            raise StoppedError(verdict)
    return reasons


def verdicts(case: Case) -> list[tuple[Check, Verdict | None]]:
    """Return what each check says of ``case``, in order; of staff most say nothing."""
    return [
        (check, check(case) if check in FOR_STAFF_TOO or not case.is_staff else None)
        for check in LADDER
    ]


def how_many_links(text: str) -> int:
    """Return how many addresses of the web there are in ``text``, each counted once."""
    return len({found.rstrip(".,;:!?*_'’").lower() for found in LINK.findall(text)})
