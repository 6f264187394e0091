"""The commands that keep the list of words."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db
from opinion.screening.commands.room import one_change
from opinion.screening.gathering import words_in
from opinion.screening.keeping import Entry, put, row_of, take_off
from opinion.screening.models import NOTE_LENGTH, PHRASE_LENGTH, ScreenedWords
from opinion.screening.words import UnfitPhraseError, kept

words = AppGroup("words", help="Keep the list of words that comments are held or sent back for.")
MOST_DAYS = 3_650
file = click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read it there."
)


@words.command("list")
def list_words() -> None:
    """List all phrases, and until when they count."""
    for each in db.session.scalars(select(ScreenedWords).order_by(ScreenedWords.phrase)):
        parts = [each.phrase, verdict(each.is_rejected)]
        if each.expires_at:
            over = "until" if each.expires_at > now() else "no more since"
            parts.append(f"{over} {each.expires_at:%Y-%m-%d %H:%M} UTC")
        click.echo("  ".join([*parts, *([each.note] if each.note else [])]))


@words.command("add")
@click.argument("phrases", nargs=-1)
@file
@click.option("--reject", is_flag=True, help="Send comments with it back, instead of holding them.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), help="For so many days.")
@click.option("--no-end", is_flag=True, help="Until they are taken off.")
@click.option("--note", required=True, help="Why: for those who keep the list.")
def add(
    phrases: tuple[str, ...],
    file: Path | None,
    *,
    reject: bool,
    days: int | None,
    no_end: bool,
    note: str,
) -> None:
    """Put PHRASES on the list, or those in a file, one a line; what is there is changed.

    One of --days and --no-end says for how long. What is over is renewed by adding it again.
    Whole words are compared, without case; “*” at an end of a word stands for any letters.
    """
    if not 1 <= len(note.strip()) <= NOTE_LENGTH:
        raise click.BadParameter(f"say why, in at most {NOTE_LENGTH} characters")
    if (days is None) != no_end:
        raise click.UsageError("say for how long: --days N, or --no-end")
    at = now()
    until = at + timedelta(days=days) if days else None
    wanted = [fit(each) for each in (*phrases, *lines_of(file))]
    with one_change():
        for phrase in wanted:
            put(Entry(phrase, reject, note.strip(), until), at)
    for phrase in wanted:
        click.echo(f"“{phrase}” {verdict(reject)}")


@words.command("remove")
@click.argument("phrases", nargs=-1, required=True)
def remove(phrases: tuple[str, ...]) -> None:
    """Take PHRASES off the list."""
    wanted = [fit(each) for each in phrases]
    with one_change():
        for phrase in wanted:
            row = row_of(phrase)
            if row is None:
                raise click.ClickException(f"“{phrase}” is not listed; nothing was changed")
            take_off(row, now())
    click.echo(f"{len(wanted)} removed")


@words.command("test")
@click.argument("text", required=False)
@file
def test(text: str | None, file: Path | None) -> None:
    """Say which phrases of the list TEXT, or a file, contains."""
    if (text is None) == (file is None):
        raise click.UsageError("give a text, or --file")
    found = words_in(read(file) if file else text or "", now())
    for each in found:
        click.echo(f"“{each.words}” {verdict(each.is_rejected)}")
    if not found:
        click.echo("nothing on the list")


def fit(phrase: str) -> str:
    """Return a phrase as it is kept, or say why it can't be one."""
    try:
        words = kept(phrase)
    except UnfitPhraseError as problem:
        raise click.ClickException(f"“{phrase}”: {problem}; nothing was changed") from None
    if len(words) > PHRASE_LENGTH:
        raise click.ClickException(f"a phrase has at most {PHRASE_LENGTH} characters")
    return words


def lines_of(file: Path | None) -> Sequence[str]:
    """Return the lines of ``file`` that say something; ``#`` begins a remark."""
    lines = read(file).splitlines() if file else []
    return [line for line in lines if line.strip() and not line.startswith("#")]


def read(file: Path) -> str:
    """Return the text in ``file``, or say that it is none."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise click.ClickException(f"cannot read {file} as UTF-8") from problem


def verdict(is_rejected: bool) -> str:
    """Say what becomes of a comment."""
    return "sends back" if is_rejected else "holds"
