"""Runs the migrations on the connection that opinion.upkeep.migrating hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

import opinion.articles.models
import opinion.comments.models
import opinion.notices.models
import opinion.passages.models
import opinion.people.models
import opinion.screening.models  # noqa: F401
from opinion.database import Model


def rendered(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our types into a draft as what the database knows: a step imports nothing of ours."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Model.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew; elsewhere it means nothing
    render_item=rendered,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
