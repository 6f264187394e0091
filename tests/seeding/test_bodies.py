"""Bodies: any HTML is laid out flat, and loses none of its words on the way to the page."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from opinion.articles.blocks import blocks_of
from opinion.seeding.bodies import BLOCKS, BOXES, Body
from opinion.text import article_html

INLINE = ["a", "b", "em", "span", "font", "code", "time", "unknown-tag"]
TAGS = sorted({*BLOCKS, *BOXES, *INLINE, "li", "td", "br", "th"} - {"table", "html", "body"})
words = st.integers(100, 999).map(lambda number: f" word{number} ")


def element(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{''.join(inner)}</{tag}>"


html = st.lists(
    st.recursive(
        words,
        lambda inner: st.builds(element, st.sampled_from(TAGS), st.lists(inner, max_size=3)),
        max_leaves=12,
    ),
    max_size=5,
).map("".join)


@given(html)
@settings(max_examples=200, deadline=None)
def test_no_word_is_lost_between_a_document_and_its_blocks(html: str) -> None:
    blocks = blocks_of(article_html(Body().laid_out(html)))

    said = " ".join(block["html"] for block in blocks)
    assert re.findall(r"word\d+", said) == re.findall(r"word\d+", html)


@given(html)
@settings(max_examples=100, deadline=None)
def test_what_is_laid_out_stays_as_it_is_when_it_is_laid_out_again(html: str) -> None:
    once = Body().laid_out(html)

    assert Body().laid_out(once) == once


@given(html)
@settings(max_examples=100, deadline=None)
def test_no_block_is_a_box_or_loose_text(html: str) -> None:
    for block in blocks_of(article_html(Body().laid_out(html))):
        tag = re.match(r"<(\w+)", block["html"])
        assert tag is not None
        assert tag[1] in BLOCKS


def test_frames_in_frames_become_one_link() -> None:
    body = Body()

    html = body.laid_out('<object data="a.swf"><embed src="b.swf"><p>words</p></object>')

    assert html == '<p><a href="a.swf">a.swf</a></p>'
    assert body.notes == ["1 object made a link"]


def test_a_film_leads_to_its_first_source() -> None:
    html = Body().laid_out('<video controls><source src="a.mp4"><p>words</p></video>')

    assert html == '<p><a href="a.mp4">a.mp4</a></p>'


def test_a_heading_in_a_heading_is_one_heading() -> None:
    html = Body().laid_out("<h1><address>One</address><h1>Two</h1><section></section></h1>")

    assert "<section>" not in article_html(html)
    assert html.startswith("<h2>One")
