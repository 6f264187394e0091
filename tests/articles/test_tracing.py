"""Tracing: a block keeps its name while it stays, and no name is given twice."""

from hypothesis import given
from hypothesis import strategies as st

from opinion.articles.blocks import blocks_of, last_number
from opinion.articles.models import Block

BUS = "The last bus leaves at nine, and with it half of the town's evening."
RAKE = "Give the gardeners back their rakes: they are quiet, cheap and do not smell."
TREE = "A mulberry tree stains the pavement for two weeks and shades it for twenty."


def html(*paragraphs: str) -> str:
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def saved(*versions: str) -> list[Block]:
    """Return the blocks of the last of ``versions``, saved one after the other."""
    blocks: list[Block] = []
    last = 0
    for version in versions:
        blocks = blocks_of(version, blocks, last)
        last = last_number(blocks, last)
    return blocks


def names(*versions: str) -> list[str]:
    return [block["id"] for block in saved(*versions)]


def test_what_comes_before_a_block_does_not_change_its_name() -> None:
    assert names(html(BUS, RAKE), html(TREE, BUS, RAKE)) == ["b3", "b1", "b2"]


def test_a_block_that_moved_takes_its_name_along() -> None:
    assert names(html(BUS, RAKE, TREE), html(TREE, BUS, RAKE)) == ["b3", "b1", "b2"]


def test_a_mended_block_keeps_its_name() -> None:
    mended = BUS.replace("nine", "ten").replace("evening", "night")

    assert names(html(RAKE, BUS), html(TREE, mended, RAKE)) == ["b3", "b2", "b1"]


def test_a_few_words_mended_where_they_stand_keep_their_name() -> None:
    assert names(html(BUS, "Teh end."), html(BUS, "The end.")) == ["b1", "b2"]
    assert names(html("Not yet.", BUS), html("Not yet!", BUS)) == ["b1", "b2"]


def test_a_block_that_grew_or_was_split_keeps_its_name_for_a_part() -> None:
    assert names(html(BUS), html(f"{BUS} {RAKE} {TREE}")) == ["b1"]
    assert names(html(f"{BUS} {RAKE}"), html(BUS, RAKE)) == ["b1", "b2"]


def test_merged_blocks_have_the_name_of_one_of_them() -> None:
    assert names(html(BUS, RAKE, TREE), html(f"{BUS} {RAKE}", TREE)) in (["b1", "b3"], ["b2", "b3"])


def test_another_paragraph_has_a_name_that_nothing_ever_had() -> None:
    assert names(html(BUS, RAKE), html(BUS), html(BUS, TREE)) == ["b1", "b3"]


def test_repeated_paragraphs_keep_their_order() -> None:
    again = html("So be it.", BUS, "So be it.", RAKE)

    assert names(again, again.replace(RAKE, TREE)) == ["b1", "b2", "b3", "b5"]
    assert names(again, html("So be it.", BUS, "So be it.", RAKE, "So be it.")) == [
        *("b1", "b2", "b3", "b4", "b5"),
    ]


def test_headings_and_pull_quotes_keep_their_names_apart() -> None:
    pull = f'<blockquote class="pull"><p>{TREE}</p></blockquote>'
    before = f"<h2>Roads</h2>{html(BUS)}<h2>Trees</h2>{pull}"

    after = saved(before, f"<h2>Trees</h2>{html(RAKE, BUS)}{pull}<h2>Roads</h2>")

    assert [block["id"] for block in after] == ["s2", "b3", "b1", "p1", "s1"]
    assert after[-1]["html"] == '<h2 id="s1">Roads</h2>'


def test_what_has_no_words_is_known_by_itself() -> None:
    before = f'{html(BUS)}<hr><figure><img src="/media/a.png" alt=""></figure>'

    assert names(before, f'<figure><img src="/media/a.png" alt=""></figure>{html(BUS)}<hr>') == [
        *("b3", "b1", "b2"),
    ]


versions = st.lists(
    st.lists(st.sampled_from([BUS, RAKE, TREE, "So be it.", BUS[:50], f"{RAKE} {TREE}"])),
    min_size=1,
    max_size=6,
)


@given(versions)
def test_no_name_is_given_twice_and_the_same_again_changes_none(made: list[list[str]]) -> None:
    texts: dict[str, set[str]] = {}
    blocks: list[Block] = []
    last = 0
    for version in made:
        blocks = blocks_of(html(*version), blocks, last)
        new = [block["id"] for block in blocks if block["id"] not in texts]
        assert all(int(name[1:]) > last for name in new)
        last = last_number(blocks, last)
        for block in blocks:
            texts.setdefault(block["id"], set()).add(block["html"])

        assert len({block["id"] for block in blocks}) == len(blocks)
        assert blocks_of(html(*version), blocks, last) == blocks
