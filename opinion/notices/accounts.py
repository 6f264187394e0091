"""Accounts: what a mail says of what was decided or imposed, and why, to who it is about.

Words are in the language of the mail that is being made.
"""

from typing import Any

from opinion.moderation.acts import acts_of
from opinion.moderation.sanction_words import (
    because,
    by_hand,
    until_when,
    what_became,
    what_is_imposed,
)
from opinion.moderation.sanctions import Act, Sanction
from opinion.moderation.wording import (
    answer_words,
    reasons_for,
    what_of_notice,
    what_was_done,
)
from opinion.notices.contents import Told
from opinion.notices.models import Kind


def account_of(told: Told) -> dict[str, Any]:
    """Return what was decided and why, as far as it is for who is told."""
    decision, objection, legal = told.decision, told.objection, told.legal
    if legal:
        done = what_of_notice(decision) if decision else ""
        return {"reference": legal.id, "done": done}
    if told.sanction:
        return _of_sanction(told.sanction, Kind(told.notice.kind))
    if told.notice.kind == Kind.ANSWER:
        return {"done": answer_words(objection), "words": objection.words if objection else ""}
    if decision is None:
        return {}
    reasons = tuple(reasons_for(decision))
    return {
        "done": what_was_done(decision),
        "reasons": reasons,
        "words": decision.words,
        "is_objectionable": decision.is_objectionable and objection is None,
    }


def _of_sanction(sanction: Sanction, kind: Kind) -> dict[str, Any]:
    """Return what was imposed, until when and why; or what became of it."""
    if kind == Kind.REASONS:
        reasons = (until_when(sanction), because(sanction), by_hand())
        done = what_is_imposed(sanction)
        return {"done": done, "reasons": reasons, "words": sanction.words, "is_sanction": True}
    acts = acts_of(sanction)
    answer = acts.get(Act.LIFTED) or acts.get(Act.UPHELD)
    words = answer.words if answer else ""
    return {"done": what_became(acts), "words": words, "is_sanction": True}
