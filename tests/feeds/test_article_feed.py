"""The feed of articles: what it says of each, and how many speak about it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from opinion.articles.drafts import Signature
from opinion.articles.models import Part
from opinion.clock import now
from opinion.comments.models import Status
from opinion.languages import iso
from tests import make
from tests.articles.drafting import draft, published
from tests.feeds.atom import ATOM, THREADS, FeedDocument

HOUR = timedelta(hours=1)


def feed(client: FlaskClient, address: str = "/feed.atom") -> FeedDocument:
    return FeedDocument(client.get(address))


@pytest.mark.usefixtures("each_database")
def test_it_holds_the_public_articles_the_newest_first(client: FlaskClient) -> None:
    make.article("Older", published_at=now() - 3 * HOUR)
    newest = now() - HOUR
    make.article("Newer", published_at=newest)
    make.article("Draft", is_draft=True)
    make.article("Tomorrow's", published_at=now() + HOUR)

    found = feed(client)

    assert found.titles == ["Newer", "Older"]
    assert found.link("alternate") == "/"
    assert found.says("updated") == iso(newest)


def test_an_entry_says_who_wrote_it_where_and_when(client: FlaskClient) -> None:
    at = now() - 3 * HOUR
    published(
        draft(
            "Bread & <butter>",
            section="Town & Country",
            standfirst="It “matters”.",
            language="de",
            published_at=at,
            updated_at=at + HOUR,
            signatures=(
                Signature("Ann <One>"),
                Signature("Bea Two"),
                Signature("Pat", part=Part.POSTER),
            ),
            licence="https://x.test/by",
        )
    )

    [entry] = feed(client).entries

    assert entry.says("title") == "Bread & <butter>"
    assert entry.says("summary") == "It “matters”."
    names = [each.text for each in entry.element.iterfind(f"{ATOM}author/{ATOM}name")]
    assert names == ["Ann <One>", "Bea Two"]
    assert entry.says("published") == iso(at)
    assert entry.says("updated") == iso(at + HOUR)
    category = entry.element.find(f"{ATOM}category")
    assert category is not None
    assert dict(category.attrib) == {"term": "town-country", "label": "Town & Country"}
    assert entry.link("license").attrib["href"] == "https://x.test/by"
    assert entry.element.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"


def test_an_article_without_a_byline_is_the_sites(client: FlaskClient) -> None:
    make.article(authors=(), licence="All rights reserved")

    [entry] = feed(client).entries

    assert entry.says("author/name") == ""
    assert feed(client).root.findtext(f"{ATOM}author/{ATOM}name") == "Opinion"
    assert entry.says("rights") == "All rights reserved"


@pytest.mark.usefixtures("each_database")
def test_an_entry_leads_to_its_comments_and_counts_them(client: FlaskClient) -> None:
    article = make.article(slug="bread", published_at=now() - 9 * HOUR)
    make.comment(article, at=now() - 3 * HOUR)
    newest = now() - 2 * HOUR
    make.comment(article, at=newest)
    make.decided(make.comment(article, at=now() - HOUR), Status.REMOVED)
    make.article(slug="silent", published_at=now() - 10 * HOUR)

    spoken, silent = feed(client).entries

    replies = spoken.link("replies").attrib
    assert replies["href"] == "http://localhost/articles/bread/comments.atom"
    assert replies[f"{THREADS}count"] == spoken.element.findtext(f"{THREADS}total") == "2"
    assert replies[f"{THREADS}updated"] == iso(newest)
    assert silent.link("replies").attrib[f"{THREADS}count"] == "0"
    assert f"{THREADS}updated" not in silent.link("replies").attrib


def test_it_goes_fifty_at_a_time(client: FlaskClient) -> None:
    for number in range(53):
        make.article(f"Number {number}", published_at=now() - (number + 1) * HOUR)

    first = feed(client)
    second = feed(client, first.link("next"))

    assert len(first.entries) == 50
    assert second.titles == ["Number 50", "Number 51", "Number 52"]
    assert (second.link("next"), second.link("first")) == ("", "/feed.atom")
    assert client.get("/feed.atom?after=4711").status_code == 404
