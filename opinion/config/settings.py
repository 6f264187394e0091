"""The settings of a site: each with its meaning, its default and what it may be."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from opinion.config.databases import DatabaseSettings
from opinion.config.defining import setting as _setting
from opinion.config.kinds import (
    address,
    mail_server,
    mailbox,
    number,
    secret,
    switch,
    words,
    zone,
)
from opinion.config.openid import OpenIDSettings
from opinion.config.pages import PageSettings

STORED_COMMENT_LENGTH = 20_000  # code points; what the database takes at the most


@dataclass(frozen=True)
class Settings(DatabaseSettings, PageSettings, OpenIDSettings):
    """The settings of one site. A field is the variable ``OPINION_`` plus its name in capitals."""

    instance: Path = _setting(
        "The folder that holds all the site owns: database, secret, media. Made when missing.",
        Path("instance"),
        Path,
    )
    site_url: str = _setting(
        "The public address, such as `https://opinion.example`. Setting it means production: the "
        "secret key is then required. Empty: a local site, which answers to loopback names only.",
        "",
        address,
    )
    secret_key: str = _setting(
        "Signs cookies and forms; at least 32 characters. Without a site address one is made and "
        "kept in the instance folder.",
        "",
        secret,
        is_secret=True,
    )
    site_name: str = _setting("What the site is called.", "Opinion")
    tagline: str = _setting("The sentence under the name on the front page.", "")
    language: str = _setting(
        "The site's language, one that there is a catalogue for: `en` or `de`.",
        "en",
        words("en", "de"),
    )
    timezone: str = _setting(
        "The zone that dates are shown in, and read in where a file names none.", "UTC", zone
    )
    preset: str = _setting(
        "How strictly new comments are screened: `open`, `balanced` or `strict` (screening.md).",
        "balanced",
        words("open", "balanced", "strict"),
    )
    new_comments: str = _setting(
        "What happens to a new comment that screening found nothing about: `publish` it at once, "
        "or `hold` it for a moderator.",
        "publish",
        words("publish", "hold"),
    )
    guest_email: str = _setting(
        "Whether a guest gives an e-mail address: `optional`, `required` or `off`.",
        "optional",
        words("optional", "required", "off"),
    )
    comment_length: int = _setting(
        "How many characters (Unicode code points) a comment may have.",
        5_000,
        number(100, STORED_COMMENT_LENGTH),
    )
    edit_window: int = _setting(
        "For how many minutes guests may edit a comment that nobody has replied to. `0`: never.",
        15,
        number(0, 1_440),
    )
    delete_window: int = _setting(
        "For how many days guests may delete a comment; after that they may take their name off.",
        14,
        number(0, 3_650),
    )
    score_hidden: int = _setting(
        "For how many hours nobody sees how many readers agree with a new comment.",
        2,
        number(0, 168),
    )
    reports_to_hide: int = _setting(
        "How many readers must report a comment to hide it until a moderator decides. `0`: never.",
        3,
        number(0, 100),
    )
    flood: bool = _setting(
        "Limits on how fast one network may comment, and the time trap: `on` or `off` (for a "
        "private site or a test).",
        True,  # noqa: FBT003
        switch,
    )
    keep_undecided: int = _setting(
        "After how many days `flask privacy purge` removes a held comment that nobody decided "
        "about, and wipes its text.",
        30,
        number(7, 3_650),
    )
    keep_removed: int = _setting(
        "For how many days the text of spam and of removed comments is kept: writers may object "
        "for 180.",
        190,
        number(181, 3_650),
    )
    keep_networks: int = _setting(
        "For how many days the keyed hash of the network stands by a comment, and by a report that "
        "was decided about.",
        30,
        number(2, 3_650),
    )
    threads: int = _setting(
        "How many threads one worker answers with; the database pool has as many connections.",
        4,
        number(2, 64),
    )
    proxy_hops: int = _setting(
        "How many trusted proxies stand in front and set `X-Forwarded-For`, `-Proto`, `-Host`.",
        0,
        number(0, 5),
    )
    mail_server: str = _setting(
        "The mail server: `smtp://person:password@host:587` (encrypted by STARTTLS, but on "
        "loopback), `smtps://…` (encrypted from the start) or `smtp+plain://…` (never). Empty: the "
        "site sends no mail and offers nothing that needs it.",
        "",
        mail_server,
        is_secret=True,
    )
    mail_from: str = _setting(
        "Who mails come from, such as `Opinion <mail@opinion.example>`. Required, as is the site's "
        "address, where there is a mail server.",
        "",
        mailbox,
    )
    mail_timeout: int = _setting(
        "How many seconds the mail server may take for one answer; ten times as many for taking a "
        "mail over.",
        60,
        number(1, 600),
    )

    @property
    def sends_mail(self) -> bool:
        """Whether there is a mail server."""
        return bool(self.mail_server)

    @property
    def is_production(self) -> bool:
        """Whether the site has a public address."""
        return bool(self.site_url)

    @property
    def database(self) -> str:
        """The database's address, the embedded default included."""
        return self.database_url or f"sqlite:///{self.instance / 'opinion.db'}"

    @property
    def editing(self) -> timedelta:
        """How long guests may edit."""
        return timedelta(minutes=self.edit_window)

    @property
    def deleting(self) -> timedelta:
        """How long guests may delete."""
        return timedelta(days=self.delete_window)

    @property
    def hiding(self) -> timedelta:
        """How long the score of a comment is hidden."""
        return timedelta(hours=self.score_hidden)

    @property
    def media(self) -> Path:
        """The folder of copied images."""
        return self.instance / "media"
