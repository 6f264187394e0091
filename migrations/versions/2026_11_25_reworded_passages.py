"""Anchors say whether their block was reworded; a hash of its text said nothing more.

Which of those stored were reworded is known when their article is saved next.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_reworded_passages"
down_revision = "2026_11_25_feed_keys"


def upgrade() -> None:
    with op.batch_alter_table("anchors") as anchors:
        anchors.drop_column("text_hash")
        anchors.add_column(sa.Column("is_reworded", sa.Boolean(), nullable=True))
    op.execute(sa.update(ANCHORS).values(is_reworded=False))
    with op.batch_alter_table("anchors") as anchors:
        anchors.alter_column("is_reworded", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("anchors") as anchors:
        anchors.drop_column("is_reworded")
        anchors.add_column(sa.Column("text_hash", sa.String(length=64), nullable=True))
    op.execute(sa.update(ANCHORS).values(text_hash=""))
    with op.batch_alter_table("anchors") as anchors:
        anchors.alter_column("text_hash", existing_type=sa.String(length=64), nullable=False)


ANCHORS = sa.table("anchors", sa.column("is_reworded", sa.Boolean()), sa.column("text_hash"))
