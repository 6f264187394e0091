"""The article's page: what stands where, from the kicker to the licence."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from opinion.articles.drafts import Credit, Draft, Signature
from opinion.articles.models import Correction, Image, Part
from opinion.clock import now
from tests import make
from tests.articles.drafting import draft, published
from tests.pages import Page

BODY = "<p>One.</p><h2>A part</h2><p>Two.</p><h3>A smaller part</h3><p>Three.</p>"


def yesterday() -> datetime:
    return now() - timedelta(days=1)


def page(client: FlaskClient, made: Draft | None = None, **fields: Any) -> Page:
    """Publish a draft yesterday and return its page."""
    article = published(made or draft(**fields), at=yesterday())
    answer = client.get(f"/articles/{article.slug}")
    assert answer.status_code == 200
    return Page(answer.text)


def test_the_head_says_section_headline_writers_and_standfirst_in_this_order(
    client: FlaskClient,
) -> None:
    shown = page(
        client,
        title="A bridge & a <river>",
        section="Town",
        signatures=(Signature("Ann One", "MEP"), Signature("Bob Two"), Signature("Cy Three")),
        standfirst="It “matters”.",
    )

    assert shown.words(".article__head > *") == [
        "Town",
        "A bridge & a <river>",
        "By Ann One, Bob Two and Cy Three Ann One: MEP",
        "It “matters”.",
    ]
    assert shown.values(".kicker a", "href") == ["/sections/town"]
    assert shown.values("nav a[aria-current]", "href") == ["/sections/town"]
    assert shown.words("h1") == ["A bridge & a <river>"]
    authors = shown.values(".byline a[rel=author]", "href")
    assert authors == ["/authors/ann-one", "/authors/bob-two", "/authors/cy-three"]


def test_one_writers_role_stands_without_repeating_the_name(client: FlaskClient) -> None:
    shown = page(client, signatures=(Signature("Ann One", "MEP"),))

    assert shown.words(".byline") == ["By Ann One MEP"]


def test_who_posted_it_stands_after_the_writers(client: FlaskClient) -> None:
    poster = Signature("Pat Poster", part=Part.POSTER)

    shown = page(client, signatures=(poster, Signature("Ann One")))

    assert shown.words(".byline") == ["By Ann One", "published by Pat Poster"]
    assert shown.values(".byline--poster a", "href") == ["/authors/pat-poster"]


def test_what_an_article_lacks_leaves_nothing_behind(client: FlaskClient) -> None:
    shown = page(client)

    for selector in (".kicker", ".byline", ".standfirst", "figure", ".corrections", ".credit"):
        assert not shown.has(selector), selector


@pytest.mark.parametrize(("minutes", "is_told"), [(10, False), (11, True)])
def test_an_update_is_told_if_it_came_over_ten_minutes_later(
    client: FlaskClient, minutes: int, is_told: bool
) -> None:
    first = yesterday()
    later = first + timedelta(minutes=minutes)

    shown = page(client, published_at=first, updated_at=later)

    assert shown.values("time.dt-published", "datetime") == [f"{first:%Y-%m-%dT%H:%M:%SZ}"]
    told = [f"{later:%Y-%m-%dT%H:%M:%SZ}"] if is_told else []
    assert shown.values("time.dt-updated", "datetime") == told


def test_the_picture_stands_over_the_text_with_its_words(client: FlaskClient) -> None:
    image = Image(
        src=f"/media/{'0' * 32}.webp", alt="", width=30, height=20, caption="Dawn", credit="A. Eye"
    )

    shown = page(client, image=image)

    assert shown.values("figure img", "src") == [image["src"]]
    assert shown.values("figure img[alt='']", "width") == ["30"]
    assert shown.words("figcaption") == ["Dawn A. Eye"]
    assert shown.values("meta[property='og:image']", "content") == [
        f"http://localhost{image['src']}"
    ]
    assert shown.values("meta[name='twitter:card']", "content") == ["summary_large_image"]


def test_paragraphs_and_headings_have_addresses(client: FlaskClient) -> None:
    shown = page(client, html=BODY)

    assert shown.values(".body > :not(button)", "id") == ["b1", "s1", "b2", "s2", "b3"]
    assert shown.words(".body h2, .body h3") == ["A part", "A smaller part"]
    assert shown.words(".body .block > :first-child") == ["One.", "Two.", "Three."]


def test_the_foot_says_where_the_article_first_appeared(client: FlaskClient) -> None:
    credited = draft(credit=Credit("The <Gazette>", "https://sample.example/a?b=1&c"))

    shown = page(client, credited)
    unlinked = page(client, replace(credited, credit=Credit("The Post")))

    assert shown.words("p.credit") == ["Originally published in The <Gazette>."]
    assert shown.values("p.credit a.u-syndication", "href") == ["https://sample.example/a?b=1&c"]
    assert unlinked.words("p.credit") == ["Originally published in The Post."]
    assert not unlinked.has("p.credit a")


@pytest.mark.parametrize("is_reversed", [False, True])
def test_corrections_stand_newest_first_however_they_were_written(
    client: FlaskClient, is_reversed: bool
) -> None:
    told = [
        Correction(at="2024-02-01", text="A name."),
        Correction(at="2024-03-05", text="A <b>number</b>."),
    ]

    shown = page(client, corrections=tuple(reversed(told) if is_reversed else told))

    assert shown.words(".corrections > *") == [
        "Correction, 5 March 2024",
        "A <b>number</b>.",
        "Correction, 1 February 2024",
        "A name.",
    ]


def test_a_licence_is_a_link_or_words(client: FlaskClient) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"

    linked = page(client, licence=address)
    said = page(client, licence="All rights reserved")

    assert linked.values("a[rel=license]", "href") == [address]
    assert not said.has("a[rel=license]")
    assert any("All rights reserved" in words for words in said.words(".article__foot p"))


def test_the_number_of_comments_stands_beside_the_text_and_above_them(client: FlaskClient) -> None:
    article = make.article("Bread")
    first = make.comment(article)
    make.comment(article, parent=first)

    shown = Page(client.get(f"/articles/{article.slug}").text)

    assert shown.words("#meta-count") == ["2 comments"]
    assert shown.words("#comments-title") == ["2 comments on “Bread”"]
    assert shown.words(f"#summary-{first.id}") == ["1 reply"]


def test_a_closed_conversation_says_since_when_and_offers_no_form(client: FlaskClient) -> None:
    article = make.article(comments_close_at=now() - timedelta(hours=1))
    make.comment(article)

    shown = Page(client.get(f"/articles/{article.slug}").text)

    assert shown.words("#form-end")[0].startswith("Comments closed on ")
    assert not shown.has(".reply-form")
    assert not shown.has("a.reply")
