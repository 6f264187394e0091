"""Shapes: how conversations on real sites are, as figures that a made-up site is filled by.

Measured on public sets: news sites with comments, and a site where links are discussed.
"""

from bisect import bisect
from itertools import accumulate, pairwise
from random import Random

# up to which share of all, and how much it is there
COMMENTS_ON_ARTICLE = (
    (0.0, 0), (0.05, 1), (0.1, 2), (0.25, 4), (0.5, 16), (0.75, 62), (0.9, 138), (0.95, 210),
    (0.99, 408), (0.999, 863), (1.0, 4562),
)  # fmt: skip
CHARACTERS = (
    (0.0, 20), (0.05, 24), (0.1, 38), (0.25, 75), (0.5, 153), (0.75, 340), (0.9, 622), (0.95, 740),
    (0.99, 819), (0.999, 968), (1.0, 1005),
)  # fmt: skip
AT_DEPTH = (6326, 2385, 1353, 753, 416, 211, 116, 78, 44, 28, 18, 12)  # how many, from the top
DEPTHS = list(accumulate(AT_DEPTH))


def drawn(quantiles: tuple[tuple[float, int], ...], chance: Random) -> int:
    """Return a number that is spread as ``quantiles`` say, straight between two of them."""
    share = chance.random()
    for (low, least), (high, most) in pairwise(quantiles):
        if share <= high:
            return round(least + (most - least) * (share - low) / (high - low))
    return quantiles[-1][1]


def depth(chance: Random) -> int:
    """Return how deep a comment stands: 1 at the top level."""
    return 1 + bisect(DEPTHS, chance.randrange(DEPTHS[-1]))


def sizes(articles: int, comments: int, chance: Random) -> list[int]:
    """Return how many comments each article has: spread as above, ``comments`` in all."""
    if not articles:
        return []
    found = [drawn(COMMENTS_ON_ARTICLE, chance) for _ in range(articles)]
    scale = comments / max(1, sum(found))
    found = [int(size * scale) for size in found]
    for number in range(comments - sum(found)):
        found[number % articles] += 1
    return found
