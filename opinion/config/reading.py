"""From the environment to settings: an unknown name or a malformed value stops the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from click import ClickException

from opinion.config.defining import PREFIX, variable
from opinion.config.places import PACKAGE
from opinion.config.settings import Settings


class BadSettingError(ClickException, ValueError):
    """A setting is unknown, malformed or missing; the message names it, on the command line too."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environment`` (by default the process's own).

    The instance folder is made, and a secret kept in it, where they are missing.

    Raises:
        BadSettingError: a variable is unknown, malformed, unreadable or missing.
    """
    given = _given(os.environ if environment is None else environment)
    values = {}
    for setting in fields(Settings):
        text = given.pop(variable(setting), "")
        if text:
            values[setting.name] = _value(setting, text)
    if given:
        raise BadSettingError(f"{', '.join(sorted(given))}: there is no such setting")

    values["instance"] = values.get("instance", _default_instance()).absolute()
    settings = Settings(**values)
    _demand_whole(settings)
    settings.instance.mkdir(parents=True, exist_ok=True)
    if settings.secret_key:
        return settings
    if settings.is_production:
        raise BadSettingError("OPINION_SECRET_KEY is required where OPINION_SITE_URL is set")
    return Settings(**values, secret_key=_kept_secret(settings.instance / "secret"))


def _demand_whole(settings: Settings) -> None:
    """Refuse what was set up by halves."""
    if settings.sends_mail and not (settings.site_url and settings.mail_from):
        raise BadSettingError("OPINION_MAIL_SERVER needs OPINION_SITE_URL and OPINION_MAIL_FROM")
    has_primary = settings.database.startswith("postgresql")
    if settings.replica_url and not (has_primary and settings.kept_pages):
        raise BadSettingError(
            "OPINION_REPLICA_URL needs a PostgreSQL database in OPINION_DATABASE_URL, and "
            "OPINION_KEPT_PAGES, which are what is read from the replica"
        )
    if settings.missing_of_provider:
        missing = ", ".join(settings.missing_of_provider)
        raise BadSettingError(f"{missing}: missing; the OPINION_OIDC_… settings need each other")


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    """Return our variables, with the contents of files in place of their ``_FILE`` names."""
    known = {variable(setting) for setting in fields(Settings)}
    given = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX):
            continue
        plain = name.removesuffix("_FILE")
        if name == plain or plain not in known:
            given[name] = text
            continue
        if environment.get(plain):
            raise BadSettingError(f"{plain} and {name} are both set: choose one")
        try:
            given[plain] = Path(text).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise BadSettingError(f"{name}: cannot read {text}") from problem
    return given


def _value(setting: Field[Any], text: str) -> Any:
    try:
        return setting.metadata["read"](text)
    except ValueError as problem:
        raise BadSettingError(f"{variable(setting)}: {problem}") from problem


def _default_instance() -> Path:
    """Return the checkout's own instance folder, or where the package is installed, one here."""
    checkout = PACKAGE.parent
    return (checkout if (checkout / "wsgi.py").is_file() else Path.cwd()) / "instance"


def _kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``, made first where there is none."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()
