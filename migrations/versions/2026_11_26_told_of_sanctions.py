"""Mails about sanctions, sanctions that take the place of others, and those that come along."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_told_of_sanctions"
down_revision = "2026_11_26_queue_mail"

OLD_ACTS = "act IN ('imposed', 'acknowledged', 'objected', 'upheld', 'lifted')"
ACTS = OLD_ACTS[:-1] + ", 'replaced', 'moved')"


def upgrade() -> None:
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("sanction_id", sa.Integer(), nullable=True))
        notices.create_foreign_key(
            op.f("fk_notices_sanction_id_sanctions"),
            "sanctions",
            ["sanction_id"],
            ["id"],
            ondelete="CASCADE",
        )
    with op.batch_alter_table("sanctions") as sanctions:
        sanctions.add_column(sa.Column("replaces", sa.Integer(), nullable=True))
        sanctions.create_foreign_key(
            op.f("fk_sanctions_replaces_sanctions"), "sanctions", ["replaces"], ["id"]
        )
        sanctions.create_unique_constraint(op.f("uq_sanctions_replaces"), ["replaces"])
    allow(ACTS)


def downgrade() -> None:
    op.execute("DELETE FROM sanction_acts WHERE act IN ('replaced', 'moved')")
    op.execute("DELETE FROM notices WHERE sanction_id IS NOT NULL")
    allow(OLD_ACTS)
    with op.batch_alter_table("sanctions") as sanctions:
        sanctions.drop_constraint(op.f("uq_sanctions_replaces"), type_="unique")
        sanctions.drop_constraint(op.f("fk_sanctions_replaces_sanctions"), type_="foreignkey")
        sanctions.drop_column("replaces")
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("fk_notices_sanction_id_sanctions"), type_="foreignkey")
        notices.drop_column("sanction_id")


def allow(acts: str) -> None:
    with op.batch_alter_table("sanction_acts") as table:
        table.drop_constraint(op.f("ck_sanction_acts_act"), type_="check")
        table.create_check_constraint(op.f("ck_sanction_acts_act"), acts)
