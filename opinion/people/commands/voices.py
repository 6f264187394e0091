"""The command line's door to named voices: words beside the name of a verified reader."""

from datetime import datetime

import click
from flask.cli import AppGroup

from opinion.clock import now
from opinion.database import db
from opinion.people import granting
from opinion.people.commands.asked import address, article_at, named_person, one_change
from opinion.people.models import NamedVoice

voices = AppGroup("voices", help="Put words such as “MEP” beside the name of a verified reader.")


@voices.command("grant")
@click.argument("email", callback=address)
@click.argument("words")
@click.option("--article", "slug", help="Only under the article whose page is /articles/SLUG.")
@click.option("--name", help="The name that they go by from now on.")
def grant(email: str, words: str, slug: str | None, name: str | None) -> None:
    """Put WORDS, such as “MEP”, beside the name of who has the mailbox EMAIL."""
    try:
        kept = granting.fit_words(words)
    except granting.UnfitWordsError as problem:
        raise click.ClickException(f"{problem}; nothing was changed") from None
    with one_change():
        person = named_person(email, name)
        voice = granting.grant(person, kept, article_at(slug), now())
        number = voice.id if voice else None
    where = f"under {slug}" if slug is not None else "everywhere"
    if number is None:
        click.echo(f"“{kept}” stands beside the name of {email} {where} already.")
    else:
        click.echo(f"{number}: “{kept}” stands beside the name of {email} {where}.")


@voices.command("end")
@click.argument("number", type=click.IntRange(min=1))
def end(number: int) -> None:
    """Take the words of the voice NUMBER away from the name; the log keeps them."""
    with one_change():
        voice = db.session.get(NamedVoice, number)
        if voice is None:
            raise click.ClickException(f"there is no voice {number}; nothing was changed")
        words, has_ended = voice.words, granting.end_voice(voice, now())
    click.echo(f"{number}: “{words}” {'has ended' if has_ended else 'had ended already'}.")


@voices.command("list")
def list_voices() -> None:
    """List all that was ever granted, and what became of it."""
    for voice, person, slug, granter, ender in db.session.execute(granting.log()):
        where = f"under {slug}" if slug else "everywhere"
        name = person.name or "(no name)"
        parts = [f"{voice.id}", person.email, name, f"“{voice.words}”", where]
        parts.append(f"granted {when(voice.granted_at)} by {granter or 'command line'}")
        if voice.ended_at:
            parts.append(f"ended {when(voice.ended_at)} by {ender or 'command line'}")
        click.echo("  ".join(parts))


def when(moment: datetime) -> str:
    """Return a moment to the minute, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"
