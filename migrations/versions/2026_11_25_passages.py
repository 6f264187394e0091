"""Comments about passages: what they quote, and how many there are about each block."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_passages"
down_revision = "2026_11_25_votes_and_reports"


def upgrade() -> None:
    with op.batch_alter_table("articles") as articles:
        articles.add_column(sa.Column("last_block", sa.Integer(), nullable=True))
        articles.add_column(sa.Column("passage_counts", sa.JSON(), nullable=True))
    op.execute("UPDATE articles SET last_block = 0, passage_counts = '{}'")
    with op.batch_alter_table("articles") as articles:
        articles.alter_column("last_block", existing_type=sa.Integer(), nullable=False)
        articles.alter_column("passage_counts", existing_type=sa.JSON(), nullable=False)
        articles.create_check_constraint(op.f("ck_articles_last_block"), "last_block >= 0")
    create_anchors()


def downgrade() -> None:
    op.drop_table("anchors")
    with op.batch_alter_table("articles") as articles:
        articles.drop_constraint(op.f("ck_articles_last_block"), type_="check")
        articles.drop_column("passage_counts")
        articles.drop_column("last_block")


def create_anchors() -> None:
    op.create_table(
        "anchors",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=12), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("quote", sa.String(length=300), nullable=False),
        sa.Column("prefix", sa.String(length=32), nullable=False),
        sa.Column("suffix", sa.String(length=32), nullable=False),
        sa.CheckConstraint("length(block) >= 1", name=op.f("ck_anchors_block_length")),
        sa.CheckConstraint("length(quote) BETWEEN 1 AND 300", name=op.f("ck_anchors_quote_length")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_anchors_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_anchors_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_anchors")),
    )
    op.create_index(
        "ix_anchors_article_id_block_comment_id", "anchors", ["article_id", "block", "comment_id"]
    )
