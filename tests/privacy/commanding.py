"""Says things about privacy at the command line."""

from click.testing import Result
from flask import Flask

from opinion.database import db
from opinion.privacy.commands import privacy


def run(app: Flask, *words: str, typed: str = "") -> Result:
    """Run ``flask privacy`` with some words, in a context of its own."""
    with app.app_context():
        result = app.test_cli_runner().invoke(privacy, list(words), input=typed)
    db.session.expire_all()
    db.session.rollback()
    return result


def said(app: Flask, *words: str) -> str:
    """Return what a command says that ends well."""
    result = run(app, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def purged(app: Flask, *words: str) -> dict[str, int]:
    """Purge, and return how much of each thing there was, where there was any."""
    lines = [line.split(maxsplit=1) for line in said(app, "purge", *words).splitlines()]
    counted = {line[1]: int(line[0]) for line in lines if line[0].isdigit()}
    return {name: number for name, number in counted.items() if number}
