"""The command line's door to people: who has signed in, and who of them writes articles."""

from collections import defaultdict

import click
from flask.cli import AppGroup
from sqlalchemy import select

from opinion.articles.models import Author
from opinion.database import db
from opinion.people.commands.asked import (
    address,
    fit_name,
    known_person,
    named_person,
    one_change,
)
from opinion.people.crediting import CreditedError, credit, end_credit
from opinion.people.models import Person

people = AppGroup("people", help="See who has signed in, and say who of them writes articles.")
PAGE = 500  # rows that are held at a time
SAID = {  # by whether it was to end, and whether that changed anything
    (False, True): "{} is {} now.",
    (False, False): "{} was {} already.",
    (True, True): "{} is not {} any more.",
    (True, False): "{} was not {}.",
}


@people.command("list")
def list_people() -> None:
    """List who has signed in or works here: address, name, role, and which author they are."""
    authors = defaultdict(list)
    for slug, number in db.session.execute(
        select(Author.slug, Author.person_id).where(Author.person_id.is_not(None))
    ):
        authors[number].append(f"author {slug}")
    everybody = select(Person).order_by(Person.id).execution_options(yield_per=PAGE)
    for each in db.session.scalars(everybody):
        parts = [each.email, each.name or "(no name)", *filter(None, [each.role])]
        click.echo("  ".join([*parts, *sorted(authors[each.id])]))


@people.command("author")
@click.argument("email", callback=address)
@click.argument("slug")
@click.option("--name", help="The name that they go by from now on.")
@click.option("--end", is_flag=True, help="They are not, or not any more.")
def author(email: str, slug: str, name: str | None, end: bool) -> None:
    """Say that who has the mailbox EMAIL is the author whose page is /authors/SLUG."""
    with one_change():
        person = known_person(email) if end else named_person(email, name)
        found = db.session.scalar(select(Author).where(Author.slug == slug))
        if found is None:
            raise click.ClickException(f"there is no author “{slug}”; nothing was changed")
        credited = found.name
        try:
            is_change = end_credit(found, person) if end else credit(found, person)
        except CreditedError as problem:
            raise click.ClickException(
                f"{credited} is {problem}: end that first, by --end"
            ) from None
    click.echo(SAID[end, is_change].format(email, credited))


@people.command("rename")
@click.argument("email", callback=address)
@click.argument("name")
def rename(email: str, name: str) -> None:
    """Let who has the mailbox EMAIL go by NAME, for what they write from now on."""
    kept = fit_name(name)
    with one_change():
        known_person(email).name = kept
    click.echo(f"{email} goes by “{kept}” now.")
