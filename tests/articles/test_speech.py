"""Which language a page is in: the text's own, and the site's words in it where it has them."""

import pytest
from flask.testing import FlaskClient

from opinion.tongues import direction
from tests import make
from tests.pages import Page
from tests.passages.commenting import about


def page(client: FlaskClient, language: str) -> Page:
    article = make.article("Titel", language=language)
    make.comment(article)
    return Page(client.get(f"/articles/{article.slug}").text)


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        ("en", "ltr", "1 comment"),
        ("de", "ltr", "1 Kommentar"),
        ("de-AT", "ltr", "1 Kommentar"),
        ("ar", "rtl", "1 comment"),
        ("he", "rtl", "1 comment"),
        ("pt-BR", "ltr", "1 comment"),
        ("xx-nonsense", "ltr", "1 comment"),
    ],
)
def test_a_page_is_in_the_language_of_its_text(
    client: FlaskClient, language: str, direction: str, words: str
) -> None:
    shown = page(client, language)

    assert shown.values("html", "lang") == [language]
    assert shown.values("html", "dir") == [direction]
    assert shown.words("#meta-count") == [words]


def test_the_sites_words_say_which_language_they_are_in_where_it_is_another(
    client: FlaskClient,
) -> None:
    shown = page(client, "ar")

    for part in ("header.masthead", "section#comments", "footer.footer", ".article__meta"):
        assert shown.values(part, "lang") == ["en"], part
    for sentence in ("header.masthead", "h2#comments-title", "footer.footer", ".article__meta"):
        assert shown.values(sentence, "dir") == ["ltr"], sentence
    assert shown.values(".comment__text", "lang") == ["ar"]
    assert shown.values("#comments-title bdi", "lang") == ["ar"]


def test_a_discussion_runs_in_the_articles_direction(client: FlaskClient) -> None:
    article = make.article(slug="bread", language="ar")
    about(article, "b1")
    panel = Page(client.get("/articles/bread").text)
    shown = Page(client.get("/articles/bread/passages/b1").text)

    assert panel.values("#slot-b1", "dir") == [""]
    assert panel.values("#slot-b1", "lang") == ["en"]
    for part in ("#passage-b1", ".brief p", ".brief li a", "section#comments", "#threads"):
        assert shown.values(part, "dir") == [""], part
    for sentence in ("#passage-b1 h2", "#form-b1", "h1"):
        assert shown.values(sentence, "dir") == ["ltr"], sentence
    assert shown.values(".passage-text", "dir") == ["rtl"]


def test_where_they_are_in_the_same_nothing_is_said_twice(client: FlaskClient) -> None:
    shown = page(client, "de")

    for part in ("header.masthead", "section#comments", "footer.footer", ".comment__text"):
        assert shown.values(part, "lang") == [""], part


def test_no_wish_of_the_browser_changes_a_page(client: FlaskClient) -> None:
    article = make.article(language="de")

    pages = {
        client.get(f"/articles/{article.slug}", headers={"Accept-Language": wish}).data
        for wish in ("en", "de", "ar, *;q=0.1", "nonsense;;")
    }

    assert len(pages) == 1


def test_a_list_is_in_the_sites_language_and_marks_what_is_not(client: FlaskClient) -> None:
    make.article(language="ar")

    shown = Page(client.get("/").text)

    assert shown.values("html", "lang") == ["en"]
    assert shown.values(".card article", "lang") == ["ar"]
    assert shown.values(".card article", "dir") == ["rtl"]
    assert shown.values(".card__meta", "lang") == ["en"]


@pytest.mark.parametrize(
    "tag", ["", "-", "a", "x" * 35, "en--", "ar-", "zh-Hant-TW", "root", "en-x-a"]
)
def test_any_language_has_a_direction(tag: str) -> None:
    assert direction(tag) in {"ltr", "rtl"}
