"""The door to loading articles: ``flask seed``."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect

from opinion.articles.models import Article
from opinion.database import BusyError, db
from opinion.seeding.documents import KINDS, files_in, key_of, number_of, passed_over
from opinion.seeding.loading import FAILED, Load

UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # would command the terminal
SAMPLES = Path(__file__).resolve().parent / "samples"


@click.command("seed")
@click.argument("paths", metavar="[PATH]...", nargs=-1, callback=lambda _, __, named: places(named))
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option("--with-comments", is_flag=True, help="Load NAME.comments.yaml beside NAME.md, too.")
@with_appcontext
def seed(paths: tuple[Path, ...], dry_run: bool, with_comments: bool) -> None:
    """Load articles from files and folders; without any PATH, the project's samples.

    Texts (.txt, a page saved as text), Markdown (.md) and web pages (.html) are read. A document
    that was loaded before is updated, never doubled, and no comment is touched. An article and the
    conversation beside it are stored at once: a thousand comments take about a second, in which
    nobody else can write. The exit status is 1 where something could not be read.
    """
    if not inspect(db.engine).has_table(Article.__tablename__):
        raise click.ClickException("there are no tables yet: run `flask db upgrade` first")
    files = list(files_in(paths or (SAMPLES,)))
    if not files:
        click.echo(f"nothing to load: no {', '.join(sorted(KINDS))} there")
    load = Load(
        current_app.config["SETTINGS"],
        is_dry=dry_run,
        with_comments=with_comments,
        keys=frozenset(key_of(path, folder) for path, folder in files),
    )
    try:
        tell(load, files)
    except BusyError as problem:
        raise click.ClickException("the database is being written to: run it again") from problem
    finally:
        skipped = passed_over(paths)
        click.echo(
            load.summary() + (f", {number_of(skipped, 'file')} passed over" if skipped else "")
        )
    if load.counts[FAILED]:
        sys.exit(1)


def tell(load: Load, files: list[tuple[Path, Path]]) -> None:
    """Load ``files`` and say what came of each; in a pipe at once, behind a progress bar else."""
    if not sys.stdout.isatty():
        echo(line for path, folder in files for line in load.take(path, folder))
        return
    told: list[str] = []
    try:
        with click.progressbar(files, label="Loading articles") as shown:
            for path, folder in shown:
                told += load.take(path, folder)
    finally:
        echo(told)


def echo(lines: Iterable[str]) -> None:
    """Print ``lines``, what cannot be shown by its number: names of files may hold anything."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        shown = UNSHOWN.sub(lambda found: ascii(found[0])[1:-1], line)
        click.echo(shown.encode(encoding, "backslashreplace").decode(encoding))


def places(named: tuple[str, ...]) -> tuple[Path, ...]:
    """Return ``named`` as paths; one that is not there is told of when its turn comes."""
    if "" in named:
        raise click.BadParameter("a PATH is empty")
    return tuple(map(Path, named))
