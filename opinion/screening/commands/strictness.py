"""The commands that say how strictly comments are screened in a section or under an article."""

import click
from sqlalchemy import select

from opinion.articles.models import Article, Section
from opinion.clock import now
from opinion.database import db
from opinion.languages import iso
from opinion.screening.commands.room import Kind, found_at, one_change, screening
from opinion.screening.keeping import CHANGES
from opinion.screening.models import StrictnessChange
from opinion.screening.presets import INHERIT, MODERATION

mode = click.argument("mode", required=False, type=click.Choice([*MODERATION, INHERIT]))


@screening.command("section")
@click.argument("slug")
@mode
def section(slug: str, mode: str | None) -> None:
    """Screen comments in the section SLUG as MODE says; without it, say what is set.

    hold: a moderator reads every comment. inherit: as on the whole site.
    """
    click.echo(f"section {slug}: {said(Section, slug, mode)}")


@screening.command("article")
@click.argument("slug")
@mode
def article(slug: str, mode: str | None) -> None:
    """Screen comments under the article SLUG as MODE says; without it, say what is set.

    hold: a moderator reads every comment. inherit: as in its section.
    """
    click.echo(f"article {slug}: {said(Article, slug, mode)}")


def said(kind: type[Kind], slug: str, mode: str | None) -> str:
    """Set what is given, and return what is set."""
    if mode is None:
        return found_at(kind, slug).moderation or INHERIT
    with one_change():
        found = found_at(kind, slug)
        former, place = found.moderation or INHERIT, kind.__name__.lower()
        found.moderation = None if mode == INHERIT else mode
        if former != mode:
            change = StrictnessChange(at=now(), place=place, slug=slug, former=former, mode=mode)
            db.session.add(change)
    return mode


@screening.command("log")
def log() -> None:
    """List where it was changed how strictly comments are screened, the last thing first."""
    rows = select(StrictnessChange).order_by(StrictnessChange.id.desc()).limit(CHANGES)
    for each in db.session.scalars(rows):
        click.echo(f"{iso(each.at)}  {each.place} {each.slug}  {each.former} → {each.mode}")
