"""Whose role was changed by whom, and where it was changed how strictly comments are screened."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_trails"
down_revision = "2026_11_26_kept_pages"


def upgrade() -> None:
    op.create_table(
        "role_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("former", sa.String(9), nullable=True),
        sa.Column("role", sa.String(9), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_role_changes_person_id_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["people.id"],
            name=op.f("fk_role_changes_by_id_people"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_changes")),
    )
    op.create_table(
        "strictness_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(7), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("former", sa.String(8), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.CheckConstraint(
            "place IN ('section', 'article')", name=op.f("ck_strictness_changes_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strictness_changes")),
    )


def downgrade() -> None:
    op.drop_table("strictness_changes")
    op.drop_table("role_changes")
