"""The settings of the databases: the one that is written to, and one to read from."""

from dataclasses import dataclass

from opinion.config.defining import setting as _setting
from opinion.config.kinds import replica


@dataclass(frozen=True)
class DatabaseSettings:
    """Where the site's data is."""

    database_url: str = _setting(
        "Where the database is, as SQLAlchemy writes it: `sqlite:///…` or "
        "`postgresql+psycopg://…`. Empty: `opinion.db` in the instance folder.",
        "",
    )
    replica_url: str = _setting(
        "A read replica of that database, `postgresql+psycopg://…`: kept pages are made from it "
        "and checked against it (scaling.md). Empty: none.",
        "",
        replica,
    )
