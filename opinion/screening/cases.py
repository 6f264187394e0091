"""A case: all that the ladder's checks may look at, gathered beforehand."""

from dataclasses import dataclass, field

from opinion.moderation.sanctions import Standing
from opinion.screening.learning import Verdict as Learned
from opinion.screening.presets import Terms
from opinion.screening.words import Phrase


@dataclass(frozen=True)
class Record:
    """What became of a writer's comments: approved lately; decided and, of these, taken away."""

    approved: int = 0
    decided: int = 0
    rejected: int = 0


@dataclass(frozen=True)
class Case:
    """A comment about to come in, with everything that the checks may look at.

    ``wait`` and ``heat`` are seconds. ``words`` are the phrases of the list that it contains,
    ``learned`` is what the learning filter says of it, None while that knows too little.
    ``standing`` is what is imposed on the writer, ``is_heeded`` that they read the warning in it.
    """

    terms: Terms
    text: str = ""
    is_repeated: bool = False
    wait: int = 0
    heat: int = 0
    is_closed: bool = False
    is_trapped: bool = False
    words: tuple[Phrase, ...] = ()
    record: Record = field(default_factory=Record)
    learned: Learned | None = None
    is_staff: bool = False
    standing: Standing = field(default_factory=Standing)
    is_heeded: bool = True

    @property
    def is_known(self) -> bool:
        """Whether enough of what the writer wrote was approved."""
        return self.record.approved >= self.terms.figures.approved
