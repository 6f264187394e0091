"""First tables: sections, authors, articles, comments."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_first_tables"
down_revision = None


def upgrade() -> None:
    create_authors()
    create_sections()
    create_articles()
    create_bylines()
    create_comments()
    create_former_slugs()


def downgrade() -> None:
    op.drop_table("former_slugs")
    op.drop_table("comments")
    op.drop_table("bylines")
    op.drop_table("articles")
    op.drop_table("sections")
    op.drop_table("authors")


def create_authors() -> None:
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 120", name=op.f("ck_authors_name_length")),
        sa.CheckConstraint("length(url) <= 2000", name=op.f("ck_authors_url_length")),
        sa.CheckConstraint("length(slug) BETWEEN 1 AND 80", name=op.f("ck_authors_slug_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
        sa.UniqueConstraint("slug", name=op.f("uq_authors_slug")),
    )


def create_sections() -> None:
    op.create_table(
        "sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_sections_name_length")),
        sa.CheckConstraint("length(slug) BETWEEN 1 AND 80", name=op.f("ck_sections_slug_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("slug", name=op.f("uq_sections_slug")),
    )


def create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("source_key", sa.String(length=500), nullable=True),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("standfirst", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comments_close_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("image", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("credit_publication", sa.String(length=200), nullable=False),
        sa.Column("credit_url", sa.String(length=2000), nullable=False),
        sa.Column("credit_by", sa.String(length=200), nullable=False),
        sa.Column("canonical_url", sa.String(length=2000), nullable=False),
        sa.Column("licence", sa.String(length=2000), nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.CheckConstraint("comment_count >= 0", name=op.f("ck_articles_comment_count")),
        sa.CheckConstraint("length(source_key) <= 500", name=op.f("ck_articles_source_key_length")),
        sa.CheckConstraint(
            "length(credit_publication) <= 200", name=op.f("ck_articles_credit_publication_length")
        ),
        sa.CheckConstraint(
            "length(credit_url) <= 2000", name=op.f("ck_articles_credit_url_length")
        ),
        sa.CheckConstraint("length(credit_by) <= 200", name=op.f("ck_articles_credit_by_length")),
        sa.CheckConstraint(
            "length(canonical_url) <= 2000", name=op.f("ck_articles_canonical_url_length")
        ),
        sa.CheckConstraint("length(licence) <= 2000", name=op.f("ck_articles_licence_length")),
        sa.CheckConstraint(
            "length(language) BETWEEN 2 AND 35", name=op.f("ck_articles_language_length")
        ),
        sa.CheckConstraint("length(slug) BETWEEN 1 AND 80", name=op.f("ck_articles_slug_length")),
        sa.CheckConstraint(
            "length(standfirst) <= 2000", name=op.f("ck_articles_standfirst_length")
        ),
        sa.CheckConstraint(
            "length(title) BETWEEN 1 AND 300", name=op.f("ck_articles_title_length")
        ),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_articles_minutes")),
        sa.CheckConstraint(
            "updated_at IS NULL OR updated_at >= published_at",
            name=op.f("ck_articles_updated_after"),
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_articles_section_id_sections")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("slug", name=op.f("uq_articles_slug")),
        sa.UniqueConstraint("source_key", name=op.f("uq_articles_source_key")),
    )
    op.create_index("ix_articles_published_at_id", "articles", ["published_at", "id"], unique=False)
    op.create_index(
        "ix_articles_section_id_published_at_id",
        "articles",
        ["section_id", "published_at", "id"],
        unique=False,
    )


def create_bylines() -> None:
    op.create_table(
        "bylines",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=6), nullable=False),
        sa.CheckConstraint("part IN ('writer', 'poster')", name=op.f("ck_bylines_part")),
        sa.CheckConstraint("position >= 0", name=op.f("ck_bylines_position")),
        sa.CheckConstraint("length(role) <= 200", name=op.f("ck_bylines_role_length")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_bylines_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["authors.id"], name=op.f("fk_bylines_author_id_authors")
        ),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_bylines")),
    )
    op.create_index(
        "ix_bylines_author_id_article_id", "bylines", ["author_id", "article_id"], unique=True
    )


def create_comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=55), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("reply_count", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("guest", sa.String(length=64), nullable=True),
        sa.Column("network", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (path = '')", name=op.f("ck_comments_top_level_path")
        ),
        sa.CheckConstraint(
            "status IN ('held', 'published', 'spam', 'removed', 'deleted')",
            name=op.f("ck_comments_status"),
        ),
        sa.CheckConstraint(
            "(parent_id IS NULL) = (thread_id IS NULL)", name=op.f("ck_comments_top_level_thread")
        ),
        sa.CheckConstraint("children >= 0", name=op.f("ck_comments_children")),
        sa.CheckConstraint("length(email) <= 254", name=op.f("ck_comments_email_length")),
        sa.CheckConstraint(
            "length(language) BETWEEN 2 AND 35", name=op.f("ck_comments_language_length")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_comments_name_length")),
        sa.CheckConstraint("length(path) <= 55", name=op.f("ck_comments_path_length")),
        sa.CheckConstraint(
            "length(text) BETWEEN 1 AND 20000", name=op.f("ck_comments_text_length")
        ),
        sa.CheckConstraint("reply_count >= 0", name=op.f("ck_comments_reply_count")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_comments_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["comments.id"],
            name=op.f("fk_comments_parent_id_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"],
            ["comments.id"],
            name=op.f("fk_comments_thread_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_comments_fingerprint")),
    )
    op.create_index(
        "ix_comments_article_id_posted_at_id",
        "comments",
        ["article_id", "posted_at", "id"],
        unique=False,
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.create_index(
        "ix_comments_network_posted_at", "comments", ["network", "posted_at"], unique=False
    )
    op.create_index("ix_comments_parent_id", "comments", ["parent_id"], unique=False)
    op.create_index("ix_comments_thread_id_path", "comments", ["thread_id", "path"], unique=True)


def create_former_slugs() -> None:
    op.create_table(
        "former_slugs",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(slug) BETWEEN 1 AND 80", name=op.f("ck_former_slugs_slug_length")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_former_slugs_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_slugs")),
    )
