"""Doors for staff: each has a rule, taken from the map of addresses, and each role is asked for.

An address below /moderation without a rule fails here; but for those that are themselves secrets,
which one person was mailed, and which do one thing: ``test_by_mail.py`` is about them.
"""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from opinion.people.models import Role
from opinion.people.signing_in import Question, rule_of, staff_only
from opinion.permissions import may_administer, may_edit_site, may_moderate
from tests import make
from tests.people.readers import press, signed_in

LET_IN: dict[Question, set[Role]] = {
    may_moderate: {Role.MODERATOR, Role.EDITOR, Role.ADMIN},
    may_edit_site: {Role.EDITOR, Role.ADMIN},
    may_administer: {Role.ADMIN},
}
BY_SECRET = {
    "moderation.by_mail",
    "moderation.create_by_mail",
    "moderation.create_undo_by_mail",
}
STRANGER, READER = "stranger", "reader"
WHO = [STRANGER, READER, *Role]


def is_for_staff(app: Flask, rule: Rule) -> bool:
    """Whether what is behind an address is for staff: by its place, or by its rule."""
    has_rule = rule_of(app.view_functions[rule.endpoint]) is not None
    is_there = rule.rule.startswith("/moderation") and rule.endpoint not in BY_SECRET
    return is_there or has_rule


def doors(app: Flask) -> dict[tuple[str, str], Question | None]:
    """Return the rule of each method and address that is for staff."""
    return {
        (method, rule.rule.replace("<id:number>", "1")): rule_of(app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if is_for_staff(app, rule)
        for method in (rule.methods or set()) & {"GET", "POST"}
    }


def without_a_rule(app: Flask) -> list[str]:
    """Return the addresses for staff that let everybody in."""
    return [address for (_, address), rule in doors(app).items() if rule is None]


def test_every_door_for_staff_has_a_rule(app: Flask) -> None:
    assert without_a_rule(app) == [], "put @staff_only(…) above the view"
    assert set(doors(app).values()) <= set(LET_IN), "say in LET_IN whom the new question lets in"
    assert ("POST", "/moderation/staff/1/role") in doors(app)
    assert ("GET", "/account/keys") in doors(app)


def test_a_door_without_a_rule_would_be_found(app: Flask) -> None:
    app.add_url_rule("/moderation/probe", "moderation.probe", lambda: "open to all")

    assert without_a_rule(app) == ["/moderation/probe"]


@pytest.mark.parametrize("who", WHO)
def test_each_door_lets_in_whom_its_rule_says(app: Flask, who: str) -> None:
    for question in LET_IN:
        address = f"/moderation/{question.__name__}"
        view = staff_only(question)(lambda: "let in")
        app.add_url_rule(address, question.__name__, view, methods=["GET", "POST"])
    person = make.person("who@example.org", role=None if who in {STRANGER, READER} else who)
    browser = app.test_client() if who == STRANGER else signed_in(app, person)

    for (method, address), rule in doors(app).items():
        assert rule
        answer = browser.open(address, method=method, headers={"Origin": "http://localhost"})
        if who == STRANGER:
            is_account = address.startswith("/account")
            back = address if method == "GET" else "/account" if is_account else "/moderation"
            expected = (303, f"/session?onward={back}")
            assert (answer.status_code, answer.location) == expected, address
        else:
            is_let_in = who in LET_IN[rule]
            assert (answer.status_code != 403) == is_let_in, (method, address)
            assert answer.status_code < 500
        browser = browser if who == STRANGER else signed_in(app, person)
        assert answer.headers["Cache-Control"] not in {"", "public, max-age=0, must-revalidate"}


def test_who_lost_the_role_is_turned_away_at_once(app: Flask, client: FlaskClient) -> None:
    admin = make.person("ad@example.org", role=Role.ADMIN)
    other = make.person("ot@example.org", role=Role.ADMIN)
    browser, theirs = signed_in(app, admin), signed_in(app, other)
    assert theirs.get("/moderation/staff").status_code == 200

    press(browser, f"/moderation/staff/{other.id}/role", role="moderator")

    assert theirs.get("/moderation/staff").status_code == 403


def test_what_is_behind_them_is_kept_by_nobody(app: Flask) -> None:
    browser = signed_in(app, make.person("ad@example.org", role=Role.ADMIN))

    for answer in (browser.get("/moderation/staff"), app.test_client().get("/moderation/staff")):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
