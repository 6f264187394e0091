"""A provider is set up whole or not at all, and a site without one knows nothing of it."""

import subprocess
import sys

import pytest
from flask.testing import FlaskClient

from opinion import create_app
from opinion.config import BadSettingError, read_settings
from tests.people.returning import LEAVE, RETURN

WHOLE = {
    "OPINION_OIDC_ISSUER": "https://id.example/realms/town",
    "OPINION_OIDC_CLIENT_ID": "opinion",
    "OPINION_OIDC_CLIENT_SECRET": "a secret of both",
    "OPINION_OIDC_NAME": "Sample ID",
}
LAZY = """
import sys
from opinion import create_app
app = create_app()
print([name for name in ("authlib", "joserfc", "cryptography") if name in sys.modules])
"""


@pytest.mark.parametrize("missing", WHOLE)
def test_half_a_provider_stops_the_start_and_says_what_is_missing(
    environment: dict[str, str], missing: str
) -> None:
    given = environment | {name: value for name, value in WHOLE.items() if name != missing}

    with pytest.raises(BadSettingError, match=f"^{missing}: missing; the OPINION_OIDC_… settings"):
        read_settings(given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ISSUER", "http://id.example"),
        ("ISSUER", "id.example"),
        ("ISSUER", "https://"),
        ("ISSUER", "https://["),
        ("ISSUER", "https://id.example:port"),
        ("ISSUER", "https://id.example/?tenant=1"),
        ("ISSUER", "https://id.example/#x"),
        ("ISSUER", "https://me:secret@id.example"),
        ("ISSUER", "https://id.example/ x"),
        ("ISSUER", "https://id.example/" + "x" * 250),
        ("CLIENT_ID", "a\nb"),
        ("CLIENT_SECRET", "é"),
        ("NAME", "x" * 81),
        ("NAME", "a\u202eb"),
        ("NAME", "   "),
    ],
)
def test_what_cannot_be_stops_the_start(environment: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(BadSettingError, match=f"^OPINION_OIDC_{name}: "):
        read_settings(environment | WHOLE | {f"OPINION_OIDC_{name}": value})


def test_a_whole_one_is_taken_and_its_secret_is_not_printed(environment: dict[str, str]) -> None:
    settings = read_settings(environment | WHOLE)

    assert settings.has_provider
    assert settings.oidc_issuer == WHOLE["OPINION_OIDC_ISSUER"]
    assert "a secret of both" not in repr(settings)


def test_without_authlib_the_start_says_so(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = ("authlib", "opinion.people.provider", "opinion.people.proving")
    for name in [name for name in sys.modules if name.startswith(ours)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "authlib", None)

    with pytest.raises(BadSettingError, match=r"needs the package Authlib: see docs/openid\.md"):
        create_app(read_settings(environment | WHOLE))


def test_a_site_without_a_provider_does_not_load_what_one_needs(
    environment: dict[str, str],
) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LAZY], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_site_without_a_provider_has_no_doors_to_one(client: FlaskClient) -> None:
    assert client.get(LEAVE).status_code == 404
    assert client.get(f"{RETURN}?state=x&code=y").status_code == 404
