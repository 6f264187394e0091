"""The commands of upkeep: what they say, and how they end."""

from flask import Flask

from opinion.database import db, writing
from opinion.upkeep import commands, migrating


def test_upgrade_says_where_the_tables_are(app: Flask) -> None:
    run = app.test_cli_runner()

    down = run.invoke(commands.db, ["downgrade", "base"])
    current = run.invoke(commands.db, ["current"])
    up = run.invoke(commands.db, ["upgrade"])

    assert down.output == "The tables are at nothing.\n"
    assert "present: none" in current.output
    assert str(migrating.newest()) in up.output
    assert [result.exit_code for result in (down, current, up)] == [0, 0, 0]


def test_check_is_content_with_tables_as_the_models_say(app: Flask) -> None:
    result = app.test_cli_runner().invoke(commands.db, ["check"])

    assert (result.exit_code, "those of the models" in result.output) == (0, True)


def test_check_fails_where_a_column_is_too_many(app: Flask) -> None:
    with writing():
        db.session.execute(db.text("ALTER TABLE articles ADD COLUMN one_more INTEGER"))

    result = app.test_cli_runner().invoke(commands.db, ["check"])

    assert result.exit_code == 1
    assert "one_more" in result.output


def test_a_revision_that_is_not_there_is_said_in_a_sentence(app: Flask) -> None:
    result = app.test_cli_runner().invoke(commands.db, ["upgrade", "nonsense"])

    assert result.exit_code == 1
    assert result.output.startswith("Error: Can't locate revision")
