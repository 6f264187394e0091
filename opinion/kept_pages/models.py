"""Versions: numbers that change with what public pages show, in the transaction of the change.

No code of ours raises them: triggers of the database do (the migration ``kept_pages`` has them), so
that no way to write can forget it. What they are of is called ``site`` (what is on every page:
navigation, names, who works here), ``lists`` (what lists of articles and comments show), and
``article 7``. What has never changed has none.
"""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model

SITE = "site"
LISTS = "lists"


def of_article(number: int) -> str:
    """Return what the version of the article with this number is called."""
    return f"article {number}"


class Version(Model):
    """The version of what is called ``name``. ``number`` never comes back to a former value.

    Not even where a backup is put in the database's place: pages that were kept on the disk must
    not be taken for true again. On SQLite it is drawn by chance; on PostgreSQL it is the second and
    the number of the last transaction that made a change, so that a transaction changes it once,
    however much it writes.
    """

    __tablename__ = "versions"

    name: Mapped[str] = mapped_column(String(30), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
