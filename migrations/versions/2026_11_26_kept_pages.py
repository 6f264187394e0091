"""Versions of what public pages show, and the triggers that raise them.

Whoever writes, and however, they change in the same transaction. A trigger of SQLite is lost when
its table is made anew (a batch operation): such a step makes it again.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_kept_pages"
down_revision = "2026_11_26_told_of_sanctions"

SITE, LISTS = "'site'", "'lists'"
OF_ARTICLE = "'article ' || {row}.id"
OF_ITS_ARTICLE = "'article ' || {row}.article_id"
EVENTS = ("INSERT", "UPDATE", "DELETE")

# What somebody's vote changes is no news for lists; what an editor changes may be for every page.
NOT_A_VOTE = "OLD.agree_count = NEW.agree_count OR OLD.{column} <> NEW.{column}"
IN_NAVIGATION = " OR ".join(
    f"OLD.{column} IS DISTINCT FROM NEW.{column}"
    for column in ("slug", "section_id", "is_draft", "published_at")
)
PUBLIC_OF_PERSON = "OLD.name <> NEW.name OR OLD.role IS DISTINCT FROM NEW.role"

# table, whose version is raised, and by which updates (by all where none is named)
RAISED = (
    ("articles", OF_ARTICLE, ""),
    ("articles", LISTS, NOT_A_VOTE.format(column="comment_count")),
    ("articles", SITE, IN_NAVIGATION),
    ("bylines", OF_ITS_ARTICLE, ""),
    ("bylines", LISTS, ""),
    ("comments", OF_ITS_ARTICLE, ""),
    ("comments", LISTS, NOT_A_VOTE.format(column="status")),
    ("anchors", OF_ITS_ARTICLE, ""),
    ("anchors", LISTS, ""),
    ("sections", SITE, ""),
    ("authors", SITE, ""),
    ("people", SITE, PUBLIC_OF_PERSON),
    ("named_voices", SITE, ""),
)

RAISE = """
CREATE FUNCTION raise_version(raised text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO versions AS known (name, number)
    SELECT raised, pg_current_xact_id()::text::bigint WHERE raised IS NOT NULL
    ON CONFLICT (name) DO UPDATE SET number = excluded.number
    WHERE known.number <> excluded.number
$$
"""


def upgrade() -> None:
    op.create_table(
        "versions",
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_versions")),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.execute(RAISE)
    make = sqlite_trigger if is_sqlite else postgresql_trigger
    for number, (table, whose, updates) in enumerate(RAISED):
        for event in EVENTS:
            row = "OLD" if event == "DELETE" else "NEW"
            when = f"WHEN ({updates})" if updates and event == "UPDATE" else ""
            make(name_of(number, table, event), f"{event} ON {table}", when, whose.format(row=row))


def name_of(number: int, table: str, event: str) -> str:
    return f"version_{number}_{table}_{event.lower()}"


def sqlite_trigger(name: str, event: str, when: str, raised: str) -> None:
    op.execute(f"""
        CREATE TRIGGER {name} AFTER {event} {when} BEGIN
            INSERT INTO versions (name, number) SELECT {raised}, 1 WHERE {raised} IS NOT NULL
            ON CONFLICT (name) DO UPDATE SET number = number + 1;
        END
    """)


def postgresql_trigger(name: str, event: str, when: str, raised: str) -> None:
    """Raise it at the end of the transaction, so that writers wait for each other there alone."""
    op.execute(f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM raise_version({raised}); RETURN NULL; END $$
    """)
    op.execute(f"""
        CREATE CONSTRAINT TRIGGER {name} AFTER {event} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW {when} EXECUTE FUNCTION {name}()
    """)


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for number, (table, *_) in enumerate(RAISED):
        for event in EVENTS:
            name = name_of(number, table, event)
            if is_sqlite:
                op.execute(f"DROP TRIGGER {name}")
            else:
                op.execute(f"DROP FUNCTION {name}() CASCADE")
    if not is_sqlite:
        op.execute("DROP FUNCTION raise_version(text)")
    op.drop_table("versions")
