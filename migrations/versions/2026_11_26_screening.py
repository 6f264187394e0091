"""Screening: a list of words, why a comment is held, and how strictly it is done where."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_screening"
down_revision = "2026_11_26_staff_sign_in"

MODERATION = "moderation IN ('open', 'balanced', 'strict', 'hold')"


def upgrade() -> None:
    op.create_table(
        "screened_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(length=100), nullable=False),
        sa.Column("is_rejected", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(phrase) BETWEEN 1 AND 100", name=op.f("ck_screened_words_phrase_length")
        ),
        sa.CheckConstraint("length(note) <= 200", name=op.f("ck_screened_words_note_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screened_words")),
        sa.UniqueConstraint("phrase", name=op.f("uq_screened_words_phrase")),
    )
    for table in ("sections", "articles"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column("moderation", sa.String(length=8), nullable=True))
            altered.create_check_constraint(op.f(f"ck_{table}_moderation"), MODERATION)
    op.add_column("comments", sa.Column("held_for", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("comments", "held_for")
    for table in ("articles", "sections"):
        with op.batch_alter_table(table) as altered:
            altered.drop_constraint(op.f(f"ck_{table}_moderation"), type_="check")
            altered.drop_column("moderation")
    op.drop_table("screened_words")
