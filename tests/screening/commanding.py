"""Says things about screening at the command line."""

from click.testing import Result
from flask import Flask

from opinion.database import db
from opinion.screening.commands import screening


def run(app: Flask, *words: object) -> Result:
    """Run ``flask screening`` with these words, in a context of its own."""
    with app.app_context():
        result = app.test_cli_runner().invoke(screening, [str(word) for word in words])
    db.session.expire_all()
    db.session.rollback()
    return result


def said(app: Flask, *words: object) -> str:
    """Return what a command says that ends well."""
    result = run(app, *words)
    assert result.exit_code == 0, result.output
    return result.output
