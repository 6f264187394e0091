"""Web pages: where an HTML file keeps its headline, byline, date and text."""

from datetime import datetime

import pytest

from opinion.articles.drafts import Draft, Signature
from opinion.seeding.documents import BadDocumentError
from opinion.text import TooNestedError
from tests.seeding.reading import LONG, PRAGUE, read_page

WHOLE = f"""<!doctype html>
<html lang="de-AT"><head>
<title>A bridge – The Site</title>
<meta property="og:title" content="Not this one">
<meta property="og:site_name" content="The Site">
<meta name="author" content="Sample Writer and Other Hand">
<meta name="description" content="It matters to all who walk.">
<meta property="article:section" content="Town">
<meta property="article:published_time" content="2026-11-21T12:00">
<meta property="article:tag" content="Walking"><meta property="article:tag" content="Roads">
<link rel="canonical" href="https://sample.example/bridge">
<link rel="license" href="https://sample.example/licence">
</head><body>
<nav><a href="/">Home</a></nav><header><h2>The Site</h2></header>
<article><header><h1>A <em>bridge</em></h1><p class="byline">By Sample Writer</p>
<time datetime="2026-11-20">yesterday</time></header>
<p>{LONG}</p><h4>Small</h4>
<figure><img src="a.png"><figcaption>It stands. Photo: S. Hand</figcaption></figure>
<p>On <time>5 May</time> it fell.</p><aside>Read also</aside>
<h2>2 comments on “A bridge”</h2><ol><li>I agree.</li></ol></article>
<footer>All rights</footer><script>x()</script></body></html>"""


def draft(html: str, name: str = "letter.html") -> Draft:
    return read_page(html, name).draft


def test_a_page_says_what_it_is_in_its_head() -> None:
    found = draft(WHOLE)

    assert (found.title, found.section, found.language) == ("A bridge", "Town", "de-AT")
    assert found.standfirst == "It matters to all who walk."
    assert found.signatures == (Signature("Sample Writer"), Signature("Other Hand"))
    assert found.published_at == datetime(2026, 11, 21, 12, tzinfo=PRAGUE)
    assert found.tags == ("Walking", "Roads")
    assert found.canonical_url == "https://sample.example/bridge"
    assert found.licence == "https://sample.example/licence"


def test_a_pages_text_is_the_article_and_nothing_around_it() -> None:
    assert draft(WHOLE).html.replace("\n", "") == (
        f"<p>{LONG}</p><h3>Small</h3>"
        '<figure><img src="a.png"><figcaption>It stands. <span class="credit">Photo: S. Hand</span>'
        "</figcaption></figure><p>On <time>5 May</time> it fell.</p>"
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            '<title>A bridge – The Site</title><meta property="og:site_name" content="The Site">',
            "A bridge",
        ),
        ("<title>A bridge</title>", "A bridge"),
        ('<title>x</title><meta property="og:title" content="A bridge">', "A bridge"),
    ],
)
def test_without_a_first_heading_the_pages_title_is_the_headline(head: str, title: str) -> None:
    assert draft(f"{head}<p>{LONG}</p>").title == title


def test_a_page_without_headline_is_refused() -> None:
    with pytest.raises(BadDocumentError, match="neither <h1> nor <title>"):
        read_page(f"<p>{LONG}</p>")


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By Sample Writer</p>',
        '<p>By <a rel="author" href="/s">Sample Writer</a></p>',
        '<span itemprop="author">Sample Writer</span>',
    ],
)
def test_a_byline_in_the_text_says_who_wrote_it_and_is_not_said_twice(byline: str) -> None:
    found = draft(f"<h1>A bridge</h1>{byline}<p>{LONG}</p>")

    assert found.signatures == (Signature("Sample Writer"),)
    assert found.html == f"<p>{LONG}</p>"


def test_a_time_in_the_text_dates_the_article() -> None:
    found = draft(
        f'<main><h1>A</h1><p><time datetime="2026-11-21">x</time></p><p>{LONG}</p></main>'
    )

    assert found.published_at == datetime(2026, 11, 21, tzinfo=PRAGUE)
    assert found.html == f"<p>{LONG}</p>"


@pytest.mark.parametrize("box", ["main", "article", "div class='e-content'", "div"])
def test_the_text_is_in_the_article_the_main_part_or_the_body(box: str) -> None:
    tag = box.partition(" ")[0]

    assert draft(f"<h1>A</h1><{box}><p>{LONG}</p></{tag}>").html == f"<p>{LONG}</p>"


def test_a_description_that_repeats_the_first_paragraph_is_no_standfirst() -> None:
    assert (
        draft(f'<h1>A</h1><meta name="description" content="{LONG}"><p>{LONG}</p>').standfirst == ""
    )


def test_loose_text_and_double_breaks_are_paragraphs() -> None:
    assert draft("<h1>A</h1>One.<br><br>Two.<div>Three.</div>").html == (
        "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"
    )


def test_a_page_with_front_matter_is_read_like_markdown() -> None:
    found = draft(f"---\ntitle: A letter\nauthor: Sample Writer\n---\n<p>{LONG}</p>")

    assert (found.title, found.html) == ("A letter", f"<p>{LONG}</p>")
    assert found.signatures == (Signature("Sample Writer"),)


@pytest.mark.parametrize("html", ["<div>" * 101 + "x", "<b>" * 50_001 + "x"], ids=["boxes", "tags"])
def test_a_page_nested_too_deep_is_refused(html: str) -> None:
    with pytest.raises(TooNestedError):
        read_page(f"<h1>A</h1>{html}")


def test_an_unclosed_and_broken_page_loses_no_words() -> None:
    found = draft("<h1>A</h1><table><p>One<li>Two<span><p>Three</span><b>Four<p>Five</b></i>Six")

    for word in ("One", "Two", "Three", "Four", "Five", "Six"):
        assert word in found.html
