"""Votes and reports, and an index of what was agreed with lately."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_votes_and_reports"
down_revision = "2026_11_25_notices_and_mails"


def upgrade() -> None:
    op.create_table(
        "votes",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(voter) = 64", name=op.f("ck_votes_voter_length")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_votes_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", "voter", name=op.f("pk_votes")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("reporter", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=9), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(reporter) = 64", name=op.f("ck_reports_reporter_length")),
        sa.CheckConstraint(
            "reason IN ('spam', 'insult', 'hate', 'privacy', 'off topic', 'other')",
            name=op.f("ck_reports_reason"),
        ),
        sa.CheckConstraint("length(note) <= 500", name=op.f("ck_reports_note_length")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_reports_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("comment_id", "reporter", name=op.f("uq_reports_comment_id_reporter")),
    )
    op.create_index(
        "ix_reports_comment_id",
        "reports",
        ["comment_id"],
        sqlite_where=sa.text("reviewed_at IS NULL"),
        postgresql_where=sa.text("reviewed_at IS NULL"),
    )
    op.create_index(
        "ix_comments_posted_at",
        "comments",
        ["posted_at"],
        sqlite_where=sa.text("agree_count > 0"),
        postgresql_where=sa.text("agree_count > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_comments_posted_at", "comments")
    op.drop_table("reports")
    op.drop_table("votes")
