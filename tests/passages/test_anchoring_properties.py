"""Anchoring in articles that are edited at random: no passage is on words that are not its own."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from opinion.articles.blocks import blocks_of, last_number
from opinion.articles.likeness import words_of
from opinion.articles.models import Block
from opinion.passages.anchoring import Matching, Selector
from opinion.passages.rematching import text_in

SCRIPTS = {
    "latin": [a + b + c for a in "bdfklmnprst" for b in "aeiou" for c in ("n", "ss", "lm", "rd")],
    "arabic": [a + b + c for a in "بتجدرسعفقك" for b in "اوي" for c in ("ب", "ن", "مة", "لاء")],
    "cjk": [chr(code) for code in range(0x4E00, 0x4E00 + 400)],
    "emoji": [chr(code) for code in range(0x1F400, 0x1F4D0)],
}
FEW = 0.1  # of a paragraph's words: so many mended, and it must be found
EDITED = 0.75  # of a quote's words are left where it stood
CLOSE = 0.9  # of its words are wherever else it is anchored
OPERATIONS = (
    "insert",
    "imitate",
    "supplant",
    "delete",
    "move",
    "mend",
    "extend",
    "reword",
    "save",
    "save",
)


@dataclass
class Paragraph:
    """A paragraph as the editor knows it: where it came from, and how much of it was mended."""

    origin: int
    script: str
    words: list[str]
    mended: int = 0
    imitates: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        return ("" if self.script == "cjk" else " ").join(self.words)


@dataclass
class Editor:
    """Edits an article at random, and saves it as publishing does."""

    random: Random
    paragraphs: list[Paragraph] = field(default_factory=list)
    origins: int = 0
    blocks: list[Block] = field(default_factory=list)
    last: int = 0
    anchors: dict[Selector, Paragraph] = field(default_factory=dict)
    places: dict[Selector, Selector | None] = field(default_factory=dict)
    moved: set[Selector] = field(default_factory=set)

    def written(self) -> Paragraph:
        script = self.random.choice(list(SCRIPTS))
        words = self.random.choices(SCRIPTS[script], k=self.random.randint(12, 45))
        self.origins += 1
        return Paragraph(self.origins, script, words)

    def imitated(self, paragraph: Paragraph) -> Paragraph:
        """Return another paragraph that looks like one that is there: it shares half its words."""
        other = self.written()
        other.script = paragraph.script
        other.imitates = paragraph.imitates | {paragraph.origin}
        other.words = self.random.choices(SCRIPTS[other.script], k=len(paragraph.words))
        other.words[::2] = paragraph.words[::2]
        return other

    def edit(self, operation: str) -> None:
        if operation == "save":
            self.save()
            return
        if operation == "insert" or not self.paragraphs:
            place = self.random.randint(0, len(self.paragraphs))
            self.paragraphs.insert(place, self.written())
            return
        paragraph = self.random.choice(self.paragraphs)
        if operation == "delete":
            self.paragraphs.remove(paragraph)
        elif operation == "move":
            self.paragraphs.remove(paragraph)
            self.paragraphs.insert(self.random.randint(0, len(self.paragraphs)), paragraph)
        elif operation == "mend":
            place = self.random.randrange(len(paragraph.words))
            paragraph.words[place] = self.random.choice(SCRIPTS[paragraph.script])
            paragraph.mended += 1
        elif operation == "imitate":
            self.paragraphs.append(self.imitated(paragraph))
        elif operation == "extend":
            paragraph.words += self.random.choices(SCRIPTS[paragraph.script], k=8)
        else:
            new = self.imitated(paragraph) if operation == "supplant" else self.written()
            self.paragraphs[self.paragraphs.index(paragraph)] = new

    def save(self) -> None:
        html = "".join(f"<p>{paragraph.text}</p>" for paragraph in self.paragraphs)
        before = self.blocks
        self.blocks = blocks_of(html, before, self.last)
        self.last = last_number(self.blocks, self.last)
        matching = Matching(text_in(before), text_in(self.blocks))
        for passage, place in self.places.items():
            lost = Selector("earlier", passage.quote, passage.prefix, passage.suffix)
            found = matching.place_of(place or lost)
            self.places[passage] = found
            if found != place:
                is_elsewhere = found and (not place or found.block != place.block)
                (self.moved.add if is_elsewhere else self.moved.discard)(passage)

    def comment(self) -> None:
        """Comment on every paragraph as a whole, and on a part of each."""
        text = text_in(self.blocks)
        for paragraph, block in zip(self.paragraphs, self.blocks, strict=True):
            middle = ("" if paragraph.script == "cjk" else " ").join(paragraph.words[2:10])
            for quote in ("", middle):
                passage = text.select(block["id"], quote)
                kept = Paragraph(paragraph.origin, paragraph.script, words_of(passage.quote))
                kept.mended = paragraph.mended
                self.anchors[passage] = kept
                self.places[passage] = passage


def check(editor: Editor) -> None:
    """Every anchor is on its own words; what is there, all but unchanged, has its anchor."""
    shown = {
        block["id"]: paragraph
        for block, paragraph in zip(editor.blocks, editor.paragraphs, strict=True)
    }
    present = {paragraph.origin: paragraph for paragraph in editor.paragraphs}
    for passage, quoted in editor.anchors.items():
        place = editor.places[passage]
        if place:
            there = shown[place.block]
            kept = Counter(words_of(passage.quote)) & Counter(words_of(there.text))
            is_quoted = passage.quote in there.text
            least = CLOSE if passage in editor.moved else EDITED
            assert place.is_reworded != is_quoted
            assert is_quoted or kept.total() >= least * len(quoted.words)
            assert quoted.origin in {there.origin, *there.imitates}
        elif quoted.origin in present:
            mended = present[quoted.origin].mended - quoted.mended
            assert passage.quote not in present[quoted.origin].text
            assert mended > FEW * len(quoted.words)


@settings(deadline=None, max_examples=150)
@given(
    seed=st.integers(min_value=0, max_value=2**32),
    first=st.integers(min_value=1, max_value=8),
    operations=st.lists(st.sampled_from(OPERATIONS), max_size=25),
)
def test_passages_follow_their_words_and_never_others(
    seed: int, first: int, operations: list[str]
) -> None:
    editor = Editor(Random(seed))  # noqa: S311, a test's
    for _ in range(first):
        editor.edit("insert")
    editor.save()
    editor.comment()

    for operation in [*operations, "save"]:
        editor.edit(operation)
        if operation == "save":
            check(editor)
