"""Lists of articles: the front page, sections and authors, a page at a time, and error pages."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from opinion.articles.listing import PAGE
from opinion.articles.models import Article
from opinion.clock import now
from tests import make
from tests.pages import Page


def read(client: FlaskClient, address: str = "/") -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text)


def titles(page: Page) -> list[str]:
    """Return the headlines of the list, without those most discussed."""
    return page.words(".cards:not(.ranked) .u-url")


def many(how_many: int, **fields: str) -> list[str]:
    """Store articles, an hour apart, and return their titles, the newest first."""
    for number in range(how_many):
        age = timedelta(hours=1 + number)
        make.article(f"Title {number}", published_at=now() - age, section=fields.get("section"))
    return [f"Title {number}" for number in range(how_many)]


@pytest.mark.usefixtures("each_database")
def test_the_front_page_shows_the_newest_first_the_first_of_them_large(client: FlaskClient) -> None:
    make.article("Old", published_at=now() - timedelta(days=3), standfirst="Quiet")
    make.article("New", section="Town", authors=["Ann One", "Bob Two"], standfirst="Loud")

    page = read(client)

    assert titles(page) == ["New", "Old"]
    assert page.words(".card--lead h2") == ["New Ann One and Bob Two"]
    assert page.words(".card--lead > article > p:not([class])") == ["Loud"]
    assert page.words(".card .kicker") == ["Town"]
    assert "Quiet" not in page.html
    assert page.words("h1") == ["Opinion"]


@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("section", [None, "Town"])
def test_pages_lead_forth_and_back_over_every_article_once(
    client: FlaskClient, section: str | None
) -> None:
    wanted = many(2 * PAGE + 3, section=section) if section else many(2 * PAGE + 3)
    start = "/sections/town" if section else "/"

    pages = [read(client, start)]
    while older := pages[-1].values("a[rel=next]", "href"):
        pages.append(read(client, older[0]))
    back = [pages[-1]]
    while newer := back[-1].values("a[rel=prev]", "href"):
        back.append(read(client, newer[0]))

    assert [title for page in pages for title in titles(page)] == wanted
    assert [title for page in reversed(back) for title in titles(page)] == wanted
    assert [len(titles(page)) for page in pages] == [PAGE, PAGE, 3]


def test_articles_of_one_moment_are_all_listed(client: FlaskClient) -> None:
    moment = now() - timedelta(days=1)
    wanted = {make.article(f"Title {number}", published_at=moment).title for number in range(20)}

    first = read(client)
    second = read(client, first.values("a[rel=next]", "href")[0])

    assert set(titles(first)) | set(titles(second)) == wanted
    assert not set(titles(first)) & set(titles(second))


def test_a_section_and_an_author_list_their_own(client: FlaskClient) -> None:
    make.article("Here", section="Town", authors=["Ann One"])
    make.article("There", section="Country", authors=["Bob Two"])

    town, ann = read(client, "/sections/town"), read(client, "/authors/ann-one")

    assert titles(town) == titles(ann) == ["Here"]
    assert town.words("h1") == ["Town"]
    assert ann.words("h1") == ["Ann One"]
    assert town.words("nav li") == ["Country", "Town"]
    assert town.values("a[aria-current=page]", "href") == ["/sections/town"]
    assert town.values("link[rel=canonical]", "href") == ["http://localhost/sections/town"]


def discussed(*counts: int, age: timedelta = timedelta(days=1)) -> list[Article]:
    """Store articles, each with so many comments."""
    made = [make.article(f"With {count}", published_at=now() - age) for count in counts]
    for article, count in zip(made, counts, strict=True):
        for _ in range(count):
            make.comment(article)
    return made


def test_three_articles_or_more_are_the_most_discussed_of_the_week(client: FlaskClient) -> None:
    discussed(1, 3, 2, 0)
    discussed(9, age=timedelta(days=8))

    page = read(client)

    assert page.words(".ranked .u-url") == ["With 3", "With 2", "With 1"]
    assert page.words(".ranked .card__meta a")[0] == "3 comments"


def test_two_are_no_ranking(client: FlaskClient) -> None:
    discussed(1, 2, 0)

    assert not read(client).has(".ranked")
    assert "Most discussed" not in read(client).html


def test_an_empty_site_says_so(client: FlaskClient) -> None:
    page = read(client, "/?utm_source=x")

    assert page.words(".empty") == ["Nothing here yet."]
    assert not page.has("nav")


def test_a_page_that_is_not_found_offers_the_latest_three(client: FlaskClient) -> None:
    many(5)

    for address in ("/nowhere", "/articles/none", "/sections/none", "/authors/none"):
        answer = client.get(address)

        assert answer.status_code == 404
        assert Page(answer.text).words(".latest a") == ["Title 0", "Title 1", "Title 2"]
        assert Page(answer.text).values("meta[name=robots]", "content") == ["noindex"]


def test_a_page_behind_an_article_that_is_not_listed_is_not_found(client: FlaskClient) -> None:
    many(2)
    secret = make.article(is_draft=True)

    for number in (secret.id, 4711):
        assert client.get(f"/?after={number}").status_code == 404
        assert client.get(f"/?before={number}").status_code == 404
