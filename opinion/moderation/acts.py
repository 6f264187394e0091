"""Acts: what was done about a sanction, written down; what who is under one says of it.

The rows are the trail, which only grows. Each function that writes is called by who holds the
write lock.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.models import By
from opinion.moderation.sanctions import Act, Sanction, SanctionAct

Acts = Mapping[Act, SanctionAct]
ANSWERS = (Act.UPHELD, Act.LIFTED, Act.REPLACED)


def acts_of(sanction: Sanction) -> Acts:
    """Return what was done about ``sanction``."""
    return acts_by_sanction([sanction.id])[sanction.id]


def acts_by_sanction(numbers: Iterable[int]) -> dict[int, dict[Act, SanctionAct]]:
    """Return what was done about each of these sanctions, the first thing first."""
    rows = select(SanctionAct).where(SanctionAct.sanction_id.in_(list(numbers)))
    found: dict[int, dict[Act, SanctionAct]] = defaultdict(dict)
    for each in db.session.scalars(rows.order_by(SanctionAct.id)):
        found[each.sanction_id][Act(each.act)] = each
    return found


def is_open(acts: Acts) -> bool:
    """Whether an objection waits for an answer, where those ``acts`` are all that was done."""
    return Act.OBJECTED in acts and not any(each in acts for each in ANSWERS)


def open_objections_to_sanctions() -> Select[tuple[SanctionAct, Sanction, Comment]]:
    """Select the objections to sanctions that wait for an answer, the oldest first.

    With what they are against, and the comment that it was imposed for, if that is there still.
    """
    answer = aliased(SanctionAct)
    answered = select(answer.id).where(
        answer.sanction_id == SanctionAct.sanction_id, answer.act.in_(ANSWERS)
    )
    return (
        select(SanctionAct, Sanction, Comment)
        .join(Sanction, Sanction.id == SanctionAct.sanction_id)
        .outerjoin(Comment, Comment.id == Sanction.comment_id)
        .where(SanctionAct.act == Act.OBJECTED, ~answered.exists())
        .order_by(SanctionAct.id)
    )


def acknowledge(sanction: Sanction, at: datetime) -> None:
    """Keep that who was warned has read it. What was read before stays as it is."""
    lock(sanction)
    if sanction.acknowledged_at is None:
        sanction.acknowledged_at = at
        write_down(sanction, Act.ACKNOWLEDGED, at)


def object_to_sanction(sanction: Sanction, text: str, at: datetime) -> None:
    """Keep what is said against ``sanction``, once; what is sent again was kept already."""
    lock(sanction)
    if Act.OBJECTED not in acts_of(sanction):
        write_down(sanction, Act.OBJECTED, at, words=text)


def lock(sanction: Sanction) -> None:
    """Load ``sanction`` as it is now, and let nobody else change it until this is committed."""
    db.session.refresh(sanction, with_for_update=True)


def write_down(
    sanction: Sanction,
    act: Act,
    at: datetime,
    *,
    by: By = By.WRITER,
    person_id: int | None = None,
    words: str = "",
) -> None:
    """Keep that ``act`` was done: by who is under the sanction, or ``by`` somebody else."""
    row = SanctionAct(
        sanction_id=sanction.id, act=act, at=at, done_by=by, person_id=person_id, words=words
    )
    db.session.add(row)
    db.session.flush()
