"""A reader's way to the provider and back, as a browser goes it."""

from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from opinion.clock import now
from opinion.database import db
from opinion.people.models import Identity, Person
from opinion.people.sessions import session_of
from tests.pages import Page, problems

LEAVE, RETURN = "/session/provider", "/session/provider/callback"


def sent_to(client: FlaskClient, onward: str = "") -> str:
    """Leave the site; return the provider's address that the browser is sent to."""
    answer = client.get(f"{LEAVE}?{urlencode({'onward': onward})}")
    assert answer.status_code == 302, answer.text
    return answer.location


def led_back(address: str, choice: str = "allow") -> str:
    """Choose at the provider's ``address``; return where on the site it leads back to."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}&choice={choice}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    back = urlsplit(location)
    return f"{back.path}?{back.query}"


def come_back(client: FlaskClient, onward: str = "", choice: str = "allow") -> TestResponse:
    """Go to the provider and come back; return what the site answers then."""
    return client.get(led_back(sent_to(client, onward), choice))


def query_of(address: str) -> dict[str, str]:
    """Return what the query of ``address`` says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def signed_in_as(client: FlaskClient) -> Person | None:
    """Return who is signed in in the browser."""
    cookie = client.get_cookie("opinion-session")
    db.session.expire_all()
    session = session_of(cookie.value, now()) if cookie else None
    return session.person if session else None


def is_refused(client: FlaskClient, answer: TestResponse, status: int, words: str) -> bool:
    """Whether the page says so, is valid, offers a way back, and nobody was signed in."""
    page = Page(answer.text)
    assert answer.status_code == status, answer.text
    assert words in page.words(".notice")[0]
    assert page.values(".notice a.button", "href")[0].startswith(LEAVE)
    assert problems(answer.text) == []
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    kept = [db.session.scalar(select(func.count()).select_from(Identity))]
    kept += [db.session.scalar(select(func.count()).select_from(Person))]
    return kept == [0, 0] and client.get_cookie("opinion-session") is None
