"""Migrating, on both databases: up, down, as the models say, and no row lost on the way."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import Table, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.upkeep import migrating
from tests import make

pytestmark = pytest.mark.usefixtures("each_database")


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrated_tables_are_those_of_the_models(app: Flask) -> None:
    migrating.check()

    assert tables() == set(db.metadata.tables)
    assert migrating.is_current()


def test_every_constraint_and_index_has_the_name_that_the_models_give_it(app: Flask) -> None:
    stored = inspect(db.engine)

    for table in db.metadata.tables.values():
        names = {
            str(found["name"])
            for kind in ("check_constraints", "unique_constraints", "foreign_keys", "indexes")
            for found in getattr(stored, f"get_{kind}")(table.name)
        } | {str(stored.get_pk_constraint(table.name)["name"])}
        assert names == expected(table)


def expected(table: Table) -> set[str]:
    constraints = {str(constraint.name) for constraint in table.constraints}
    return constraints | {str(index.name) for index in table.indexes}


def test_migrations_can_be_taken_back_and_made_again(app: Flask) -> None:
    migrating.downgrade("base")
    assert tables() == set()
    assert not migrating.is_current()

    migrating.upgrade()
    assert migrating.is_current()


def test_changing_a_table_takes_nothing_of_what_belongs_to_its_rows(app: Flask) -> None:
    make.comment(make.article())

    with migrating.changing() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("articles") as articles:
            articles.alter_column("corrections", nullable=True)  # SQLite makes the table anew

    assert db.session.scalar(select(func.count(Comment.id))) == 1


def test_a_change_that_leaves_rows_pointing_nowhere_is_not_kept(app: Flask) -> None:
    make.comment(make.article())

    with pytest.raises((RuntimeError, IntegrityError)), migrating.changing() as connection:
        connection.execute(text("UPDATE comments SET article_id = 99"))

    assert db.session.scalars(select(Comment.article_id)).one() != 99


def test_foreign_keys_hold_after_a_migration(app: Flask) -> None:
    make.comment(make.article())
    migrating.upgrade()

    with pytest.raises(IntegrityError), writing():
        db.session.execute(text("UPDATE comments SET article_id = 99"))


def test_two_may_migrate_at_once(app: Flask) -> None:
    migrating.downgrade("base")

    def upgrade() -> None:
        with app.app_context():
            migrating.upgrade()

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(upgrade) for _ in range(2)]:
            done.result()

    assert migrating.is_current()


def test_a_draft_holds_what_the_models_have_and_the_tables_lack(app: Flask, tmp_path: Path) -> None:
    folder = copytree(migrating.FOLDER, tmp_path / "migrations")
    with migrating.changing() as connection:
        connection.execute(text("ALTER TABLE articles DROP COLUMN comments_close_at"))

    name = migrating.draft("Let articles close", folder)

    step = (folder / "versions" / f"{name}.py").read_text("utf-8")
    assert name.endswith("_let_articles_close")
    assert "add_column(sa.Column('comments_close_at', sa.DateTime(timezone=True)" in step
    assert "import opinion" not in step
