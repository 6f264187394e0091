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
SURE = 0.85  # probability from which a text is held
DOUBTFUL = 0.3  # what must be left of it without its strongest clue
FARTHEST = 30.0  # logits; beyond, a probability is 0 or 1 as far as numbers go
TOLD = 3  # clues that a verdict names


@dataclass(frozen=True)
class Weight:
    """How much a bucket speaks for spam (below 0: against), and the squares of all its steps."""

    value: float = 0.0
    squares: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """How probable it is that a text is spam, and the clues that say so, the strongest first.

    ``without_strongest`` is the probability that is left if the strongest clue were not there.
    """

    probability: float
    without_strongest: float
    clues: tuple[Clue, ...]

    @property
    def holds(self) -> bool:
        """Whether a moderator should look first. No clue does that by itself."""
        return self.probability >= SURE and self.without_strongest >= DOUBTFUL


Weights = Mapping[int, Weight]
NOTHING = Weight()


def judge(evidence: Evidence, weights: Weights) -> Verdict:
    """Return what ``weights`` say of a text."""
    scale = _scale(evidence)
    said = [scale * _sum(clue.buckets, weights) for clue in evidence.clues]
    order = sorted(range(len(said)), key=said.__getitem__, reverse=True)[:TOLD]
    logit = _logit(evidence, weights)
    strongest = max([0.0, *said])
    against = tuple(evidence.clues[number] for number in order if said[number] > 0)
    return Verdict(_probability(logit), _probability(logit - strongest), against)


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
    bias = weights.get(BIAS, NOTHING).value
    return bias + _scale(evidence) * _sum(evidence.buckets, weights)


def _scale(evidence: Evidence) -> float:
    """Return what makes a long text speak no louder than a short one: its vector has length 1."""
    return 1 / math.sqrt(max(1, len(evidence.buckets)))


def _sum(buckets: Iterable[int], weights: Weights) -> float:
    return sum(weights[bucket].value for bucket in buckets if bucket in weights)


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-FARTHEST, min(FARTHEST, logit))))
