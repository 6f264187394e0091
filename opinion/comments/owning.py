"""Owning: all that one writer wrote, as queries that have names, and as data to take along."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from opinion.articles.models import Article
from opinion.comments.models import Comment, Revision, Status
from opinion.database import db
from opinion.languages import iso
from opinion.moderation.models import Decision, Objection
from opinion.passages.models import Anchor

PAGE = 50  # comments


def written_by(writer: str, before: int | None) -> Select[tuple[Comment, Article]]:
    """Select what ``writer`` wrote and did not delete, the newest first, with where it stands.

    One more than a page holds, older than the comment ``before`` where that is given.
    """
    kept = (
        select(Comment, Article)
        .join(Article, Article.id == Comment.article_id)
        .where(Comment.writer == writer, Comment.status != Status.DELETED, Comment.text != "")
        .options(joinedload(Comment.parent))
        .order_by(Comment.id.desc())
        .limit(PAGE + 1)
    )
    return kept.where(Comment.id < before) if before else kept


def data_of(writer: str) -> list[dict[str, Any]]:
    """Return all that is stored of what ``writer`` wrote, in every state and version."""
    return data_where(Comment.writer == writer)


def data_where(whose: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return all that is stored of the comments that ``whose`` says, in every state and version."""
    rows = db.session.execute(
        select(Comment, Article.slug, Article.title, Anchor.quote)
        .join(Article, Article.id == Comment.article_id)
        .outerjoin(Anchor, Anchor.comment_id == Comment.id)
        .where(whose)
        .order_by(Comment.id)
    ).all()
    versions, decisions = _versions(whose), _decisions(whose)
    return [
        {
            "number": comment.id,
            "article": {"slug": slug, "title": title},
            "in_reply_to": comment.parent_id,
            "about": quote,
            "state": comment.status,
            "held_for": comment.held_for,
            "posted_at": iso(comment.posted_at),
            "edited_at": iso(comment.edited_at) if comment.edited_at else None,
            "name": comment.name,
            "email": comment.email,
            "language": comment.language,
            "text": comment.text,
            "former_versions": versions[comment.id],
            "decisions": decisions[comment.id],
        }
        for comment, slug, title, quote in rows
    ]


def _versions(whose: ColumnElement[bool]) -> dict[int, list[dict[str, Any]]]:
    """Return the former versions of each comment that ``whose`` says, the first one first."""
    kept = (
        select(Revision)
        .join(Comment, Comment.id == Revision.comment_id)
        .where(whose)
        .order_by(Revision.comment_id, Revision.number)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in db.session.scalars(kept):
        version = {"number": each.number, "until": iso(each.at), "text": each.text}
        found[each.comment_id].append(version | {"was_public": each.was_public})
    return found


def _decisions(whose: ColumnElement[bool]) -> dict[int, list[dict[str, Any]]]:
    """Return what was decided about each such comment, and what its writer said against it."""
    about = (
        select(Decision, Objection)
        .join(Comment, Comment.id == Decision.comment_id)
        .outerjoin(Objection, Objection.decision_id == Decision.id)
        .where(whose)
        .order_by(Decision.id)
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each, objection in db.session.execute(about):
        found[each.comment_id].append(
            {
                "at": iso(each.at),
                "state": each.status,
                "by": each.decided_by,
                "rule": each.rule,
                "law": each.law,
                "words": each.words,
                "objection": objection and {"at": iso(objection.at), "text": objection.text},
                "answer": objection and {"outcome": objection.outcome, "words": objection.words},
            }
        )
    return found
