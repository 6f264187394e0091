"""Staff from the command line: the link that lets them in, and what ends with the role."""

import pytest
from flask import Flask

from opinion.clock import now
from opinion.database import writing
from opinion.people.appointing import appoint
from opinion.people.models import Role
from tests import make
from tests.people.commanding import run, said
from tests.people.readers import is_signed_in, signed_in


def test_a_link_is_made_for_who_works_here_and_the_one_before_stops_working(
    environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    environment["OPINION_SITE_URL"] = "https://opinion.example"
    environment["OPINION_SECRET_KEY"] = "0123456789abcdef" * 4
    app: Flask = request.getfixturevalue("app")

    first = said(app, "staff add ed@example.org --role editor").split()[-1]
    second = said(app, "staff link ed@example.org").split()[-1]

    assert first.startswith("https://opinion.example/session/setup/")
    client = app.test_client()
    assert [
        client.get(each, base_url="https://opinion.example").status_code for each in (first, second)
    ] == [410, 200]


def test_the_link_of_a_local_site_is_at_the_port_that_one_says(app: Flask) -> None:
    added = said(app, "staff add ed@example.org --role editor --port 8123")

    assert "\nhttp://localhost:8123/session/setup/" in added
    told = run(app, "staff link ed@example.org").output
    assert "http://localhost:8000/session/setup/" in told
    assert "another port than 8000, put that one there, or say --port" in told


def test_a_reader_who_is_not_one_of_the_staff_stays_signed_in(app: Flask) -> None:
    browser = signed_in(app, make.person("pat@example.org"))

    removed = said(app, "staff remove pat@example.org")

    assert removed == "pat@example.org is not one of the staff.\n"
    assert is_signed_in(browser)


def test_each_change_of_a_role_is_listed_with_who_did_it(app: Flask) -> None:
    admin = make.person("ada@example.org", "Ada", role=Role.ADMIN)
    said(app, "staff add ed@example.org --role moderator --name Ed")
    said(app, "staff add ed@example.org --role moderator")
    with writing():
        appoint("ed@example.org", Role.EDITOR, now(), admin.id)
    said(app, "staff remove ed@example.org")

    lines = [line.split("  ", 1)[1] for line in said(app, "staff log").splitlines()]

    assert lines == [
        "Ed  editor → no role  by the command line, or somebody who left",
        "Ed  moderator → editor  by Ada",
        "Ed  no role → moderator  by the command line, or somebody who left",
    ]
