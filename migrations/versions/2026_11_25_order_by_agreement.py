"""Order by agreement, and find what is new: counts of agreeing votes, and two indexes."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_order_by_agreement"
down_revision = "2026_11_24_first_tables"


def upgrade() -> None:
    for table in ("articles", "comments"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(
                sa.Column("agree_count", sa.Integer(), nullable=False, server_default="0")
            )
            altered.create_check_constraint(op.f(f"ck_{table}_agree_count"), "agree_count >= 0")
    with op.batch_alter_table("comments") as comments:
        comments.create_index(
            "ix_comments_article_id_agree_count_id",
            ["article_id", "agree_count", "id"],
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        comments.create_index("ix_comments_article_id_id", ["article_id", "id"])


def downgrade() -> None:
    with op.batch_alter_table("comments") as comments:
        comments.drop_index("ix_comments_article_id_id")
        comments.drop_index("ix_comments_article_id_agree_count_id")
    for table in ("comments", "articles"):
        with op.batch_alter_table(table) as altered:
            altered.drop_constraint(op.f(f"ck_{table}_agree_count"), type_="check")
            altered.drop_column("agree_count")
