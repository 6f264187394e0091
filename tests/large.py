"""A site with much on it, so that the databases show how they go about what is asked of them."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from opinion.articles.models import Article, Author, Block, Byline, Part, Section
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.comments.reactions import Reason, Report
from opinion.database import Model, db, writing
from opinion.notices.models import Following, Kind, Notice, Scope
from opinion.passages.models import Anchor
from opinion.people.models import Person
from tests import make

OTHERS = 4_500  # articles, each with one comment
OTHER = range(1, OTHERS + 1)  # their numbers
LATELY = 1_100  # of these comments are of the last day
LONG = OTHERS + 1  # the article that has all the rest
THREADS = 9_000  # there, which are stored first; then come the comments under the others
REPLIES = 3_000  # to the last of the threads
ABOUT_OTHER = 60  # early threads about its second paragraph; a quarter of all are about the first
MANY = 3_000  # people, reports, followings, notices: nearly all about something else
PLACES = {  # by which addresses name what is there
    "young": 500, "old": 1_500, "own": THREADS + 2_000, "middle": 4_000,
    "thread": THREADS, "reply": THREADS + OTHERS + 1_500,
}  # fmt: skip
WORDS = "As long as what readers write mostly is. " * 10  # PostgreSQL reads short tables whole
BLOCKS = (make.PARAGRAPH, Block(id="b2", kind="block", html="<p>One more.</p>"))
Row = dict[str, Any]


def fill() -> Person:
    """Store it all; return who wrote the comment ``own``, and has a reply to it."""
    with writing():
        _let_triggers("DISABLE")
        _add_articles()
    published_at = now() - timedelta(days=60)
    make.article(slug="long", section="Town", published_at=published_at, blocks=BLOCKS)
    with writing() as session:
        _add(Comment, [*_threads(), *map(_other_comment, OTHER), *_replies()])
        _add(Anchor, _anchors())
        long = session.get_one(Article, LONG)
        long.comment_count = THREADS + REPLIES
        long.passage_counts = {"b1": THREADS // 4 - 1, "b2": ABOUT_OTHER}
        _add_people()
        _let_triggers("ENABLE")
    person = _writer_of(PLACES["own"])
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # which does it by itself, a little later
            connection.execute(text("ANALYZE"))
    return person


def _let_triggers(be: str) -> None:
    """Keep PostgreSQL from raising the versions of pages row by row, for seconds."""
    if db.engine.dialect.name == "postgresql":
        for table in Model.metadata.tables:
            db.session.execute(text(f"ALTER TABLE {table} {be} TRIGGER USER"))


def _add(table: type[Model], rows: Iterable[Row]) -> None:
    db.session.execute(insert(table), list(rows))


def _add_articles() -> None:
    """Add articles by two authors in two sections, one an hour."""
    for slug, name in (("sample-author", "Sample Author"), ("other", "Other")):
        db.session.add(Author(slug=slug, name=name))
    for slug, name in (("town", "Town"), ("land", "Land")):
        db.session.add(Section(slug=slug, name=name))
    db.session.flush()
    _add(Article, map(_article, OTHER))
    _add(Byline, map(_byline, OTHER))


def _add_people() -> None:
    about: dict[type[Model], Callable[[int], Row]]
    about = {Person: _person, Report: _report, Following: _following, Notice: _notice}
    for table, row in about.items():
        _add(table, map(row, range(1, MANY + 1)))
    _add(Following, [_following(LONG) | {"comment_id": 1}])


def _writer_of(number: int) -> Person:
    person = make.person()
    with writing() as session:
        comment = session.get_one(Comment, number)
        comment.writer, comment.person_id = person.writer, person.id
    make.reply_to(number)
    return person


def _article(number: int) -> Row:
    return {
        "slug": f"other-{number}", "title": "Another", "language": "en", "source": "",
        "blocks": [], "section_id": number % 2 + 1, "comment_count": 1,
        "published_at": now() - timedelta(days=3, hours=number),
    }  # fmt: skip


def _byline(number: int) -> Row:
    author = number % 2 + 1
    return {"article_id": number, "position": 0, "author_id": author, "part": Part.WRITER}


def _other_comment(number: int) -> Row:
    """Return one of the last day, or an older one."""
    if number <= LATELY:
        return _comment(number, now() - timedelta(days=1, seconds=-60 * number), number)
    return _comment(number, now() - timedelta(days=2, hours=number), number)


def _comment(article: int, at: datetime, number: int) -> Row:
    return {
        "article_id": article, "path": "", "posted_at": at, "published_at": at,
        "name": f"Reader {number}", "writer": f"{number}", "language": "en",
        "text": WORDS, "html": f"<p>{WORDS}</p>", "agree_count": number % 7,
        "parent_id": None, "thread_id": None, "addressee": None, "children": 0, "reply_count": 0,
    }  # fmt: skip


def _threads() -> list[Row]:
    """Return those of 50 days ago."""
    start = now() - timedelta(days=50)
    rows = [_comment(LONG, start + timedelta(seconds=each), each) for each in range(1, THREADS + 1)]
    rows[-1] |= {"children": REPLIES, "reply_count": REPLIES}
    return rows


def _replies() -> list[Row]:
    """Return the newest there are: of the third hour before this one."""
    start, to = now() - timedelta(hours=3), PLACES["thread"]
    above = {"parent_id": to, "thread_id": to, "addressee": f"{to}"}
    return [
        _comment(LONG, start + timedelta(seconds=each), each) | above | {"path": f"{each:05x}"}
        for each in range(1, REPLIES + 1)
    ]


def _anchors() -> list[Row]:
    about = [(place, "b1") for place in range(4, THREADS, 4)]
    about += [(2 * place + 1, "b2") for place in range(ABOUT_OTHER)]
    return [
        {"comment_id": place, "article_id": LONG, "block": block, "quote": WORDS[:200]}
        for place, block in sorted(about)
    ]


def _person(number: int) -> Row:
    return {
        "email": f"reader-{number}@example.org", "name": f"Reader {number}",
        "writer": f"{number:064}", "joined_at": now(), "replies_seen_at": now(),
    }  # fmt: skip


def _report(number: int) -> Row:
    """Return one that a moderator has looked at."""
    return {
        "comment_id": THREADS + number, "reporter": f"{number:064}", "network": f"{number:064}",
        "reason": Reason.OTHER, "at": now(), "reviewed_at": now(),
    }  # fmt: skip


def _following(number: int) -> Row:
    return {
        "key": f"{number:022}", "email": f"reader-{number}@example.org",
        "address_hash": f"{number:022}", "language": "en", "scope": Scope.REPLIES,
        "article_id": number, "comment_id": THREADS + number,
        "asked_at": now(), "confirmed_at": now(),
    }  # fmt: skip


def _notice(number: int) -> Row:
    """Return one that waits to be mailed."""
    return {
        "mark": f"comment {number}", "kind": Kind.COMMENT, "language": "en",
        "recipient": f"reader-{number}@example.org", "following_id": number,
        "comment_id": THREADS + number, "queued_at": now(), "due_at": now(),
    }  # fmt: skip
