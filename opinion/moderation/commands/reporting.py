"""The command line's door to a year's figures, as the Digital Services Act asks for them."""

import csv
import sys
from itertools import groupby

import click
from flask.cli import with_appcontext

from opinion.moderation.figures import Figure, figures_of

FIRST, LAST = 2000, 9998
HEAD = ("section", "what", "number")


@click.command("report")
@click.option("--year", type=click.IntRange(FIRST, LAST), required=True, help="Which year, in UTC.")
@click.option("--csv", "is_csv", is_flag=True, help="Write CSV (RFC 4180) instead of a table.")
@with_appcontext
def report(year: int, is_csv: bool) -> None:
    """Say what was reported, decided and objected to in a year, in figures."""
    figures = figures_of(year)
    if is_csv:
        write_csv(figures)
        return
    width = max(len(each.name) for each in figures)
    for section, rows in groupby(figures, key=lambda each: each.section):
        click.echo(section)
        for each in rows:
            click.echo(f"    {each.name:{width}}  {each.number:>8}")


def write_csv(figures: list[Figure]) -> None:
    """Write ``figures`` to standard output, for a spreadsheet."""
    writer = csv.writer(sys.stdout)
    writer.writerow(HEAD)
    writer.writerows((safe(each.section), safe(each.name), each.number) for each in figures)


def safe(words: str) -> str:
    """Return ``words`` so that no spreadsheet takes them for a formula (CWE-1236)."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words
