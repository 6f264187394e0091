"""Makes what a test is about; says only what matters to the test."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert

from opinion.articles.models import Article, Author, Block, Byline, Part, Section
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, post
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Decision, Rule
from opinion.people.models import Person
from opinion.people.secrets import hash_of, new_secret

_numbers = count(1)
PARAGRAPH = Block(id="b1", kind="block", html="<p>One paragraph.</p>")


def article(
    title: str = "An article",
    *,
    authors: Sequence[str] = ("Sample Author",),
    section: str | None = None,
    blocks: Sequence[Block] = (PARAGRAPH,),
    **fields: Any,
) -> Article:
    """Store an article, by default published yesterday in English."""
    with writing():
        made = Article(
            slug=fields.pop("slug", f"article-{next(_numbers)}"),
            title=title,
            language=fields.pop("language", "en"),
            published_at=fields.pop("published_at", now() - timedelta(days=1)),
            source="",
            blocks=list(blocks),
            **fields,
        )
        db.session.add(made)
        db.session.flush()
        if section:
            made.section_id = _section(section).id
        for position, name in enumerate(authors):
            db.session.add(
                Byline(
                    article_id=made.id,
                    position=position,
                    author_id=_author(name).id,
                    part=Part.WRITER,
                )
            )
    return made


def comment(
    under: Article,
    text: str = "A comment.",
    *,
    parent: Comment | None = None,
    name: str = "Sample Reader",
    at: datetime | None = None,
    status: Status = Status.PUBLISHED,
) -> Comment:
    """Store a comment under an article, or a reply to ``parent``."""
    with writing():
        return post(
            db.session.get_one(Article, under.id),
            Submission(name, text),
            at=at or now(),
            status=status,
            parent=db.session.get_one(Comment, parent.id) if parent else None,
        )


def person(email: str = "reader@example.org", name: str = "Pat Reader", **fields: Any) -> Person:
    """Store somebody who has proved that a mailbox is theirs."""
    at = fields.pop("joined_at", now())
    with writing():
        made = Person(
            email=email,
            name=name,
            writer=hash_of(new_secret()),
            joined_at=at,
            replies_seen_at=at,
            **fields,
        )
        db.session.add(made)
    return made


def reply_to(number: int) -> Comment:
    """Store a reply to the comment with this number."""
    parent = db.session.get_one(Comment, number)
    return comment(db.session.get_one(Article, parent.article_id), "A reply.", parent=parent)


def decided(
    comment: Comment,
    status: Status,
    rule: Rule = Rule.OTHER,
    *,
    by: Decider | None = None,
    **why: str,
) -> Decision | None:
    """Let a moderator give a comment another state."""
    with writing():
        loaded = db.session.get_one(Comment, comment.id)
        article = db.session.get_one(Article, loaded.article_id)
        return decide(loaded, article, Verdict(status, rule, **why), by=by or Decider())


def _section(name: str) -> Section:
    slug = name.lower()
    found = db.session.query(Section).filter_by(slug=slug).one_or_none()
    if found is None:
        found = Section(slug=slug, name=name)
        db.session.add(found)
        db.session.flush()
    return found


def _author(name: str) -> Author:
    slug = name.lower().replace(" ", "-")
    found = db.session.query(Author).filter_by(slug=slug).one_or_none()
    if found is None:
        found = Author(slug=slug, name=name)
        db.session.add(found)
        db.session.flush()
    return found


def many_comments(under: Article, how_many: int, *, parent: Comment | None = None) -> None:
    """Store threads under an article, or direct replies to a top-level comment, all at once."""
    start = now() - timedelta(days=1)
    rows = [
        {
            "article_id": under.id,
            "parent_id": parent.id if parent else None,
            "thread_id": parent.id if parent else None,
            "path": f"{number:05x}" if parent else "",
            "posted_at": start + timedelta(seconds=number),
            "published_at": start + timedelta(seconds=number),
            "name": f"Reader {number}",
            "language": "en",
            "text": f"Text {number}",
            "html": f"<p>Text {number}</p>",
        }
        for number in range(1, how_many + 1)
    ]
    with writing():
        if rows:
            db.session.execute(insert(Comment), rows)
        db.session.get_one(Article, under.id).comment_count += how_many
        if parent:
            root = db.session.get_one(Comment, parent.id)
            root.reply_count = root.children = how_many
