"""Blocks: an article's body cut into pieces with addresses, and how long it takes to read."""

import pytest

from opinion.articles.blocks import blocks_of, reading_minutes


def kinds(html: str) -> list[tuple[str, str, str]]:
    return [(block["id"], block["kind"], block["html"]) for block in blocks_of(html)]


def test_blocks_and_headings_are_numbered_apart() -> None:
    html = "<p>One.</p>\n<h2>Two</h2>\n<p>Three.</p><h3>Four</h3><ul><li>Five</li></ul>"

    assert kinds(html) == [
        ("b1", "block", "<p>One.</p>"),
        ("s1", "heading", '<h2 id="s1">Two</h2>'),
        ("b2", "block", "<p>Three.</p>"),
        ("s2", "heading", '<h3 id="s2">Four</h3>'),
        ("b3", "block", "<ul><li>Five</li></ul>"),
    ]


def test_a_pull_quote_is_no_block_of_its_own_and_not_read_aloud() -> None:
    html = '<p>It stands.</p><blockquote class="pull"><p>It stands.</p></blockquote><p>On.</p>'

    assert [(name, kind) for name, kind, _ in kinds(html)] == [
        ("b1", "block"),
        ("p1", "pull"),
        ("b2", "block"),
    ]
    assert 'aria-hidden="true"' in blocks_of(html)[1]["html"]


def test_loose_text_is_one_paragraph_with_what_stands_in_it() -> None:
    assert kinds("One <em>word</em> &amp; more <p>Two.</p> three") == [
        ("b1", "block", "<p>One <em>word</em> &amp; more</p>"),
        ("b2", "block", "<p>Two.</p>"),
        ("b3", "block", "<p>three</p>"),
    ]


def test_nothing_has_no_blocks() -> None:
    assert blocks_of("") == []


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (114, 1), (344, 1), (346, 2), (2_300, 10)])
def test_reading_takes_a_minute_for_230_words(words: int, minutes: int) -> None:
    assert reading_minutes(blocks_of(f"<p>{'word ' * words}</p>")) == minutes


def test_a_pull_quote_is_not_read_twice() -> None:
    quote = f'<blockquote class="pull"><p>{"word " * 600}</p></blockquote>'

    assert reading_minutes(blocks_of(f"<p>word</p>{quote}")) == 1
