"""All that is stored of one address: handed out, and erased, at the command line."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.models import LegalNotice
from opinion.notices.models import Following, Mail
from opinion.people.credentials import FailedSignIn
from opinion.people.guests import keyed_hash
from opinion.people.models import Person, Role, SignInLink
from tests import make
from tests.comments.reactors import counts_are_right, now_of, reader, report, vote
from tests.moderation.test_legal_notices import LAW
from tests.notices.mailing import follower
from tests.people.readers import READER, WITH_MAIL, comment_by, link_to, signed_in
from tests.privacy.commanding import run, said

GUESTS = "Written by a guest"
pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | WITH_MAIL


@pytest.fixture
def article(app: Flask) -> Article:
    """An article under which one address was given in many ways, and others besides."""
    article = make.article(slug="bread")
    person = make.person()
    comment_by(person, article, "Written by who signed in")
    theirs = make.comment(article, GUESTS)
    other = make.comment(article, "Another's")
    with writing():
        for number, email in ((theirs.id, "Reader@example.org"), (other.id, "o@example.org")):
            db.session.execute(update(Comment).where(Comment.id == number).values(email=email))
        db.session.add(
            FailedSignIn(address=keyed_hash("sign in", READER), network="n" * 64, at=now())
        )
    follower(article, READER)
    follower(article, "o@example.org")
    link_to()
    report(reader(app), other, "illegal", **(LAW | {"email": READER}))
    vote(signed_in(app, person), other)
    return article


def test_the_export_holds_all_that_is_known_by_the_address(
    app: Flask, article: Article, tmp_path: Path
) -> None:
    file = tmp_path / "export.json"

    assert said(app, "export", "READER@example.org", str(file)) == ""

    data = json.loads(file.read_text("utf-8"))
    assert [each["text"] for each in data["account"]["comments"]] == ["Written by who signed in"]
    assert len(data["account"]["agreed_with"]) == 1
    assert [each["text"] for each in data["comments_with_this_address"]] == [GUESTS]
    assert [each["scope"] for each in data["follows"]] == ["article"]
    assert [each["law"] for each in data["notices_naming_a_law"]] == [LAW["law"]]
    assert "receipt" in {each["kind"] for each in data["waiting_notices"]}
    assert (len(data["links_to_sign_in_by"]), len(data["failed_sign_ins"])) == (1, 1)
    assert "o@example.org" not in file.read_text("utf-8")


def test_of_an_address_that_nobody_gave_there_is_nothing(app: Flask) -> None:
    data = json.loads(said(app, "export", "nobody@example.org"))

    assert not any(value for name, value in data.items() if name != "address")


def test_erasing_takes_the_account_and_the_address_and_leaves_what_guests_wrote(
    app: Flask, article: Article
) -> None:
    assert said(app, "erase", READER, "--yes") == f"{READER} is erased, and the account.\n"

    data = json.loads(said(app, "export", READER))
    assert not any(value for name, value in data.items() if name != "address")
    assert {each.text for each in db.session.scalars(select(Comment))} == {
        "", GUESTS, "Another's",
    }  # fmt: skip
    assert [each.email for each in db.session.scalars(select(Following))] == ["o@example.org"]
    assert not db.session.scalars(select(Person)).all()
    assert not db.session.scalars(select(SignInLink)).all()
    assert not db.session.scalars(select(Mail)).all()
    assert [each.email for each in db.session.scalars(select(LegalNotice))] == [""]
    assert counts_are_right(article)


def test_what_guests_wrote_with_it_goes_too_where_that_is_asked_for(
    app: Flask, article: Article
) -> None:
    said(app, "erase", READER, "--yes", "--with-comments")

    assert {each.text for each in db.session.scalars(select(Comment))} == {"", "Another's"}


def test_erasing_asks_first(app: Flask) -> None:
    comment = make.comment(make.article())
    with writing():
        db.session.execute(update(Comment).values(email=READER))

    refused = run(app, "erase", READER, typed="n\n")

    assert refused.exit_code == 1
    assert now_of(comment).email == READER
    assert run(app, "erase", READER, typed="y\n").exit_code == 0
    assert now_of(comment).email == ""


def test_staff_are_not_erased_and_no_address_is_refused(app: Flask) -> None:
    make.person("mo@example.org", role=Role.MODERATOR)

    assert "works here" in run(app, "erase", "mo@example.org", "--yes").output
    assert "not an e-mail address" in run(app, "export", "mo").output
    assert len(db.session.scalars(select(Person)).all()) == 1
