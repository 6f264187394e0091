"""Sanctions, as queries that have names: those in force, those that are over, and their counts."""

from datetime import datetime

from sqlalchemy import Select, func, not_, select
from sqlalchemy.orm import aliased

from opinion.comments.models import Comment
from opinion.moderation.models import Rule
from opinion.moderation.sanctions import Kind, Sanction
from opinion.moderation.standing import in_force

PAGE = 50  # sanctions


def listed(
    at: datetime, kind: Kind | None = None, before: int | None = None, *, is_over: bool = False
) -> Select[tuple[Sanction, Comment]]:
    """Select the sanctions in force, or, ``is_over``, the others, with the comments they are for.

    The last one first; one more than a page holds, older than ``before`` where that is given.
    """
    holds = in_force(at)
    found = (
        select(Sanction, Comment)
        .outerjoin(Comment, Comment.id == Sanction.comment_id)
        .where(not_(holds) if is_over else holds)
        .order_by(Sanction.id.desc())
        .limit(PAGE + 1)
    )
    if kind:
        found = found.where(Sanction.kind == kind)
    return found.where(Sanction.id < before) if before else found


def imposed_since(moment: datetime) -> Select[tuple[Kind, Rule, int, int]]:
    """Select what was imposed since ``moment``, how often by which rule, and how often lifted.

    What only got another end counts once, as it is now.
    """
    many = func.count(Sanction.id)
    newer = aliased(Sanction)
    return (
        select(Sanction.kind, Sanction.rule, many, func.count(Sanction.lifted_at))
        .outerjoin(newer, newer.replaces == Sanction.id)
        .where(Sanction.begins_at >= moment, newer.id.is_(None))
        .group_by(Sanction.kind, Sanction.rule)
        .order_by(many.desc(), Sanction.kind, Sanction.rule)
    )
