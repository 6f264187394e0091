"""One voice for a person and their network: what votes and reports are known by."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_one_voice"
down_revision = "2026_11_25_reworded_passages"


def upgrade() -> None:
    for table, known_by in (("votes", "voter"), ("reports", "reporter")):
        with op.batch_alter_table(table, table_kwargs=kind_of(table)) as altered:
            altered.add_column(
                sa.Column("network", sa.String(length=64), nullable=False, server_default="")
            )
            altered.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
            altered.create_foreign_key(
                op.f(f"fk_{table}_person_id_people"),
                "people",
                ["person_id"],
                ["id"],
                ondelete="SET NULL",
            )
            altered.create_index(f"ix_{table}_person_id", ["person_id"])
        marks = sa.table(table, sa.column("network"), sa.column(known_by))
        op.execute(marks.update().values(network=marks.c[known_by]))  # as well as it is known
        with op.batch_alter_table(table, table_kwargs=kind_of(table)) as altered:
            altered.alter_column("network", server_default=None)
            altered.create_check_constraint(
                op.f(f"ck_{table}_network_length"), "length(network) = 64"
            )


def downgrade() -> None:
    for table in ("reports", "votes"):
        with op.batch_alter_table(table, table_kwargs=kind_of(table)) as altered:
            altered.drop_constraint(op.f(f"ck_{table}_network_length"), type_="check")
            altered.drop_index(f"ix_{table}_person_id")
            altered.drop_constraint(op.f(f"fk_{table}_person_id_people"), type_="foreignkey")
            altered.drop_column("person_id")
            altered.drop_column("network")


def kind_of(table: str) -> dict[str, bool]:
    """SQLite makes a changed table anew: votes without a number of each row, as they were."""
    return {"sqlite_with_rowid": table != "votes"}
