"""An index that finds by which keys sanctioned networks were hashed."""

from alembic import op

revision = "2026_11_26_network_keys"
down_revision = "2026_11_26_trails"


def upgrade() -> None:
    op.create_index("ix_sanctions_network_key", "sanctions", ["network_key"])


def downgrade() -> None:
    op.drop_index("ix_sanctions_network_key", "sanctions")
