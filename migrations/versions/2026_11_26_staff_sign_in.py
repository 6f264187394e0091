"""How staff sign in: passwords, passkeys, links to set them up, and attempts that failed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_staff_sign_in"
down_revision = "2026_11_25_one_voice"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("appointed_at", MOMENT, nullable=True))
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(
            sa.Column("way", sa.String(length=8), nullable=False, server_default="mail")
        )
        sessions.create_check_constraint(
            op.f("ck_sessions_way"), "way IN ('mail', 'password', 'passkey', 'provider')"
        )
    op.execute("UPDATE sessions SET way = 'provider' WHERE provider <> ''")
    create_credentials()
    create_failed_sign_ins()


def downgrade() -> None:
    for table in ("failed_sign_ins", "passkeys", "set_up_links", "passwords"):
        op.drop_table(table)
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_constraint(op.f("ck_sessions_way"), type_="check")
        sessions.drop_column("way")
    with op.batch_alter_table("people") as people:
        people.drop_column("appointed_at")


def create_credentials() -> None:
    op.create_table(
        "passwords",
        sa.Column("person_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        owned_by("passwords"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_passwords")),
    )
    op.create_table(
        "set_up_links",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_set_up_links_token_length")),
        owned_by("set_up_links"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_set_up_links")),
    )
    op.create_index("ix_set_up_links_person_id", "set_up_links", ["person_id"])
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=1364), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "length(credential_id) BETWEEN 1 AND 1364",
            name=op.f("ck_passkeys_credential_id_length"),
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_passkeys_name_length")),
        sa.CheckConstraint("sign_count >= 0", name=op.f("ck_passkeys_sign_count")),
        owned_by("passkeys"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index("ix_passkeys_person_id", "passkeys", ["person_id"])


def create_failed_sign_ins() -> None:
    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("length(address) = 64", name=op.f("ck_failed_sign_ins_address_length")),
        sa.CheckConstraint("length(network) = 64", name=op.f("ck_failed_sign_ins_network_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    for columns in (["address", "at"], ["network", "at"], ["at"]):
        op.create_index(f"ix_failed_sign_ins_{'_'.join(columns)}", "failed_sign_ins", columns)


def owned_by(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people"), ondelete="CASCADE"
    )
