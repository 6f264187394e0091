"""Addresses: which article a draft is another version of, and where it is found."""

import pytest
from flask import Flask

from tests.articles.drafting import MONDAY, TUESDAY, draft, former, published


def test_a_changed_title_keeps_the_slug(app: Flask) -> None:
    published(draft())

    assert published(draft("A road")).slug == "a-bridge"


def test_a_changed_slug_moves_the_article_and_the_old_one_leads_to_it(app: Flask) -> None:
    published(draft())

    article = published(draft(slug="the-bridge"))

    assert (article.slug, former(article)) == ("the-bridge", {"a-bridge"})


def test_a_slug_that_comes_back_leads_nowhere_else(app: Flask) -> None:
    published(draft(slug="one"))
    published(draft(slug="two"))

    article = published(draft(slug="one"))

    assert (article.slug, former(article)) == ("one", {"two"})


def test_two_documents_with_one_title_have_two_addresses(app: Flask) -> None:
    first = published(draft(), others=frozenset({"b.md"}))
    second = published(draft(key="b.md"), others=frozenset({"a.md"}))

    assert (first.slug, second.slug) == ("a-bridge", "a-bridge-2")


def test_a_document_that_was_moved_is_the_same_article(app: Flask) -> None:
    first = published(draft())

    moved = published(draft(key="town/a.md"))
    retitled = published(draft("A road", key="town/a.md"))

    assert moved.id == retitled.id == first.id
    assert retitled.slug == "a-bridge"


def test_a_column_of_another_day_with_the_same_title_is_another_article(app: Flask) -> None:
    published(draft(key="monday.md", published_at=MONDAY))

    assert published(draft(key="tuesday.md", published_at=TUESDAY)).slug == "a-bridge-2"


def test_the_same_slug_given_by_hand_is_the_same_article(app: Flask) -> None:
    first = published(draft(slug="bridge"))

    assert published(draft("A road", key="b.md", slug="bridge")).id == first.id


def test_a_slug_of_another_document_is_refused(app: Flask) -> None:
    published(draft(slug="bridge"))
    published(draft("A road", key="b.md"))

    with pytest.raises(ValueError, match="the address “bridge” is that of “A bridge”"):
        published(draft("A road", key="b.md", slug="bridge"))
    with pytest.raises(ValueError, match="is that of"):
        published(draft("A river", key="c.md", slug="bridge"), others=frozenset({"a.md"}))


def test_a_proposed_slug_is_taken_by_a_new_article_only(app: Flask) -> None:
    assert published(draft(proposed_slug="my-bridge")).slug == "my-bridge"
    assert published(draft(proposed_slug="your-bridge")).slug == "my-bridge"


@pytest.mark.parametrize("title", ["Größe & Straße", "大橋", "😀", "x" * 300, "Мост"])
def test_an_address_is_short_and_ascii_whatever_the_title(app: Flask, title: str) -> None:
    slug = published(draft(title)).slug

    assert slug.isascii()
    assert 1 <= len(slug) <= 80


def test_a_former_address_that_another_article_has_is_not_taken_from_it(app: Flask) -> None:
    published(draft())

    road = published(draft("A road", key="b.md", former_slugs=("a-bridge", "old-road")))

    assert former(road) == {"old-road"}


def test_numbered_namesakes_that_were_moved_are_the_same_articles(app: Flask) -> None:
    documents = {"a.md": MONDAY, "b.md": TUESDAY}
    first = {key: published(draft(key=key, published_at=at)).id for key, at in documents.items()}

    moved = {
        key: published(draft(key=f"posts/{key}", published_at=at)).id
        for key, at in documents.items()
    }

    assert moved == first
