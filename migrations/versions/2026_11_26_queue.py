"""The moderators' queue: what waits, in its order, and who looks at what."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_queue"
down_revision = "2026_11_26_figures"

# What waits already, without the points for what the learning filter says: 520 is last.
FILL = """
INSERT INTO waiting (comment_id, priority)
SELECT found.id, 520 - 40 * CASE WHEN found.reports > 10 THEN 10 ELSE found.reports END
FROM (
    SELECT comments.id, comments.status,
        (SELECT count(*) FROM reports
            WHERE reports.comment_id = comments.id AND reports.reviewed_at IS NULL)
        + (SELECT count(*) FROM legal_notices
            WHERE legal_notices.comment_id = comments.id AND legal_notices.decided_at IS NULL)
        AS reports
    FROM comments WHERE comments.status IN ('held', 'published')
) AS found
WHERE found.status = 'held' OR found.reports > 0
"""


def upgrade() -> None:
    op.create_table(
        "waiting",
        sa.Column("comment_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.CheckConstraint("priority >= 0", name=op.f("ck_waiting_priority")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_waiting_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_waiting")),
    )
    op.create_index("ix_waiting_priority_comment_id", "waiting", ["priority", "comment_id"])
    op.create_table(
        "claims",
        sa.Column("comment_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_claims_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_claims_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_person_id", "claims", ["person_id"])
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("claims")
    op.drop_table("waiting")
