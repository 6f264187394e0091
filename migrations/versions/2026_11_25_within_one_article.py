"""A reply stands under the same article as what it replies to, and as its thread."""

from alembic import op

revision = "2026_11_25_within_one_article"
down_revision = "2026_11_25_people"


def upgrade() -> None:
    with op.batch_alter_table("comments") as comments:
        comments.drop_index("ix_comments_article_id_id")
        comments.create_unique_constraint(op.f("uq_comments_article_id_id"), ["article_id", "id"])
        for column in ("parent_id", "thread_id"):
            comments.drop_constraint(op.f(f"fk_comments_{column}_comments"), type_="foreignkey")
            comments.create_foreign_key(
                op.f(f"fk_comments_article_id_{column}_comments"),
                "comments",
                ["article_id", column],
                ["article_id", "id"],
                ondelete="CASCADE",
            )


def downgrade() -> None:
    with op.batch_alter_table("comments") as comments:
        for column in ("parent_id", "thread_id"):
            comments.drop_constraint(
                op.f(f"fk_comments_article_id_{column}_comments"), type_="foreignkey"
            )
            comments.create_foreign_key(
                op.f(f"fk_comments_{column}_comments"),
                "comments",
                [column],
                ["id"],
                ondelete="CASCADE",
            )
        comments.drop_constraint(op.f("uq_comments_article_id_id"), type_="unique")
        comments.create_index("ix_comments_article_id_id", ["article_id", "id"])
