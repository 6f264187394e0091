"""Versions that never come back, not even where a backup took the database's place.

Kept pages may outlive it on the disk. SQLite draws each number; PostgreSQL puts the second in
front of the transaction's number.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_unrepeated_versions"
down_revision = "2026_11_26_network_keys"

COUNTED = (", 1 WHERE ", "SET number = number + 1")
DRAWN = (", random() WHERE ", "SET number = excluded.number")

TRANSACTION = "pg_current_xact_id()::text::bigint"
SINCE = 1_767_225_600  # seconds: the year 2026, so that 31 bits last until 2094
SECOND = f"(floor(extract(epoch FROM transaction_timestamp()))::bigint - {SINCE})"
AT_A_SECOND = f"({SECOND} << 32) | ({TRANSACTION} & 4294967295)"
RAISE = """
CREATE OR REPLACE FUNCTION raise_version(raised text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO versions AS known (name, number)
    SELECT raised, {number} WHERE raised IS NOT NULL
    ON CONFLICT (name) DO UPDATE SET number = excluded.number
    WHERE known.number <> excluded.number
$$
"""
ALL_ANEW = "UPDATE versions SET number = {number}"
MISSING = """
INSERT INTO versions (name, number)
SELECT 'article ' || id, {number} FROM articles WHERE TRUE ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        reword(COUNTED, DRAWN)
        number = "random()"
    else:
        op.execute(RAISE.format(number=AT_A_SECOND))
        number = AT_A_SECOND
    op.execute(ALL_ANEW.format(number=number))
    op.execute(MISSING.format(number=number))


def reword(before: tuple[str, str], after: tuple[str, str]) -> None:
    """Make the triggers of SQLite again, in other words."""
    kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'version_%'"
    for name, statement in op.get_bind().execute(sa.text(kept)).all():
        for old, new in zip(before, after, strict=True):
            statement = statement.replace(old, new)  # noqa: PLW2901
        op.execute(f"DROP TRIGGER {name}")
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        reword(DRAWN, COUNTED)
    else:
        op.execute(RAISE.format(number=TRANSACTION))
