"""Find what was most agreed with: the day of each comment, and an index of the best of each."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_best_of_each_day"
down_revision = "2026_11_26_unrepeated_versions"

DAYS = {
    "sqlite": "substr(posted_at, 1, 10)",
    "postgresql": "(posted_at AT TIME ZONE 'UTC'::text)::date",
}
AGREED_WITH = sa.text("agree_count > 0 AND status = 'published'")
FORMERLY = sa.text("agree_count > 0")


def upgrade() -> None:
    day = sa.Computed(DAYS[op.get_bind().dialect.name])
    op.add_column("comments", sa.Column("posted_on", sa.Date(), day, nullable=False))
    op.drop_index("ix_comments_posted_at", "comments")
    op.create_index(
        "ix_comments_posted_on_agree_count_id",
        "comments",
        ["posted_on", "agree_count", "id"],
        sqlite_where=AGREED_WITH,
        postgresql_where=AGREED_WITH,
    )


def downgrade() -> None:
    op.drop_index("ix_comments_posted_on_agree_count_id", "comments")
    op.create_index(
        "ix_comments_posted_at",
        "comments",
        ["posted_at"],
        sqlite_where=FORMERLY,
        postgresql_where=FORMERLY,
    )
    op.drop_column("comments", "posted_on")
