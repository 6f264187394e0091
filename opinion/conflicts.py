"""Conflicts: rows that are stored unless they are there already, or in the place of what is."""

from sqlalchemy.dialects import postgresql, sqlite

from opinion.database import Model, db


def insert_into(model: type[Model]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can say what is done about a conflict, in the database's own way.

    SQLAlchemy compiles it anew each time: where nothing is to be stored, don't ask for one.
    """
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(model) if is_postgresql else sqlite.insert(model)
