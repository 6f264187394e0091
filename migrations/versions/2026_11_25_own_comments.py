"""Own comments: former versions, private links, and comments without text or name."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_own_comments"
down_revision = "2026_11_25_order_by_agreement"


def upgrade() -> None:
    with op.batch_alter_table("comments") as comments:
        comments.add_column(sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
        comments.drop_constraint(op.f("ck_comments_text_length"), type_="check")
        comments.drop_constraint(op.f("ck_comments_name_length"), type_="check")
        comments.create_check_constraint(op.f("ck_comments_text_length"), "length(text) <= 20000")
        comments.create_check_constraint(op.f("ck_comments_name_length"), "length(name) <= 80")
        comments.create_check_constraint(
            op.f("ck_comments_text_kept"), "text <> '' OR status NOT IN ('held', 'published')"
        )
        comments.create_index("ix_comments_guest_id", ["guest", "id"])
    op.create_table(
        "manage_links",
        sa.Column("guest", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(guest) = 64", name=op.f("ck_manage_links_guest_length")),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_manage_links_token_length")),
        sa.PrimaryKeyConstraint("guest", name=op.f("pk_manage_links")),
        sa.UniqueConstraint("token", name=op.f("uq_manage_links_token")),
    )
    op.create_table(
        "revisions",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("was_public", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revisions_number")),
        sa.CheckConstraint(
            "length(text) BETWEEN 1 AND 20000", name=op.f("ck_revisions_text_length")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_revisions_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", "number", name=op.f("pk_revisions")),
    )


def downgrade() -> None:
    op.drop_table("revisions")
    op.drop_table("manage_links")
    op.execute("UPDATE comments SET text = '…' WHERE text = ''")
    op.execute("UPDATE comments SET name = '…' WHERE name = ''")
    with op.batch_alter_table("comments") as comments:
        comments.drop_index("ix_comments_guest_id")
        comments.drop_constraint(op.f("ck_comments_text_kept"), type_="check")
        comments.drop_constraint(op.f("ck_comments_name_length"), type_="check")
        comments.drop_constraint(op.f("ck_comments_text_length"), type_="check")
        comments.create_check_constraint(
            op.f("ck_comments_name_length"), "length(name) BETWEEN 1 AND 80"
        )
        comments.create_check_constraint(
            op.f("ck_comments_text_length"), "length(text) BETWEEN 1 AND 20000"
        )
        comments.drop_column("edited_at")
