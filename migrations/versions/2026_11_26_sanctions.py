"""Sanctions and what was done about them; and what was changed in the list of words."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_sanctions"
down_revision = "2026_11_26_decisions"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_sanctions()
    create_acts()
    op.create_table(
        "word_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.String(length=7), nullable=False),
        sa.Column("phrase", sa.String(length=100), nullable=False),
        sa.Column("is_rejected", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "change IN ('added', 'changed', 'removed')", name=op.f("ck_word_changes_change")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_word_changes_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_changes")),
    )


def downgrade() -> None:
    for table in ("word_changes", "sanction_acts", "sanctions"):
        op.drop_table(table)


def create_sanctions() -> None:
    op.create_table(
        "sanctions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("on", sa.String(length=7), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("network_key", sa.String(length=64), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("begins_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("lifted_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('warn', 'hold', 'suspend', 'ban')", name=op.f("ck_sanctions_kind")
        ),
        sa.CheckConstraint(
            "\"on\" IN ('person', 'mail', 'browser', 'network')", name=op.f("ck_sanctions_on")
        ),
        sa.CheckConstraint("length(value) = 64", name=op.f("ck_sanctions_value_length")),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_sanctions_words_length")),
        sa.CheckConstraint("length(note) <= 2000", name=op.f("ck_sanctions_note_length")),
        sa.CheckConstraint(
            "expires_at IS NOT NULL OR (kind = 'ban' AND \"on\" <> 'network')",
            name=op.f("ck_sanctions_expires"),
        ),
        sa.CheckConstraint("expires_at > begins_at", name=op.f("ck_sanctions_expires_after")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_sanctions_comment_id_comments"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanctions")),
        sa.UniqueConstraint("key", name=op.f("uq_sanctions_key")),
    )
    op.create_index("ix_sanctions_value", "sanctions", ["value"])
    op.create_index("ix_sanctions_comment_id", "sanctions", ["comment_id"])


def create_acts() -> None:
    op.create_table(
        "sanction_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sanction_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("done_by", sa.String(length=9), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=5000), nullable=False),
        sa.CheckConstraint(
            "act IN ('imposed', 'acknowledged', 'objected', 'upheld', 'lifted')",
            name=op.f("ck_sanction_acts_act"),
        ),
        sa.CheckConstraint(
            "done_by IN ('moderator', 'writer', 'command')", name=op.f("ck_sanction_acts_done_by")
        ),
        sa.CheckConstraint("length(words) <= 5000", name=op.f("ck_sanction_acts_words_length")),
        sa.ForeignKeyConstraint(
            ["sanction_id"],
            ["sanctions.id"],
            name=op.f("fk_sanction_acts_sanction_id_sanctions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_sanction_acts_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction_acts")),
        sa.UniqueConstraint("sanction_id", "act", name=op.f("uq_sanction_acts_sanction_id_act")),
    )
    op.create_index("ix_sanction_acts_at", "sanction_acts", ["at"])
