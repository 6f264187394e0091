"""Decisions about comments, objections to them, notices that name a law, and mails about those."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_decisions"
down_revision = "2026_11_26_learned_weights"

MOMENT = sa.DateTime(timezone=True)
STATES = "('held', 'published', 'spam', 'removed', 'deleted')"
OLD_KINDS = "kind IN ('confirm', 'private_link', 'sign_in', 'decided', 'reply', 'comment')"
KINDS = OLD_KINDS[:-1] + ", 'reasons', 'answer', 'receipt', 'outcome')"
OLD_REASONS = "reason IN ('spam', 'insult', 'hate', 'privacy', 'off topic', 'other')"
REASONS = "reason IN ('spam', 'insult', 'hate', 'privacy', 'off topic', 'illegal', 'other')"


def upgrade() -> None:
    create_decisions()
    create_objections()
    create_legal_notices()
    op.add_column("comments", sa.Column("rule", sa.String(length=12), nullable=True))
    replace_reasons(REASONS)
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        notices.add_column(sa.Column("legal_notice_id", sa.Integer(), nullable=True))
        for column, table in (("decision_id", "decisions"), ("legal_notice_id", "legal_notices")):
            notices.create_foreign_key(
                op.f(f"fk_notices_{column}_{table}"), table, [column], ["id"], ondelete="CASCADE"
            )
        notices.drop_constraint(op.f("ck_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_notices_kind"), KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind IN ('reasons', 'answer', 'receipt', 'outcome')")
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("ck_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_notices_kind"), OLD_KINDS)
        for column, table in (("decision_id", "decisions"), ("legal_notice_id", "legal_notices")):
            notices.drop_constraint(op.f(f"fk_notices_{column}_{table}"), type_="foreignkey")
            notices.drop_column(column)
    op.execute("UPDATE reports SET reason = 'other' WHERE reason = 'illegal'")
    replace_reasons(OLD_REASONS)
    op.drop_column("comments", "rule")
    for table in ("legal_notices", "objections", "decisions"):
        op.drop_table(table)


def create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.String(length=9), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("former", sa.String(length=9), nullable=True),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("found", sa.String(length=9), nullable=True),
        sa.Column("rule", sa.String(length=12), nullable=True),
        sa.Column("law", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"former IN {STATES}", name=op.f("ck_decisions_former")),
        sa.CheckConstraint(f"status IN {STATES}", name=op.f("ck_decisions_status")),
        sa.CheckConstraint(
            "decided_by IN ('moderator', 'readers', 'screening', 'writer', 'command')",
            name=op.f("ck_decisions_decided_by"),
        ),
        sa.CheckConstraint(
            "found IN ('reports', 'screening', 'staff')", name=op.f("ck_decisions_found")
        ),
        sa.CheckConstraint("length(law) <= 200", name=op.f("ck_decisions_law_length")),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_decisions_words_length")),
        sa.CheckConstraint("length(note) <= 2000", name=op.f("ck_decisions_note_length")),
        pointing("decisions", "comment_id", "comments"),
        pointing("decisions", "article_id", "articles"),
        pointing("decisions", "person_id", "people"),
        pointing("decisions", "undoes", "decisions", ondelete=None),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("key", name=op.f("uq_decisions_key")),
        sa.UniqueConstraint("undoes", name=op.f("uq_decisions_undoes")),
    )
    op.create_index("ix_decisions_comment_id_id", "decisions", ["comment_id", "id"])
    op.create_index("ix_decisions_at", "decisions", ["at"])


def create_objections() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=8), nullable=True),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(text) <= 5000", name=op.f("ck_objections_text_length")),
        sa.CheckConstraint("length(words) <= 2000", name=op.f("ck_objections_words_length")),
        sa.CheckConstraint("outcome IN ('upheld', 'reversed')", name=op.f("ck_objections_outcome")),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (outcome IS NULL)",
            name=op.f("ck_objections_outcome_answered"),
        ),
        pointing("objections", "decision_id", "decisions", ondelete="CASCADE"),
        pointing("objections", "answered_by", "people"),
        pointing("objections", "answer_id", "decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_objections_decision_id")),
    )


def create_legal_notices() -> None:
    op.create_table(
        "legal_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("reporter", sa.String(length=64), nullable=False),
        sa.Column("law", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=5000), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(reporter) = 64", name=op.f("ck_legal_notices_reporter_length")),
        sa.CheckConstraint("length(law) <= 200", name=op.f("ck_legal_notices_law_length")),
        sa.CheckConstraint("length(why) <= 5000", name=op.f("ck_legal_notices_why_length")),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_legal_notices_email_length")),
        pointing("legal_notices", "comment_id", "comments"),
        pointing("legal_notices", "article_id", "articles"),
        pointing("legal_notices", "decision_id", "decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_legal_notices_key")),
    )
    op.create_index("ix_legal_notices_comment_id", "legal_notices", ["comment_id"])
    op.create_index("ix_legal_notices_at", "legal_notices", ["at"])


def replace_reasons(reasons: str) -> None:
    with op.batch_alter_table("reports") as reports:
        reports.drop_constraint(op.f("ck_reports_reason"), type_="check")
        reports.create_check_constraint(op.f("ck_reports_reason"), reasons)


def pointing(
    table: str, column: str, other: str, ondelete: str | None = "SET NULL"
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )
