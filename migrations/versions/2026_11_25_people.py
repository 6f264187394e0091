"""People who prove their mailbox: how they sign in, named voices, and what they wrote."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_people"
down_revision = "2026_11_25_passages"

MOMENT = sa.DateTime(timezone=True)
OLD_KINDS = "kind IN ('confirm', 'private_link', 'decided', 'reply', 'comment')"
KINDS = "kind IN ('confirm', 'private_link', 'sign_in', 'decided', 'reply', 'comment')"


def upgrade() -> None:
    create_people()
    create_ways_in()
    create_named_voices()
    with op.batch_alter_table("authors") as authors:
        authors.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        authors.create_foreign_key(
            op.f("fk_authors_person_id_people"),
            "people",
            ["person_id"],
            ["id"],
            ondelete="SET NULL",
        )
        authors.create_index("ix_authors_person_id", ["person_id"])
    change_comments()
    with op.batch_alter_table("followings") as followings:
        followings.alter_column("guest", new_column_name="writer")
        followings.alter_column("confirmed_guest", new_column_name="confirmed_writer")
    replace_kinds(KINDS)


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE kind = 'sign_in'")
    replace_kinds(OLD_KINDS)
    with op.batch_alter_table("followings") as followings:
        followings.alter_column("writer", new_column_name="guest")
        followings.alter_column("confirmed_writer", new_column_name="confirmed_guest")
    with op.batch_alter_table("comments") as comments:
        for index in (
            "addressee_published_at",
            "article_id_published_at",
            "thread_id_published_at",
            "published_at",
            "person_id",
            "writer_id",
        ):
            comments.drop_index(f"ix_comments_{index}")
        comments.drop_constraint(op.f("fk_comments_person_id_people"), type_="foreignkey")
        for column in ("addressee", "person_id", "published_at"):
            comments.drop_column(column)
        comments.alter_column("writer", new_column_name="guest")
    op.create_index("ix_comments_guest_id", "comments", ["guest", "id"])
    with op.batch_alter_table("authors") as authors:
        authors.drop_index("ix_authors_person_id")
        authors.drop_constraint(op.f("fk_authors_person_id_people"), type_="foreignkey")
        authors.drop_column("person_id")
    for table in ("named_voices", "identities", "sign_in_links", "sessions", "people"):
        op.drop_table(table)


def change_comments() -> None:
    with op.batch_alter_table("comments") as comments:
        comments.drop_index("ix_comments_guest_id")
        comments.alter_column("guest", new_column_name="writer")
        comments.add_column(sa.Column("published_at", MOMENT, nullable=True))
        comments.add_column(sa.Column("addressee", sa.String(length=64), nullable=True))
        comments.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        comments.create_foreign_key(
            op.f("fk_comments_person_id_people"),
            "people",
            ["person_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.execute("UPDATE comments SET published_at = posted_at WHERE status = 'published'")
    op.execute(
        "UPDATE comments SET addressee = (SELECT above.writer FROM comments AS above "
        "WHERE above.id = comments.parent_id) WHERE parent_id IS NOT NULL"
    )
    op.create_index("ix_comments_writer_id", "comments", ["writer", "id"])
    for columns in (
        ["addressee", "published_at"],
        ["article_id", "published_at"],
        ["thread_id", "published_at"],
        ["published_at"],
        ["person_id"],
    ):
        op.create_index(f"ix_comments_{'_'.join(columns)}", "comments", columns)


def create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=9), nullable=True),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("replies_seen_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(email) BETWEEN 3 AND 254", name=op.f("ck_people_email_length")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_people_email_lower")),
        sa.CheckConstraint("length(name) <= 80", name=op.f("ck_people_name_length")),
        sa.CheckConstraint("length(writer) = 64", name=op.f("ck_people_writer_length")),
        sa.CheckConstraint("role IN ('moderator', 'editor', 'admin')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("email", name=op.f("uq_people_email")),
        sa.UniqueConstraint("writer", name=op.f("uq_people_writer")),
    )
    op.create_index("ix_people_role", "people", ["role"])


def create_ways_in() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(length=80), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_sessions_token_length")),
        sa.CheckConstraint("length(provider) <= 80", name=op.f("ck_sessions_provider_length")),
        sa.CheckConstraint("ends_at > began_at", name=op.f("ck_sessions_ends_after")),
        owned_by("person_id", "sessions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token", name=op.f("uq_sessions_token")),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_table(
        "sign_in_links",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("onward", sa.String(length=500), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.CheckConstraint("length(token) = 64", name=op.f("ck_sign_in_links_token_length")),
        sa.CheckConstraint(
            "length(email) BETWEEN 3 AND 254", name=op.f("ck_sign_in_links_email_length")
        ),
        sa.CheckConstraint("length(onward) <= 500", name=op.f("ck_sign_in_links_onward_length")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sign_in_links")),
    )
    for columns in (["email", "asked_at"], ["network", "asked_at"], ["asked_at"]):
        op.create_index(f"ix_sign_in_links_{'_'.join(columns)}", "sign_in_links", columns)
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(issuer) BETWEEN 1 AND 255", name=op.f("ck_identities_issuer_length")
        ),
        sa.CheckConstraint(
            "length(subject) BETWEEN 1 AND 255", name=op.f("ck_identities_subject_length")
        ),
        owned_by("person_id", "identities"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])


def create_named_voices() -> None:
    op.create_table(
        "named_voices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=40), nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "length(words) BETWEEN 1 AND 40", name=op.f("ck_named_voices_words_length")
        ),
        owned_by("person_id", "named_voices"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_named_voices_article_id_articles"),
            ondelete="CASCADE",
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["people.id"],
                name=op.f(f"fk_named_voices_{column}_people"),
                ondelete="SET NULL",
            )
            for column in ("granted_by", "ended_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_voices")),
    )
    op.create_index("ix_named_voices_person_id", "named_voices", ["person_id"])


def owned_by(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["people.id"], name=op.f(f"fk_{table}_{column}_people"), ondelete="CASCADE"
    )


def replace_kinds(kinds: str) -> None:
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("ck_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_notices_kind"), kinds)
