"""What the learning filter is taught at the command line, and carried by to another site."""

from pathlib import Path

import click
from flask.cli import AppGroup

from opinion.database import BusyError, writing
from opinion.screening.commands.room import screening
from opinion.screening.lesson_files import Columns, MalformedError, learned_in, lessons_in, written
from opinion.screening.lessons import (
    ENOUGH,
    ForgottenError,
    all_weights,
    lesson_counts,
    moves_of,
    replace_all,
    teach_all,
)

BUSY = "the database is being written to: try again"
FILE = click.Path(path_type=Path)
learned = AppGroup("filter", help="See what the filter has learned; carry it to another site.")
screening.add_command(learned)


@screening.command("train")
@click.argument("file", type=FILE)
@click.option("--text", default="text", show_default=True, help="The column with the texts.")
@click.option("--label", default="spam", show_default=True, help="The one that says: spam or ham.")
@click.option("--encoding", default="utf-8", show_default=True, help="How FILE is written.")
def train(file: Path, text: str, label: str, encoding: str) -> None:
    """Teach the filter by FILE: a table (.csv) or JSON lines (.jsonl) of texts and labels.

    A label is spam or ham, 1 or 0, true or false, yes or no. Where a line is malformed, nothing is
    learned.
    """
    try:
        lessons = lessons_in(file, Columns(text, label), encoding)
        moves = moves_of(lessons)  # while others write
        with writing():
            teach_all(lessons, moves)
    except MalformedError as problem:
        raise click.ClickException(str(problem)) from problem
    except BusyError as problem:
        raise click.ClickException(BUSY) from problem
    except ForgottenError as problem:
        said = "meanwhile the filter was made to forget: nothing was learned, try again"
        raise click.ClickException(said) from problem
    spam = sum(lesson.is_spam for lesson in lessons)
    click.echo(f"learned from {len(lessons)} texts, {spam} of them spam")
    show_counts()


@learned.command("show")
def show() -> None:
    """Say from how many texts the filter has learned."""
    show_counts()


@learned.command("export")
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Write all that was learned into FILE. There is no text in it, and no word."""
    try:
        with file.open("w", encoding="utf-8") as opened:
            opened.writelines(f"{line}\n" for line in written(all_weights(), lesson_counts()))
    except OSError as problem:
        raise click.ClickException(f"{file}: {problem.strerror}") from problem


@learned.command("import")
@click.argument("file", type=FILE)
def take_over(file: Path) -> None:
    """Know what FILE holds, in the place of all that was learned here."""
    try:
        weights, counts = learned_in(file)
        with writing():
            replace_all(weights, counts)
    except MalformedError as problem:
        raise click.ClickException(str(problem)) from problem
    except BusyError as problem:
        raise click.ClickException(BUSY) from problem
    show_counts()


@learned.command("forget")
@click.confirmation_option(prompt="Forget all that the filter has learned?")
def forget() -> None:
    """Forget all that was learned; the filter says nothing until it is taught again."""
    try:
        with writing():
            replace_all({}, {False: 0, True: 0})
    except BusyError as problem:
        raise click.ClickException(BUSY) from problem
    show_counts()


def show_counts() -> None:
    """Say from how many texts the filter has learned, and whether that is enough."""
    counts = lesson_counts()
    enough = "" if min(counts.values()) >= ENOUGH else f"; it speaks from {ENOUGH} of each on"
    click.echo(f"known: {counts[True]} texts that are spam, {counts[False]} that are not{enough}")
