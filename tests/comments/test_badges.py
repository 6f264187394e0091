"""Badges beside the name of a comment's writer: author, staff, and the words of a named voice."""

import pytest
from flask.testing import FlaskClient

from opinion.articles.models import Byline, Part
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.withdrawing import remove_name
from opinion.database import db, writing
from opinion.people.granting import end_voice
from opinion.people.models import NamedVoice, Person, Role
from tests import make
from tests.pages import Page, problems
from tests.people.vouched import author_of, voice_of, written_by


def page_of(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    assert problems(answer.text) == []
    return Page(answer.text)


def shown(client: FlaskClient, comment: Comment, slug: str) -> list[str]:
    """Return the badges on ``comment`` on the page of its article."""
    return page_of(client, f"/articles/{slug}").words(f"#comment-{comment.id} .badge")


def test_the_articles_author_is_marked_under_it_and_nowhere_else(client: FlaskClient) -> None:
    own = make.article(slug="own", authors=["Ann Writer", "Second Writer"])
    other = make.article(slug="other", authors=["Somebody Else"])
    ann = author_of(own)
    here, there = written_by(ann, own), written_by(ann, other)

    assert shown(client, here, "own") == ["Author"]
    assert shown(client, there, "other") == []


def test_who_only_put_the_article_up_is_not_its_author(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    poster = author_of(article)
    with writing():
        db.session.query(Byline).update({"part": Part.POSTER})

    assert shown(client, written_by(poster, article), "bread") == []


@pytest.mark.parametrize("role", Role)
def test_staff_are_marked_as_long_as_they_are_staff(client: FlaskClient, role: Role) -> None:
    article = make.article(slug="bread")
    person = make.person(role=role)
    comment = written_by(person, article)
    before = shown(client, comment, "bread")
    with writing():
        db.session.get_one(Person, person.id).role = None

    assert before == ["Staff"]
    assert shown(client, comment, "bread") == []


def test_a_named_voice_speaks_everywhere_or_under_one_article(client: FlaskClient) -> None:
    one, other = make.article(slug="one"), make.article(slug="other")
    anywhere, quoted = make.person("a@example.org"), make.person("b@example.org")
    voice_of(anywhere, "MEP")
    voice_of(quoted, "Quoted in this article", one)

    for article, badges in ((one, ["Quoted in this article"]), (other, [])):
        assert shown(client, written_by(anywhere, article), article.slug) == ["MEP"]
        assert shown(client, written_by(quoted, article), article.slug) == badges


def test_of_several_voices_the_nearest_and_newest_speaks(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    person = make.person()
    comment = written_by(person, article)
    told = []
    for words, place in [("Baker", None), ("MEP", None), ("Quoted", article), ("Miller", None)]:
        voice_of(person, words, place)
        told.append(shown(client, comment, "bread"))

    assert told == [["Baker"], ["MEP"], ["Quoted"], ["Quoted"]]


def test_a_voice_that_has_ended_is_heard_no_more(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    person = make.person()
    voice = voice_of(person)
    comment = written_by(person, article)
    with writing():
        end_voice(db.session.get_one(NamedVoice, voice.id), now())

    assert shown(client, comment, "bread") == []


@pytest.mark.parametrize("role", [None, Role.EDITOR])
def test_an_author_is_first_of_all_the_author(client: FlaskClient, role: Role | None) -> None:
    article = make.article(slug="bread")
    author = author_of(article, role=role)
    voice_of(author)

    assert shown(client, written_by(author, article), "bread") == ["Author", "MEP"]


def test_a_badge_is_told_by_the_name_of_the_comment_and_told_from_a_name(
    client: FlaskClient,
) -> None:
    article = make.article(slug="bread")
    staff = written_by(make.person(role=Role.ADMIN), article)
    pretender = make.comment(article, name="Sample Staff")

    page = page_of(client, "/articles/bread")

    assert page.values(f"#comment-{staff.id}", "aria-labelledby") == [
        f"by-{staff.id} as-{staff.id}"
    ]
    assert page.words(f"#as-{staff.id}") == ["Badge: Staff"]
    assert not page.has(f"#as-{pretender.id}")


def test_badges_speak_the_language_of_the_article_and_words_are_only_words(
    client: FlaskClient,
) -> None:
    article = make.article(slug="brot", language="de")
    author = author_of(article)
    voice_of(author, "<b>MdB & co")
    comment = written_by(author, article)

    assert shown(client, comment, "brot") == ["Autor/in", "<b>MdB & co"]
    page = page_of(client, "/articles/brot")
    assert page.words(f"#as-{comment.id} .visually-hidden") == ["Kennzeichen:"]


def test_what_has_no_name_any_more_has_no_badge(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    author = author_of(article)
    disowned, removed = written_by(author, article), written_by(author, article, "Remove me")
    make.comment(article, parent=removed)
    make.decided(removed, Status.REMOVED)
    with writing():
        remove_name(db.session.get_one(Comment, disowned.id))

    page = page_of(client, "/articles/bread")

    assert page.words(f"#by-{disowned.id}") == ["a former reader"]
    assert not page.has(".badge")


def test_comments_of_strangers_carry_nothing_of_it(client: FlaskClient) -> None:
    article = make.article(slug="bread")
    guest = make.comment(article, name="Guest")
    reader = written_by(make.person(), article, "A comment.", name="Guest")

    page = page_of(client, "/articles/bread")

    guests, readers = (
        page.html.split(f'id="comment-{each.id}"')[1].partition("</header>")[0]
        for each in (guest, reader)
    )
    assert len(guests) == len(readers)
    assert "as-" not in guests + readers
