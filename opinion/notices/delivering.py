"""Delivering: a round of the worker, from what is due to what the mail server said to it.

A mail is **queued**; a worker claims it (**sending**), makes its words from what may be read now,
and talks to the server. Just before the line that ends the mail, and hands it over, it stores
**handed**; after the server's answer, **sent** (2yz), queued for later (4yz) or **failed** (5yz).
Each step is one transaction, durable before the next begins. So nothing that was queued is lost,
whenever a worker dies, and no mail is sent twice, as far as SMTP allows to know:

- It died before the mail was *handed*: the server has taken nothing. When the lease runs out, a few
  answers' patience later, another worker sends it. One that was only slow finds its claim gone
  before it ends the mail, and breaks the talk off.
- It died while the mail was *handed*: it may have been taken, and a server that had the whole mail
  most likely has. Nobody can ask it, so the mail is not sent again by itself, which may bring it
  twice, but set aside as **unsure**: the command says so each time, until a person lets it go out
  again (``flask mail resend``). Between storing *handed* and writing the five bytes that end the
  mail lie microseconds; only a death right there makes an unsure mail one that did not arrive.
- The server itself broke off, or stayed silent ten times as long as for other answers, without an
  answer to the whole mail: both sides shall take that as not done (RFC 5321, 3.8), so it is tried
  again. Its Message-ID is the same each time, by which many receivers drop a second copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import urlsplit

from jinja2 import TemplateError

from opinion.clock import now
from opinion.config import Settings
from opinion.database import BusyError, db, writing
from opinion.languages import iso
from opinion.notices.claiming import (
    Claim,
    claim_next,
    finish,
    hand_over,
    patience_with,
    postpone,
    set_aside,
    wait_for_server,
)
from opinion.notices.gathering import gather
from opinion.notices.mail import message
from opinion.notices.models import State
from opinion.notices.relay import (
    END_PATIENCE,
    LaterError,
    RefusedError,
    Session,
    UnreachableError,
    server_at,
)
from opinion.notices.rendering import letter_of

LEASE = 5  # times the patience for one answer, to come from a claim to the end of the mail
BREAKS = 3  # mails in a row over which the talk broke off; then the round ends
A_MOMENT = timedelta(minutes=1)  # that a mail waits which is not at fault
TRIES = 12  # of storing what became of a mail, each waiting 5 seconds for its turn


class ClaimLostError(Exception):
    """Another worker has taken the mail: this one must not end it."""


@dataclass
class Round:
    """One round: what became of its mails. ``problem`` says why it ended before they did."""

    settings: Settings
    sent: int = 0
    later: int = 0
    failed: int = 0
    dropped: int = 0
    problem: str = ""
    breaks: int = field(default=0, repr=False)


class Wish(Protocol):
    """Whether somebody wishes the work to end."""

    def __call__(self) -> bool: ...


def deliver(work: Round, is_ended: Wish) -> Iterator[str]:
    """Send what is due; yield in words what becomes of each mail, until nothing is left.

    Raises:
        BusyError: the database was not to be had; nothing is lost.
    """
    settings = work.settings
    _gather_all(urlsplit(settings.site_url).hostname or "")
    lease = timedelta(seconds=LEASE * settings.mail_timeout)
    with Session(
        server_at(settings.mail_server), settings.mail_from, settings.mail_timeout
    ) as session:
        while not is_ended() and not work.problem:
            with writing():
                claim = claim_next(now(), lease)
            if claim is None:
                return
            yield _outcome(work, claim, session)


def _gather_all(host: str) -> None:
    is_more = True
    while is_more:
        with writing():
            set_aside(now())
            is_more = gather(host, now())


def _outcome(work: Round, claim: Claim, session: Session) -> str:
    """Send one mail, store what became of it, and say so without saying whose it is."""
    try:
        made = _made(work, claim)
    except (ValueError, LookupError, TypeError, TemplateError) as problem:
        _store(claim, State.FAILED, f"it could not be made: {problem!r}")
        work.failed += 1
        return f"mail {claim.mail_id}: failed, it could not be made, {_discreet(problem, claim)}"
    if made is None:
        _store(claim, State.DROPPED, "nothing left to say")
        work.dropped += 1
        return f"mail {claim.mail_id}: dropped, nothing is left to say"
    try:
        _send(work, claim, made, session)
    except ClaimLostError:
        return f"mail {claim.mail_id}: another worker has it"
    except RefusedError as problem:
        _store(claim, State.FAILED, str(problem))
        work.failed += 1
        return f"mail {claim.mail_id}: failed, {_discreet(problem, claim)}"
    except (LaterError, UnreachableError) as problem:
        return _postponed(work, claim, problem)
    _store(claim, State.SENT)
    work.sent += 1
    work.breaks = 0
    return f"mail {claim.mail_id}: sent"


def _made(work: Round, claim: Claim) -> EmailMessage | None:
    """Return the mail as it goes out; None where nothing is left to say."""
    letter = letter_of(claim, now())
    db.session.rollback()  # nothing stays open while the server takes its time
    if letter is None:
        return None
    return message(letter, work.settings.mail_from, claim.message_id, now())


def _send(work: Round, claim: Claim, made: EmailMessage, session: Session) -> None:
    lease = timedelta(seconds=(END_PATIENCE + 1) * work.settings.mail_timeout)

    def before_end() -> None:
        with writing():
            if not hand_over(claim, now(), lease):
                raise ClaimLostError

    session.send(made, before_end)


def _postponed(work: Round, claim: Claim, problem: Exception) -> str:
    """Let a mail wait; end the round where not the mail but the server is what ails."""
    reason = _discreet(problem, claim)
    is_unreachable = isinstance(problem, UnreachableError)
    until: datetime | None
    with writing():
        if is_unreachable:
            until = wait_for_server(claim, now(), str(problem), A_MOMENT)
        else:
            until = postpone(claim, now(), str(problem), patience_with(claim))
    work.breaks = work.breaks + 1 if not reason[:1].isdigit() else 0
    if is_unreachable or work.breaks >= BREAKS:
        work.problem = reason
    if until is None:
        work.failed += 1
        return f"mail {claim.mail_id}: given up after five days, {reason}"
    work.later += 1
    return f"mail {claim.mail_id}: later, {reason}; again at {iso(until)}"


def _store(claim: Claim, state: State, reason: str = "") -> None:
    """Store the end of a mail, however busy the database is: nobody will say it again."""
    for left in reversed(range(TRIES)):
        try:
            with writing():
                finish(claim, state, now(), reason)
        except BusyError:
            if not left:
                raise
        else:
            return


def _discreet(problem: Exception, claim: Claim) -> str:
    """Return what went wrong in one line, without the address."""
    return " ".join(str(problem).replace(claim.recipient, "…").split())
