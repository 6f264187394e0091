"""Mail to moderators about what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_queue_mail"
down_revision = "2026_11_26_queue"

OLD_KINDS = (
    "kind IN ('confirm', 'private_link', 'sign_in', 'decided', 'reply', 'comment', "
    "'reasons', 'answer', 'receipt', 'outcome')"
)
KINDS = OLD_KINDS[:-1] + ", 'waits')"


def upgrade() -> None:
    wants = sa.Column("gets_queue_mail", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("people", wants)
    replace_kinds(KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind = 'waits'")
    replace_kinds(OLD_KINDS)
    op.drop_column("people", "gets_queue_mail")


def replace_kinds(kinds: str) -> None:
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("ck_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_notices_kind"), kinds)
