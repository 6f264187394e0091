"""Reacted: what one person who signed in made of others' comments: to show, hand out and erase."""

from typing import Any

from sqlalchemy import delete, func, select, union, update

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.comments.reactions import Report, Vote
from opinion.database import db
from opinion.languages import iso


def agreed_with_under(article_id: int, person_id: int) -> set[int]:
    """Return the numbers of the comments under an article that a person agrees with."""
    theirs = select(Vote.comment_id).join(Comment, Comment.id == Vote.comment_id)
    theirs = theirs.where(Vote.person_id == person_id, Comment.article_id == article_id)
    return set(db.session.scalars(theirs))


def reported_under(article_id: int, person_id: int) -> set[int]:
    """Return the numbers of the comments under an article that a person has reported."""
    theirs = select(Report.comment_id).join(Comment, Comment.id == Report.comment_id)
    theirs = theirs.where(Report.person_id == person_id, Comment.article_id == article_id)
    return set(db.session.scalars(theirs))


def data_of_reactions(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return all votes and reports of a person, as data to take along."""
    votes = select(Vote).where(Vote.person_id == person_id).order_by(Vote.comment_id)
    reports = select(Report).where(Report.person_id == person_id).order_by(Report.id)
    return {
        "agreed_with": [
            {"comment": each.comment_id, "day": each.at.date().isoformat()}
            for each in db.session.scalars(votes)
        ],
        "reported": [
            {
                "comment": each.comment_id,
                "reason": each.reason,
                "note": each.note,
                "at": iso(each.at),
                "reviewed_at": iso(each.reviewed_at) if each.reviewed_at else None,
            }
            for each in db.session.scalars(reports)
        ],
    }


def articles_reacted_under(person_id: int, writer: str) -> list[int]:
    """Return which articles count something of a person: their votes and comments; in order."""
    voted = select(Comment.article_id).join(Vote, Vote.comment_id == Comment.id)
    written = select(Comment.article_id).where(Comment.writer == writer)
    both = union(voted.where(Vote.person_id == person_id), written)
    return sorted(db.session.scalars(both))


def forget_reactions(person_id: int) -> None:
    """Take away all votes and reports of a person, and keep the counts.

    A comment that their report helped to hide waits for a moderator still. The caller holds the
    write lock, and has locked the articles that they voted under.
    """
    voted = select(Vote.comment_id).where(Vote.person_id == person_id)
    under = select(Comment.article_id, func.count().label("votes"))
    under = under.where(Comment.id.in_(voted)).group_by(Comment.article_id)
    unsynchronized = {"synchronize_session": False}
    for number, votes in db.session.execute(under).tuples().all():
        left = Article.agree_count - votes
        article = update(Article).where(Article.id == number).values(agree_count=left)
        db.session.execute(article, execution_options=unsynchronized)
    db.session.execute(
        update(Comment)
        .where(Comment.id.in_(voted))
        .values(agree_count=Comment.agree_count - 1),  # one person, one vote
        execution_options=unsynchronized,
    )
    for table in (Vote, Report):
        db.session.execute(delete(table).where(table.person_id == person_id))
