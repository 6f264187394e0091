"""Says things about screening at the command line."""

from click.testing import Result
from flask import Flask

from opinion.database import db
from opinion.screening import commands


def run(app: Flask, line: str, *more: str) -> Result:
    """Run ``flask`` with the words of ``line``, which begins with screening, and ``more``."""
    _, *words = line.split()
    with app.app_context():
        result = app.test_cli_runner().invoke(commands.screening, [*words, *more])
    db.session.expire_all()
    db.session.rollback()
    return result


def said(app: Flask, line: str, *more: str) -> str:
    """Return what a command says that ends well."""
    result = run(app, line, *more)
    assert result.exit_code == 0, result.output
    return result.stdout
