"""What the learning filter has learned, and from how many texts."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_learned_weights"
down_revision = "2026_11_26_screening"


def upgrade() -> None:
    op.create_table(
        "learned_weights",
        sa.Column("bucket", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("squares", sa.Float(), nullable=False),
        sa.CheckConstraint("squares >= 0", name=op.f("ck_learned_weights_squares")),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_learned_weights")),
    )
    counts = op.create_table(
        "lesson_counts",
        sa.Column("is_spam", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_lesson_counts_number")),
        sa.PrimaryKeyConstraint("is_spam", name=op.f("pk_lesson_counts")),
    )
    op.bulk_insert(counts, [{"is_spam": is_spam, "number": 0} for is_spam in (False, True)])


def downgrade() -> None:
    op.drop_table("lesson_counts")
    op.drop_table("learned_weights")
