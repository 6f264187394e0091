"""Text made safe, whatever was written: each property holds for words that nobody would write."""

import time
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given

from opinion.text import (
    ARTICLE_ATTRIBUTES,
    ARTICLE_CLASSES,
    ARTICLE_TAGS,
    COMBINING_MARKS,
    COMMENT_TAGS,
    LINK_SCHEMES,
    SLUG_LENGTH,
    article_html,
    clean_body,
    clean_name,
    comment_html,
    excerpt,
    slug_of,
)
from tests.hostile import HOSTILE
from tests.wild import BIDI, Tag, anything, markup, most_marks, names, tags_in

SECONDS = 20  # what grew with the square would take minutes
TEXTS = [text for _, text in HOSTILE]
NESTED = [
    *("<b>", "<p>", "<blockquote>", "<table><tr><td>"),
    *("<a href=x>", "<b><p>", "<b></p>", "<!--"),
]
REPEATED = ["> ", "[", "![", "*_", "[[]](", "[a]("]


def assert_is_a_readers(tag: Tag) -> None:
    assert tag.name in COMMENT_TAGS
    if tag.name != "a":
        assert not tag.attributes
        return
    assert set(tag.attributes) <= {"href", "rel"}
    assert tag.attributes["rel"] == "ugc nofollow noopener"
    if "href" in tag.attributes:  # else its address was no good: it leads nowhere
        parts = urlsplit(tag.attributes["href"])
        assert parts.scheme in LINK_SCHEMES
        assert parts.netloc or parts.scheme == "mailto"


def assert_is_an_editors(tag: Tag) -> None:
    assert tag.name in ARTICLE_TAGS
    allowed = ARTICLE_ATTRIBUTES["*"] | ARTICLE_ATTRIBUTES.get(tag.name, set()) | {"class"}
    assert set(tag.attributes) <= allowed
    assert set(tag.attributes.get("class", "").split()) <= ARTICLE_CLASSES.get(tag.name, set())
    for name in ("href", "src", "cite"):
        address = "".join(tag.attributes.get(name, "").split()).lower()
        before, colon, _ = address.partition(":")
        is_relative = not colon or any(mark in before for mark in "/?#")
        assert is_relative or before in LINK_SCHEMES


@given(markup)
@example("[a](http://[b)")
def test_a_comments_html_holds_words_and_safe_links_alone(source: str) -> None:
    for tag in tags_in(comment_html(clean_body(source))):
        assert_is_a_readers(tag)


@pytest.mark.parametrize("source", TEXTS)
def test_what_attackers_write_ends_as_words(source: str) -> None:
    for tag in tags_in(comment_html(clean_body(source))):
        assert_is_a_readers(tag)
    for tag in tags_in(article_html(source)):
        assert_is_an_editors(tag)


@given(markup)
def test_an_articles_html_holds_what_articles_may(source: str) -> None:
    for tag in tags_in(article_html(source)):
        assert_is_an_editors(tag)


@given(markup)
def test_what_was_made_safe_stays_as_it_is(source: str) -> None:
    once = article_html(source)

    assert article_html(once) == once


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# no heading", "<p># no heading</p>"),
        ("<b>no tag</b>", "<p>&lt;b&gt;no tag&lt;/b&gt;</p>"),
        ("![no](https://x.test/i.png)", None),
        (
            "[a](https://x.test/)",
            '<p><a href="https://x.test/" rel="ugc nofollow noopener">a</a></p>',
        ),
        ("[a](/articles)", "<p>[a](/articles)</p>"),
        ("[a](//x.test)", "<p>[a](//x.test)</p>"),
    ],
)
def test_a_reader_may_use_a_little_markdown(source: str, html: str | None) -> None:
    made = comment_html(source)

    assert made == html or (html is None and "<img" not in made)


@pytest.mark.parametrize("piece", REPEATED)
def test_a_hostile_comment_takes_no_more_time_than_it_may(piece: str) -> None:
    start = time.process_time()

    comment_html(piece * (50_000 // len(piece)))

    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("piece", NESTED)
def test_a_hostile_article_takes_no_more_time_than_it_may(piece: str) -> None:
    times = min(50_000 // len(piece), 10_000 // piece.count("<"))
    start = time.process_time()

    article_html(piece * times)

    assert time.process_time() - start < SECONDS


@given(names)
@example("e\u202e\u0301")
@example("a" + ("\u0300" * 8 + "\u200d") * 4)
@example("x\ud800")
def test_a_name_is_kept_in_one_form_and_hides_nothing(name: str) -> None:
    kept = clean_name(name)

    assert unicodedata.is_normalized("NFC", kept)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert kept == " ".join(kept.split())
    assert not set(kept) & set(BIDI)
    assert not [each for each in kept if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}]
    assert most_marks(kept) <= COMBINING_MARKS
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b\u202e", "\u3164", "\u2800", "\x00", "\u0301", "\ud800"]
)
def test_a_name_of_nothing_is_no_name(name: str) -> None:
    assert clean_name(name) == ""


@pytest.mark.parametrize(
    "name", ["Zoë", "李明", "محمد", "👩\u200d🔬 Ann", "नमस्ते", "O’Neill-Żak", "7"]
)
def test_a_name_of_any_people_is_kept(name: str) -> None:
    assert clean_name(f" {name}\n") == name


@given(anything)
def test_a_text_is_kept_but_for_what_no_page_can_hold(text: str) -> None:
    kept = clean_body(text)

    assert kept.encode("utf-8").decode("utf-8") == kept
    assert not [each for each in kept if unicodedata.category(each) == "Cc" and each not in "\n\t"]
    assert not set(kept) & set("\ufffe\uffff\ufdd0\U0001fffe")
    assert clean_body(kept) == kept
    visible = [each for each in text if each.isalnum()]
    assert [each for each in kept if each.isalnum()] == visible


@given(anything)
def test_an_address_is_short_and_plain_or_else_the_other(title: str) -> None:
    slug = slug_of(title, fallback="fallback")

    assert 1 <= len(slug) <= SLUG_LENGTH
    assert slug.isascii()
    assert slug.replace("-", "").isalnum()
    assert slug_of(slug, fallback="") == slug


@given(anything)
def test_an_excerpt_is_one_line_of_the_text_and_fits(text: str) -> None:
    cut = excerpt(text, 20)

    line = " ".join(text.split())
    assert len(cut) <= 20
    assert cut == line or (cut.endswith("…") and line.startswith(cut[:-1]))


def test_an_excerpt_is_cut_at_a_word() -> None:
    assert excerpt("The bridge, they say, is old", 20) == "The bridge, they…"
    assert excerpt("– " + "x" * 30, 20) == "– " + "x" * 17 + "…"
