"""Addressing: the links in mails. The settings alone say the site's own address."""

from urllib.parse import urlsplit

from flask import current_app

from opinion.config import Settings
from opinion.notices.keys import Purpose, token

PATHS = {
    Purpose.CONFIRM: "notices.confirm",
    Purpose.REASONS: "statements.show",
    Purpose.LEGAL: "statements.notice",
    Purpose.SANCTION: "statements.sanction",
}


def address_of(endpoint: str, anchor: str = "", **values: object) -> str:
    """Return the whole address of a page."""
    parts = urlsplit(site_settings().site_url)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    found: str = adapter.build(endpoint, values, force_external=True)
    return f"{found}#{anchor}" if anchor else found


def link_for(purpose: Purpose, key: str) -> str:
    """Return the whole address of a link for ``purpose``."""
    path = PATHS.get(purpose, "notices.end")
    return address_of(path, token=token(site_settings().secret_key, purpose, key))


def unsubscribing(end: str) -> dict[str, str]:
    """Return the headers by which a mail program offers to unsubscribe (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def site_settings() -> Settings:
    """Return the site's settings."""
    known: Settings = current_app.config["SETTINGS"]
    return known
