"""Tracing: which block of an article's new version is which of the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import NamedTuple

from opinion.articles.likeness import Lookup, likeness, survival, words_of

LETTERS = {"block": "b", "heading": "s", "pull": "p"}
KEPT = 0.6  # likeness of two versions of one block; different paragraphs reach 0.4
PART = 8  # words of a block that stands in the other: it grew, shrank, or was split
MOST = 0.8  # of these words


class Piece(NamedTuple):
    """A block before it has a name: what it is, and its words."""

    kind: str
    text: str


class Named(NamedTuple):
    """A block of the version before."""

    name: str
    piece: Piece


def names_of(pieces: Sequence[Piece], before: Sequence[Named] = (), last: int = 0) -> list[str]:
    """Return a name for each of ``pieces``: the one that it had ``before``, else one never given.

    A block keeps its name where its words are the same, wherever it stands now, or closely similar.
    A new one is numbered on behind ``last``, the highest number ever given: ``b1``, ``s1``, ``p1``.
    """
    tracing = _Tracing(pieces, before)
    tracing.same_in_order()
    tracing.same_elsewhere()
    tracing.similar()
    given = dict.fromkeys(LETTERS, last)
    names = []
    for place, piece in enumerate(pieces):
        if place in tracing.found:
            names.append(before[tracing.found[place]].name)
        else:
            given[piece.kind] += 1
            names.append(f"{LETTERS[piece.kind]}{given[piece.kind]}")
    return names


def number_in(name: str) -> int:
    """Return the number in a block's name, such as 12 in ``b12``."""
    return int(name[1:])


@dataclass
class _Tracing:
    """``found`` says for places among the new pieces which place they had before."""

    pieces: Sequence[Piece]
    before: Sequence[Named]
    found: dict[int, int] = field(default_factory=dict)

    def same_in_order(self) -> None:
        was = [each.piece for each in self.before]
        for run in SequenceMatcher(None, was, self.pieces, autojunk=False).get_matching_blocks():
            for step in range(run.size):
                self.found[run.b + step] = run.a + step

    def same_elsewhere(self) -> None:
        waiting: dict[Piece, list[int]] = {}
        for place in self._lost():
            waiting.setdefault(self.before[place].piece, []).append(place)
        for place in self._new():
            if places := waiting.get(self.pieces[place]):
                self.found[place] = places.pop(0)

    def similar(self) -> None:
        """Join what is left by likeness, the most alike first."""
        lost = self._lost()
        pairs = sorted(
            (-likeness, place, was)
            for kind in LETTERS
            for likeness, place, was in self._pairs(kind, lost)
            if likeness >= KEPT
        )
        taken = set(self.found.values())
        for _, place, was in pairs:
            if place not in self.found and was not in taken:
                self.found[place] = was
                taken.add(was)

    def _pairs(self, kind: str, lost: list[int]) -> Iterator[tuple[float, int, int]]:
        texts = {
            str(was): self.before[was].piece.text
            for was in lost
            if self.before[was].piece.kind == kind
        }
        lookup = Lookup(texts)
        for place in self._new():
            if self.pieces[place].kind != kind:
                continue
            text = self.pieces[place].text
            named = [*lookup.candidates(text), *map(str, self._beside(place))]
            for was in dict.fromkeys(named):
                if was in texts:
                    yield _likeness(texts[was], text), place, int(was)

    def _beside(self, place: int) -> Iterator[int]:
        """Yield the places that a piece had before if nothing came or went near it."""
        for step in (-1, 1):
            near = place + step
            while 0 <= near < len(self.pieces) and near not in self.found:
                near += step
            edge = len(self.before) if step == 1 else -1
            yield self.found.get(near, edge) + place - near

    def _lost(self) -> list[int]:
        taken = set(self.found.values())
        return [place for place in range(len(self.before)) if place not in taken]

    def _new(self) -> list[int]:
        return [place for place in range(len(self.pieces)) if place not in self.found]


def _likeness(was: str, text: str) -> float:
    """Return how like two versions are; one that stands in the other is just like enough."""
    whole = likeness(was, text)
    part, other = sorted((was, text), key=len)
    if whole >= KEPT or len(words_of(part)) < PART:
        return whole
    return KEPT if survival(part, other) >= MOST else whole
