"""The command line's door to mail: deliver what waits, see what failed, send it again."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select, update

from opinion.clock import now
from opinion.config import Settings
from opinion.database import BusyError, db, writing
from opinion.notices.delivering import Round, deliver
from opinion.notices.following import break_silence
from opinion.notices.keys import address_hash
from opinion.notices.models import Mail, Notice, State

mail = AppGroup("mail", help="Send the mails that wait, and see what became of others.")
PAUSE = 5.0  # seconds between two rounds of --watch
LONG_PAUSE = 60.0  # after the server was not to be had
NEEDS_A_PERSON = (State.FAILED, State.UNSURE)


@mail.command("deliver")
@click.option("--watch", is_flag=True, help="Go on, until SIGTERM or Ctrl-C ends it.")
def deliver_mail(watch: bool) -> None:
    """Send what is due. Ends with 1 where the mail server was not to be had or refused a mail."""
    settings = site_settings()
    if not settings.sends_mail:
        raise click.ClickException("no mail is sent: OPINION_MAIL_SERVER is not set")
    with ended_by_signal() as ended:
        is_good = one_round(settings, ended)
        while watch and not ended.is_set():
            ended.wait(PAUSE if is_good else LONG_PAUSE)
            is_good = ended.is_set() or one_round(settings, ended, is_quiet=True)
    if not (is_good or watch):
        raise click.exceptions.Exit(1)


@mail.command("list")
def list_mails() -> None:
    """Say how many mails are how, and which ones want a decision: failed, or perhaps sent."""
    waiting = db.session.scalar(select(func.count(Notice.id)).where(Notice.mail_id.is_(None)))
    click.echo(f"notices that wait for a mail: {waiting}")
    counts = select(Mail.state, func.count(Mail.id)).group_by(Mail.state).order_by(Mail.state)
    for state, number in db.session.execute(counts):
        click.echo(f"mails {state}: {number}")
    wanting = select(Mail).where(Mail.state.in_(NEEDS_A_PERSON)).order_by(Mail.id)
    for each in db.session.scalars(wanting):
        click.echo(f"mail {each.id}: {each.state}, {' '.join(each.reason.split())}")


@mail.command("resend")
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1))
def resend(numbers: tuple[int, ...]) -> None:
    """Let the mails with these NUMBERS, failed or perhaps sent, go out again."""
    with writing():
        again = db.session.scalars(
            update(Mail)
            .where(Mail.id.in_(numbers), Mail.state.in_(NEEDS_A_PERSON))
            .values(state=State.QUEUED, next_at=now(), made_at=now(), attempts=0, done_at=None)
            .returning(Mail.id)
        ).all()
    click.echo(f"{len(again)} of {len(numbers)} will be sent again")


@mail.command("allow")
@click.argument("address")
def allow(address: str) -> None:
    """Let ADDRESS, which had asked for no mail at all, ask for some again."""
    with writing():
        was_silent = break_silence(address_hash(site_settings().secret_key, address))
    click.echo("It may ask for mail again." if was_silent else "It had not asked for silence.")


def one_round(settings: Settings, ended: Event, *, is_quiet: bool = False) -> bool:
    """Send what is due, and say what became of it; whether the server took all it was given."""
    work = Round(settings)
    try:
        for line in deliver(work, ended.is_set):
            click.echo(line)
    except BusyError:
        click.echo("The database is being written to: what is left waits.", err=True)
        return False
    unsure = db.session.scalar(select(func.count(Mail.id)).where(Mail.state == State.UNSURE)) or 0
    is_news = work.sent or work.later or work.failed or work.dropped or work.problem
    if is_news or not is_quiet:
        click.echo(
            f"{work.sent} sent, {work.later} later, {work.failed} failed, {work.dropped} dropped"
        )
        if unsure:
            click.echo(f"{unsure} perhaps sent and set aside: see “flask mail list”")
    if work.problem:
        click.echo(f"The mail server is not to be had: {work.problem}", err=True)
    db.session.rollback()
    return not (work.problem or work.failed)


@contextmanager
def ended_by_signal() -> Iterator[Event]:
    """Yield what SIGTERM and Ctrl-C set, so that the mail in hand is finished first."""
    ended = Event()

    def end(_: int, __: FrameType | None) -> None:
        ended.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def site_settings() -> Settings:
    """Return the site's settings."""
    known: Settings = current_app.config["SETTINGS"]
    return known
