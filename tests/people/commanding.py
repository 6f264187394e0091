"""Says things about people at the command line."""

from click import Group
from click.testing import Result
from flask import Flask

from opinion.database import db
from opinion.people import commands

GROUPS: dict[str, Group] = {
    "staff": commands.staff,
    "people": commands.people,
    "voices": commands.voices,
}


def run(app: Flask, line: str, *more: str) -> Result:
    """Run ``flask`` with the words of ``line`` and ``more``, in a context of its own."""
    group, *words = line.split()
    with app.app_context():
        result = app.test_cli_runner().invoke(GROUPS[group], [*words, *more])
    db.session.expire_all()
    db.session.rollback()
    return result


def said(app: Flask, line: str, *more: str) -> str:
    """Return what a command says that ends well."""
    result = run(app, line, *more)
    assert result.exit_code == 0, result.output
    return result.stdout
