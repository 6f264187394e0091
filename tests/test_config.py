"""Settings: read from the environment, and refused by name where they cannot be."""

from pathlib import Path

import pytest

from opinion import create_app
from opinion.config import BadSettingError, Settings, read_settings

KEY = "k" * 32


@pytest.fixture
def instance(tmp_path: Path) -> dict[str, str]:
    return {"OPINION_INSTANCE": str(tmp_path / "instance")}


def test_without_any_setting_there_is_a_local_site(instance: dict[str, str]) -> None:
    settings = read_settings(instance)

    assert not settings.is_production
    assert settings.database == f"sqlite:///{settings.instance / 'opinion.db'}"
    assert (settings.site_name, settings.language, settings.flood) == ("Opinion", "en", True)


def test_the_processs_own_environment_is_read(
    instance: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (instance | {"OPINION_SITE_NAME": "The Gazette"}).items():
        monkeypatch.setenv(name, value)

    assert read_settings().site_name == "The Gazette"
    assert create_app().config["SETTINGS"].site_name == "The Gazette"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("LANGUAGE", "xx", "must be one of: en, de"),
        ("FLOOD", "yes", "must be one of: on, off"),
        ("THREADS", "1", "must be a whole number from 2 to 64"),
        ("THREADS", "²", "must be a whole number from 2 to 64"),
        ("PROXY_HOPS", "-1", "must be a whole number from 0 to 5"),
        ("COMMENT_LENGTH", "20001", "must be a whole number from 100 to 20000"),
        ("COMMENT_LENGTH", "9" * 5_000, "must be a whole number"),
        ("TIMEZONE", "Mars/Crater", "must be a time zone such as"),
        ("TIMEZONE", "../etc/passwd", "must be a time zone such as"),
        ("SITE_URL", "http://opinion.example", "must be https://HOST"),
        ("SITE_URL", "https://opinion.example/blog", "must be https://HOST"),
        ("SITE_URL", "https://", "must be https://HOST"),
        ("SITE_URL", "opinion.example", "must be https://HOST"),
        ("SITE_URL", "https://[", ""),
        ("SITE_URL", "https://me:secret@opinion.example", "must be https://HOST"),
        ("SITE_URL", "https://opinion.example:port", ""),
        ("SITE_URL", "http://[::1]:8000", "must be https://HOST"),
        ("SITE_URL", "https://opinion.example/?a", "must be https://HOST"),
        ("SITE_URL", f"https://{'a' * 64}.example", "must have a host that the domain name"),
        ("SITE_URL", "https://straße.example", "must have the host in ASCII"),
        ("SECRET_KEY", "short", "must have at least 32 characters"),
    ],
)
def test_a_malformed_value_stops_the_start_and_is_named(
    instance: dict[str, str], name: str, value: str, problem: str
) -> None:
    with pytest.raises(BadSettingError, match=f"^OPINION_{name}: {problem}"):
        read_settings(instance | {f"OPINION_{name}": value})


@pytest.mark.parametrize("name", ["OPINION_COLOUR", "OPINION_SITENAME", "OPINION_COLOUR_FILE"])
def test_an_unknown_setting_stops_the_start_and_is_named(
    instance: dict[str, str], name: str
) -> None:
    with pytest.raises(BadSettingError, match=f"{name}: there is no such setting"):
        read_settings(instance | {name: "x"})


def test_an_empty_setting_is_as_good_as_none(instance: dict[str, str]) -> None:
    settings = read_settings(instance | {"OPINION_LANGUAGE": "", "OPINION_SITE_URL": ""})

    assert settings.language == "en"


def test_a_public_site_needs_a_secret_of_its_own(instance: dict[str, str]) -> None:
    public = instance | {"OPINION_SITE_URL": "https://Opinion.Example/"}

    with pytest.raises(BadSettingError, match=r"^OPINION_SECRET_KEY is required"):
        read_settings(public)

    settings = read_settings(public | {"OPINION_SECRET_KEY": KEY})
    assert (settings.site_url, settings.secret_key) == ("https://opinion.example", KEY)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("https://opinion.example:443", "https://opinion.example"),
        ("https://opinion.example:8443", "https://opinion.example:8443"),
        ("https://Bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_address_is_read_as_browsers_say_where_a_request_comes_from(
    instance: dict[str, str], told: str, read: str
) -> None:
    settings = read_settings(instance | {"OPINION_SITE_URL": told, "OPINION_SECRET_KEY": KEY})

    assert settings.site_url == read


def test_a_local_sites_secret_is_made_once_and_kept_from_others(instance: dict[str, str]) -> None:
    first, second = read_settings(instance), read_settings(instance)

    kept = first.instance / "secret"
    assert first.secret_key == second.secret_key == kept.read_text("ascii")
    assert len(first.secret_key) == 64
    assert kept.stat().st_mode & 0o077 == 0


def test_a_setting_may_be_read_from_a_file(instance: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")

    settings = read_settings(instance | {"OPINION_SECRET_KEY_FILE": str(tmp_path / "key")})

    assert settings.secret_key == KEY


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"OPINION_SECRET_KEY_FILE": "none"}, "OPINION_SECRET_KEY_FILE: cannot read none"),
        (
            {"OPINION_SECRET_KEY_FILE": "none", "OPINION_SECRET_KEY": KEY},
            "are both set: choose one",
        ),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_start(
    instance: dict[str, str], given: dict[str, str], problem: str
) -> None:
    with pytest.raises(BadSettingError, match=problem):
        read_settings(instance | given)


def test_a_secret_is_not_printed() -> None:
    assert KEY not in repr(Settings(secret_key=KEY))
