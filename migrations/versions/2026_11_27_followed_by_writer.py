"""Find what a writer follows by an index. Reports of a comment are found by another one anyway."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_followed_by_writer"
down_revision = "2026_11_27_best_of_each_day"

OPEN = sa.text("reviewed_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_followings_writer", "followings", ["writer"])
    op.drop_index("ix_reports_comment_id", "reports")


def downgrade() -> None:
    op.create_index(
        "ix_reports_comment_id",
        "reports",
        ["comment_id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.drop_index("ix_followings_writer", "followings")
