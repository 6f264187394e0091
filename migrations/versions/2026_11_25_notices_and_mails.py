"""Notices and mails: the outbox, what addresses follow, and which want no mail."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_notices_and_mails"
down_revision = "2026_11_25_own_comments"


def upgrade() -> None:
    create_mails()
    create_silences()
    create_followings()
    create_notices()


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("followings")
    op.drop_table("silences")
    op.drop_table("mails")


def create_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=320), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("is_bundled", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=22), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'handed', 'sent', 'failed', 'unsure', 'dropped')",
            name=op.f("ck_mails_state"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mails_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mails_message_id")),
    )
    op.create_index("ix_mails_recipient_made_at", "mails", ["recipient", "made_at"], unique=False)
    op.create_index("ix_mails_state_next_at", "mails", ["state", "next_at"], unique=False)


def create_silences() -> None:
    op.create_table(
        "silences",
        sa.Column("address_hash", sa.String(length=22), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address_hash", name=op.f("pk_silences")),
    )


def create_followings() -> None:
    op.create_table(
        "followings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address_hash", sa.String(length=22), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("scope", sa.String(length=7), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guest", sa.String(length=64), nullable=True),
        sa.Column("confirmed_guest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(scope = 'article') = (comment_id IS NULL)", name=op.f("ck_followings_scope_comment")
        ),
        sa.CheckConstraint(
            "scope IN ('article', 'thread', 'replies')", name=op.f("ck_followings_scope")
        ),
        sa.CheckConstraint(
            "length(email) BETWEEN 3 AND 254", name=op.f("ck_followings_email_length")
        ),
        sa.CheckConstraint(
            "length(language) BETWEEN 2 AND 35", name=op.f("ck_followings_language_length")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_followings_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_followings_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followings")),
        sa.UniqueConstraint("key", name=op.f("uq_followings_key")),
    )
    op.create_index("ix_followings_address_hash", "followings", ["address_hash"], unique=False)
    op.create_index("ix_followings_article_id", "followings", ["article_id"], unique=False)
    op.create_index("ix_followings_comment_id", "followings", ["comment_id"], unique=False)
    op.create_index(
        "ix_followings_email_article_id",
        "followings",
        ["email", "article_id"],
        unique=True,
        sqlite_where=sa.text("comment_id IS NULL"),
        postgresql_where=sa.text("comment_id IS NULL"),
    )
    op.create_index(
        "ix_followings_email_scope_comment_id",
        "followings",
        ["email", "scope", "comment_id"],
        unique=True,
    )


def create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=320), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("following_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('confirm', 'private_link', 'decided', 'reply', 'comment')",
            name=op.f("ck_notices_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_notices_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["following_id"],
            ["followings.id"],
            name=op.f("fk_notices_following_id_followings"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mails.id"], name=op.f("fk_notices_mail_id_mails"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("mark", name=op.f("uq_notices_mark")),
    )
    op.create_index("ix_notices_comment_id", "notices", ["comment_id"], unique=False)
    op.create_index("ix_notices_following_id", "notices", ["following_id"], unique=False)
    op.create_index("ix_notices_mail_id_due_at", "notices", ["mail_id", "due_at"], unique=False)
    op.create_index(
        "ix_notices_network_queued_at", "notices", ["network", "queued_at"], unique=False
    )
    op.create_index(
        "ix_notices_recipient_queued_at", "notices", ["recipient", "queued_at"], unique=False
    )
