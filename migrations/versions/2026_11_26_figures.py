"""Count what came in lately: an index on when comments were posted, their state and article."""

from alembic import op

revision = "2026_11_26_figures"
down_revision = "2026_11_26_sanctions"


def upgrade() -> None:
    op.create_index(
        "ix_comments_posted_at_status", "comments", ["posted_at", "status", "article_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_comments_posted_at_status", table_name="comments")
