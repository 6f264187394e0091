"""Private feeds: who has one, and the hash of the secret in its address."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_feed_keys"
down_revision = "2026_11_25_within_one_article"


def upgrade() -> None:
    op.create_table(
        "feed_keys",
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(writer) = 64", name=op.f("ck_feed_keys_writer_length")),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_feed_keys_token_length")),
        sa.PrimaryKeyConstraint("writer", name=op.f("pk_feed_keys")),
        sa.UniqueConstraint("token", name=op.f("uq_feed_keys_token")),
    )


def downgrade() -> None:
    op.drop_table("feed_keys")
