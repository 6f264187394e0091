"""A site without a mail server offers nothing that needs one; a half set up one does not start."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from opinion import create_app
from opinion.config import BadSettingError, read_settings
from opinion.database import db
from opinion.notices.models import Notice
from opinion.notices.relay import Server, server_at
from opinion.upkeep.migrating import upgrade
from tests import make
from tests.comments.sending import send


@contextmanager
def silent_site(environment: dict[str, str]) -> Iterator[FlaskClient]:
    """Make a site that knows no mail server."""
    del environment["OPINION_MAIL_SERVER"]
    site = create_app(read_settings(environment))
    with site.app_context():
        upgrade()
        yield site.test_client()
        db.session.remove()
        db.engine.dispose()


def test_without_a_mail_server_nothing_is_offered_or_queued(environment: dict[str, str]) -> None:
    with silent_site(environment) as client:
        article = make.article()
        make.comment(article)
        page = client.get(f"/articles/{article.slug}").text
        send(client, article.slug, email="reader@example.org", follow="1")

        assert "Mail me replies" not in page
        assert 'id="follow"' not in page
        assert client.get(f"/articles/{article.slug}/followings").status_code == 404
        assert not db.session.scalars(select(Notice)).all()


@pytest.mark.parametrize("missing", ["OPINION_MAIL_FROM", "OPINION_SITE_URL"])
def test_a_mail_server_needs_a_sender_and_an_address(
    environment: dict[str, str], missing: str
) -> None:
    del environment[missing]

    with pytest.raises(BadSettingError, match=missing):
        read_settings(environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_SERVER", "mail.example"),
        ("MAIL_SERVER", "http://mail.example"),
        ("MAIL_SERVER", "smtp://"),
        ("MAIL_SERVER", "smtp://mail.example:99999"),
        ("MAIL_SERVER", "smtp+plain://me:secret@mail.example"),
        ("MAIL_FROM", "Opinion"),
        ("MAIL_FROM", "Opinion <mail@opinion.example>\r\nBcc: x@y.example"),
        ("MAIL_TIMEOUT", "0"),
    ],
)
def test_what_cannot_be_stops_the_start(environment: dict[str, str], name: str, value: str) -> None:
    environment[f"OPINION_{name}"] = value

    with pytest.raises(BadSettingError, match=name):
        read_settings(environment)


def test_a_server_is_read_from_its_address() -> None:
    plain = server_at("smtp://mail.example")
    full = server_at("smtps://me%40x:p%2Fw@mail.example:2465")

    assert (plain.port, plain.is_encrypted_later) == (25, True)
    assert full == Server("mail.example", 2465, "smtps", "me@x", "p/w")
    assert "p/w" not in repr(full)
    assert not server_at("smtp://127.0.0.1").is_encrypted_later
