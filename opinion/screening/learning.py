"""The learning filter: a small logistic regression over words, taught by what moderators decide.

Each lesson moves the weights of what is in one text by a step of Adagrad (Duchi, Hazan, Singer:
Adaptive Subgradient Methods, JMLR 12, 2011): what was seldom seen moves far, what is common little.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from opinion.screening.evidence import Clue, Evidence

RATE = 0.3  # the length of a first step
BIAS = -1  # the bucket of what speaks for every text
SURE = 0.8  # probability from which a text is held
STILL_SURE = 0.7  # what the rest must say by itself, whichever word is taken out
FULL = 150  # buckets; what is left of a shorter text speaks no louder than they would
FARTHEST = 30.0  # logits; beyond, a probability is 0 or 1 as far as numbers go
TOLD = 3  # clues that a verdict names


@dataclass(frozen=True)
class Weight:
    """How much a bucket speaks for spam (below 0: against), and the squares of all its steps."""

    value: float = 0.0
    squares: float = 0.0

    def __add__(self, move: "Weight") -> "Weight":
        """Return the weight after another ``move``."""
        return Weight(self.value + move.value, self.squares + move.squares)

    def __sub__(self, before: "Weight") -> "Weight":
        """Return how far it moved since it was as ``before``."""
        return Weight(self.value - before.value, self.squares - before.squares)


@dataclass(frozen=True)
class Verdict:
    """How probable it is that a text is spam, and the clues that say so, the strongest first.

    ``rest`` is the probability that is left, by the other words alone, when the word that says it
    the loudest is taken out, with its kin, its pieces and the pairs it stands in.
    """

    probability: float
    rest: float
    clues: tuple[Clue, ...]

    @property
    def holds(self) -> bool:
        """Whether a moderator should look first. No word does that by itself."""
        return self.probability >= SURE and self.rest >= STILL_SURE


Weights = Mapping[int, Weight]
NOTHING = Weight()


def judge(evidence: Evidence, weights: Weights) -> Verdict:
    """Return what ``weights`` say of a text."""
    values = {bucket: weights.get(bucket, NOTHING).value for bucket in evidence.buckets}
    said = [_sum(clue.buckets, values) for clue in evidence.clues]
    order = sorted(range(len(said)), key=said.__getitem__, reverse=True)[:TOLD]
    against = tuple(evidence.clues[number] for number in order if said[number] > 0)
    bias = weights.get(BIAS, NOTHING).value
    logit = bias + _scale(evidence) * sum(values.values())
    return Verdict(_probability(logit), _probability(_rest(evidence, values)), against)


def _rest(evidence: Evidence, values: Mapping[int, float]) -> float:
    """Return what the other words say without the loudest; neither the bias nor looks help them."""
    kin: dict[str, set[int]] = {}
    for clue in evidence.clues:
        for stem in clue.stems:
            kin.setdefault(stem, set()).update(clue.buckets)
    loudest = max([0.0, *(_sum(buckets, values) for buckets in kin.values())])
    every = _sum(set().union(*kin.values()), values)
    return (every - loudest) / math.sqrt(max(FULL, len(evidence.buckets)))


def learn(evidence: Evidence, weights: Weights, *, is_spam: bool) -> dict[int, Weight]:
    """Return the weights that a text changes, as they are after the lesson."""
    error = _probability(_logit(evidence, weights)) - is_spam
    step = error * _scale(evidence)
    moved = {bucket: _moved(weights, bucket, step) for bucket in evidence.buckets}
    return {**moved, BIAS: _moved(weights, BIAS, error)}


def _moved(weights: Weights, bucket: int, step: float) -> Weight:
    before = weights.get(bucket, NOTHING)
    squares = before.squares + step * step
    if not squares:
        return before
    return Weight(before.value - RATE * step / math.sqrt(squares), squares)


def _logit(evidence: Evidence, weights: Weights) -> float:
    said = sum(weights[bucket].value for bucket in evidence.buckets if bucket in weights)
    return weights.get(BIAS, NOTHING).value + _scale(evidence) * said


def _scale(evidence: Evidence) -> float:
    """Return what makes a long text speak no louder than a short one: its vector has length 1."""
    return 1 / math.sqrt(max(1, len(evidence.buckets)))


def _sum(buckets: Iterable[int], values: Mapping[int, float]) -> float:
    return sum(map(values.__getitem__, buckets))


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, logit))))
