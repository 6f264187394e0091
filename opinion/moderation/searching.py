"""Searching: comments in whatever state, by what is known of them; the newest first."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.moderation.listing import PAGE
from opinion.people.models import Person

LOOKED_THROUGH = 10_000  # comments that one page reads at the most
FOUND = list[tuple[Comment, Article]]


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is empty is not asked.

    ``person`` is a part of a name, a whole e-mail address, or the number of a comment, for all by
    its writer; ``reason`` a rule that is broken or a word for why it was held; ``text`` a part of
    the text, in whatever case (SQLite knows that of foreign letters for whole words only).
    """

    status: str = ""
    article: str = ""
    person: str = ""
    reason: str = ""
    text: str = ""


def search(wanted: Wanted, before: int | None) -> tuple[FOUND, int | None]:
    """Return a page of what is looked for, and the comment that the next page is before.

    One page looks through 10,000 comments; it may be shorter than others, with a next one.
    """
    window = _window(wanted, before).subquery()
    rows = db.session.execute(
        select(Comment, Article)
        .join(window, window.c.id == Comment.id)
        .join(Article, Article.id == Comment.article_id)
        .where(*_said(wanted.text))
        .order_by(Comment.id.desc())
        .limit(PAGE + 1)
    ).all()
    found = [(comment, article) for comment, article in rows[:PAGE]]
    if len(rows) > PAGE:
        return found, found[-1][0].id
    edge = select(func.min(window.c.id), func.count()).select_from(window)
    oldest, looked = db.session.execute(edge).one()
    return found, oldest if looked == LOOKED_THROUGH else None


def _window(wanted: Wanted, before: int | None) -> Select[tuple[int]]:
    """Select the newest of those comments that all but their text is right of."""
    window = select(Comment.id).order_by(Comment.id.desc()).limit(LOOKED_THROUGH)
    if before:
        window = window.where(Comment.id < before)
    if wanted.status:
        window = window.where(Comment.status == wanted.status)
    if wanted.article:
        slugs = select(Article.id).where(Article.slug == wanted.article)
        window = window.where(Comment.article_id.in_(slugs))
    if wanted.person:
        window = window.where(_by(wanted.person))
    if wanted.reason:
        held_for = cast(Comment.held_for, String).contains(f'"{wanted.reason}"', autoescape=True)
        window = window.where(or_(Comment.rule == wanted.reason, held_for))
    return window


def _by(person: str) -> ColumnElement[bool]:
    """Say which comments are by ``person``."""
    digits = person.removeprefix("#")
    if digits.isascii() and digits.isdigit():
        writer = select(Comment.writer).where(Comment.id == min(int(digits[:10]), 2**31 - 1))
        return Comment.writer.in_(writer)
    if "@" in person:
        known = select(Person.id).where(Person.email == person.lower())
        return or_(Comment.email == person.lower(), Comment.person_id.in_(known))
    return Comment.name.icontains(person, autoescape=True)


def _said(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    spellings = {text, text.lower(), text.upper(), text.capitalize()}
    exact = [Comment.text.contains(each, autoescape=True) for each in sorted(spellings)]
    return [or_(Comment.text.icontains(text, autoescape=True), *exact)]
