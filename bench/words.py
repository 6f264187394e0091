"""Words: plausible names and sentences, always the same ones, to fill a site with."""

from random import Random

from bench.shapes import CHARACTERS, drawn
from opinion.text import comment_html

OPENINGS = (
    "I agree that",
    "Nobody says it, but",
    "As a neighbour I find that",
    "It is true that",
    "I doubt that",
    "Let us be fair:",
    "In our street",
    "For twenty years",
    "Perhaps",
)
SUBJECTS = (
    "the council",
    "the new bridge",
    "this article",
    "the price of bread",
    "the old market",
    "every bus after nine",
    "the school",
    "our library",
    "the river path",
    "the harbour",
)
VERBS = (
    "deserves",
    "has cost us",
    "needs",
    "will bring",
    "never had",
    "could do with",
    "wastes",
    "protects",
    "reminds me of",
    "was promised",
)
OBJECTS = (
    "more patience",
    "a better plan",
    "an honest answer",
    "too much noise",
    "fewer cars",
    "somebody who listens",
    "years of work",
    "a second look",
    "clear figures",
    "our thanks",
)
ENDINGS = (
    "and that is the point.",
    "whatever the minister writes.",
    "as the figures show.",
    "which nobody asked for.",
    "and *both* sides know it.",
    "so please read it again.",
)
NAMES = ("Reader", "Neighbour", "Cyclist", "Teacher", "Gardener", "Baker", "Commuter", "Nurse")
POOL = 4_000  # different texts


def sentence(chance: Random) -> str:
    """Return a sentence."""
    parts = (OPENINGS, SUBJECTS, VERBS, OBJECTS, ENDINGS)
    return " ".join(chance.choice(part) for part in parts)


def text(length: int, chance: Random) -> str:
    """Return sentences of about ``length`` characters, with a new paragraph here and there."""
    said = sentence(chance)
    while len(said) < length:
        said += ("\n\n" if chance.random() < 0.2 else " ") + sentence(chance)  # noqa: PLR2004
    return said[: max(length, 3)].rstrip()


def remarks(chance: Random) -> list[tuple[str, str]]:
    """Return comments, each as its text and its HTML, as long as comments are."""
    texts = [text(drawn(CHARACTERS, chance), chance) for _ in range(POOL)]
    return [(each, comment_html(each)) for each in texts]


def name(chance: Random) -> str:
    """Return what somebody might sign with."""
    return f"{chance.choice(NAMES)} {chance.randrange(1, 2_000)}"


def paragraphs(chance: Random) -> list[str]:
    """Return an article's text."""
    return [text(chance.randrange(300, 700), chance).replace("\n\n", " ") for _ in range(8)]
