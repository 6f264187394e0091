"""What an article's page tells machines: titles, cards, the licence of robots, schema.org."""

import json
import re
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from opinion.articles.drafts import Credit, Draft, Signature
from opinion.articles.models import Correction, Part
from opinion.clock import now
from tests import make
from tests.articles.drafting import draft, published
from tests.pages import Page

ENDS = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "a\u2028b\u2029c",
    "\"'&\\</ScRiPt >",
]


def page(client: FlaskClient, made: Draft) -> Page:
    article = published(made, at=now() - timedelta(days=1))
    return Page(client.get(f"/articles/{article.slug}").text)


def content(shown: Page, name: str) -> str:
    """Return what the page's ``meta`` of this name or property says."""
    [said] = shown.values(f"meta[name='{name}'], meta[property='{name}']", "content")
    return said


def data_in(shown: Page) -> str:
    [script] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', shown.html, re.DOTALL
    )
    return str(script)


def test_the_title_names_article_and_site(client: FlaskClient) -> None:
    shown = page(client, draft("Bread & <b>"))

    assert shown.words("title") == ["Bread & <b> – Opinion"]


def test_an_article_has_one_address_whatever_the_query(client: FlaskClient) -> None:
    article = make.article()
    make.comment(article)

    shown = Page(client.get(f"/articles/{article.slug}?sort=newest&utm_source=x").text)

    address = f"http://localhost/articles/{article.slug}"
    assert shown.values("link[rel=canonical]", "href") == [address]
    assert content(shown, "og:url") == address


def test_an_article_from_elsewhere_names_its_first_address(client: FlaskClient) -> None:
    first = "https://gazette.example/bread"

    shown = page(client, draft(canonical_url=first))

    assert shown.values("link[rel=canonical]", "href") == [first]


@pytest.mark.parametrize(
    ("standfirst", "said"),
    [
        ("It “matters” & more.", "It “matters” & more."),
        ("", "Bread"),
        ("word " * 50, "word " * 30 + "word…"),
    ],
)
def test_the_description_is_the_standfirst_cut_at_a_word(
    client: FlaskClient, standfirst: str, said: str
) -> None:
    shown = page(client, draft("Bread", standfirst=standfirst))

    assert content(shown, "description") == said
    assert content(shown, "og:description") == said
    assert len(said) <= 160


def test_cards_say_what_the_article_is(client: FlaskClient) -> None:
    first = now() - timedelta(days=2)
    made = draft(
        "Bread",
        section="Town",
        tags=("Walking", "Bread"),
        published_at=first,
        updated_at=first + timedelta(hours=1),
        signatures=(Signature("Ann One"), Signature("Pat Poster", part=Part.POSTER)),
    )

    shown = page(client, made)

    assert content(shown, "og:type") == "article"
    assert content(shown, "og:title") == "Bread"
    assert content(shown, "og:site_name") == "Opinion"
    assert content(shown, "author") == "Ann One"
    assert content(shown, "article:section") == "Town"
    assert content(shown, "article:published_time") == stamp(first)
    assert content(shown, "article:modified_time") == stamp(first + timedelta(hours=1))
    assert content(shown, "twitter:card") == "summary"
    assert content(shown, "robots") == "max-image-preview:large"
    assert shown.values("meta[property='article:tag']", "content") == ["Walking", "Bread"]


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def test_schema_org_says_the_same(client: FlaskClient) -> None:
    made = draft(
        "Bread",
        section="Town",
        standfirst="It matters.",
        language="de",
        signatures=(Signature("Ann One", "MEP"), Signature("Pat Poster", part=Part.POSTER)),
        credit=Credit("The Gazette", "https://gazette.example/"),
        corrections=(Correction(at="2024-02-01", text="A name."),),
    )

    data = json.loads(data_in(page(client, made)))

    assert data["@type"] == "OpinionNewsArticle"
    assert (data["headline"], data["description"]) == ("Bread", "It matters.")
    assert (data["inLanguage"], data["articleSection"]) == ("de", "Town")
    assert data["mainEntityOfPage"] == "http://localhost/articles/bread"
    assert data["discussionUrl"] == "http://localhost/articles/bread#comments"
    assert data["datePublished"] == data["dateModified"]
    assert [(author["name"], author["url"], author["jobTitle"]) for author in data["author"]] == [
        ("Ann One", "http://localhost/authors/ann-one", "MEP")
    ]
    assert data["isBasedOn"]["publisher"]["name"] == "The Gazette"
    assert data["correction"][0]["text"] == "A name."
    assert data["commentCount"] == 0
    assert "comment" not in data


@pytest.mark.parametrize("words", ENDS)
def test_no_words_end_the_data_early(client: FlaskClient, words: str) -> None:
    shown = page(client, draft(f"Bread {words}", standfirst=words, section=words, tags=(words,)))

    raw = data_in(shown)
    data = json.loads(raw)
    assert data["headline"] == f"Bread {words}"
    assert (data["description"], data["articleSection"], data["keywords"]) == (words, words, words)
    assert not set("<>&\u2028\u2029") & set(raw)


def test_icons_and_manifest_answer(client: FlaskClient) -> None:
    shown = page(client, draft())
    manifest = client.get("/site.webmanifest")

    assert shown.values("link[rel=manifest]", "href") == ["/site.webmanifest"]
    assert manifest.mimetype == "application/manifest+json"
    assert manifest.json
    icons = [icon["src"] for icon in manifest.json["icons"]]
    icons += shown.values("link[rel=icon], link[rel=apple-touch-icon]", "href")
    kinds = [client.get(address).mimetype for address in icons]
    assert kinds == ["image/png", "image/png", "image/svg+xml", "image/png"]
    assert client.get("/favicon.ico", follow_redirects=True).status_code == 200
