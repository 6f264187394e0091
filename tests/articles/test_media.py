"""Pictures: handed out as what they are, kept for a year, and nothing else from their folder."""

import mimetypes
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

NAME = "0123456789abcdef" * 2


@pytest.fixture
def media(app: Flask) -> Path:
    """The folder of pictures, with one of each kind, and a file that is none."""
    folder: Path = app.config["SETTINGS"].media
    folder.mkdir(parents=True)
    for kind in ("png", "jpg", "webp", "avif", "svg"):
        (folder / f"{NAME}.{kind}").write_bytes(b"a picture")
    (folder / "secret.png").write_bytes(b"no")
    return folder


@pytest.mark.parametrize(
    ("kind", "mimetype"),
    [("png", "image/png"), ("jpg", "image/jpeg"), ("webp", "image/webp"), ("avif", "image/avif")],
)
def test_a_picture_says_what_it_is_whatever_the_system_knows(
    client: FlaskClient, media: Path, kind: str, mimetype: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_, **__: (None, None))

    with client.get(f"/media/{NAME}.{kind}") as answer:
        body = answer.data

    assert (answer.status_code, answer.mimetype, body) == (200, mimetype, b"a picture")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [f"{NAME}.svg", "secret.png", f"{NAME[:-1]}.png", f"{'f' * 32}.png", f"../media/{NAME}.png"],
)
def test_nothing_else_is_handed_out(client: FlaskClient, media: Path, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_without_a_folder_there_is_no_picture(client: FlaskClient) -> None:
    assert client.get(f"/media/{NAME}.png").status_code == 404


def test_a_picture_that_is_known_is_not_sent_again(client: FlaskClient, media: Path) -> None:
    with client.get(f"/media/{NAME}.png") as first:
        tag = first.headers["ETag"]

    with client.get(f"/media/{NAME}.png", headers={"If-None-Match": tag}) as answer:
        assert (answer.status_code, answer.data) == (304, b"")
