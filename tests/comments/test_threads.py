"""The order of reading, on both databases: pages, branches, places, and what they cost."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.branches import Branch
from opinion.comments.finding import STRANGER, Viewer
from opinion.comments.models import Comment
from opinion.comments.ranking import agreed_roots_of
from opinion.comments.threads import Sort, thread_of, threads_of
from opinion.database import db
from tests import make

pytestmark = pytest.mark.usefixtures("each_database")


def texts(branches: list[Branch]) -> list[object]:
    """Return the texts, each followed by the list of those below it."""
    told: list[object] = []
    for branch in branches:
        told.append(branch.comment.text)
        if branch.replies:
            told.append(texts(branch.replies))
    return told


def many(article: Article, how_many: int) -> list[Comment]:
    start = now() - timedelta(days=2)
    return [
        make.comment(article, f"Thread {number}", at=start + timedelta(minutes=number))
        for number in range(how_many)
    ]


def test_threads_stand_oldest_or_newest_first_and_replies_always_oldest_first(app: Flask) -> None:
    article = make.article()
    first, _ = many(article, 2)
    early = make.comment(article, "Early", parent=first)
    make.comment(article, "Late", parent=first)
    make.comment(article, "Below early", parent=early)

    oldest = threads_of(article, Sort.OLDEST, STRANGER)
    newest = threads_of(article, Sort.NEWEST, STRANGER)

    below = ["Early", ["Below early"], "Late"]
    assert texts(oldest.branches) == ["Thread 0", below, "Thread 1"]
    assert texts(newest.branches) == ["Thread 1", "Thread 0", below]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_of_threads_lead_forth_and_back_over_every_comment_once(
    app: Flask, sort: Sort
) -> None:
    article = make.article()
    threads = many(article, 120)
    if sort is not Sort.OLDEST:
        threads.reverse()  # nobody has agreed with any, so these are newest first too

    pages = [threads_of(article, sort, STRANGER, scored_until=now())]
    while pages[-1].after:
        pages.append(threads_of(article, sort, STRANGER, after=pages[-1].after))
    back = [pages[-1]]
    while back[-1].before:
        back.append(threads_of(article, sort, STRANGER, before=back[-1].before))

    forth = [branch.comment.id for page in pages for branch in page.branches]
    assert forth == [thread.id for thread in threads]
    assert [branch.comment.id for page in reversed(back) for branch in page.branches] == forth
    assert [len(page.branches) for page in pages] == [50, 50, 20]


def test_the_most_agreed_threads_come_first_and_paging_keeps_their_order(app: Flask) -> None:
    article = make.article()
    threads = many(article, 60)
    agreed = {thread.id: number % 7 for number, thread in enumerate(threads)}
    for thread in threads:
        db.session.get_one(Comment, thread.id).agree_count = agreed[thread.id]
    db.session.commit()

    until = now()
    first = threads_of(article, Sort.AGREED, STRANGER, scored_until=until)
    second = threads_of(article, Sort.AGREED, STRANGER, after=first.after, scored_until=until)

    shown = [branch.comment.id for page in (first, second) for branch in page.branches]
    assert shown == sorted(agreed, key=lambda number: (-agreed[number], -number))


def test_in_the_hidden_hours_the_order_tells_nothing_of_the_votes(app: Flask) -> None:
    article = make.article()
    until = now() - timedelta(hours=2)
    made = [make.comment(article, at=until - timedelta(minutes=9 - n)) for n in range(3)]
    made += [make.comment(article, at=until + timedelta(minutes=n)) for n in range(1, 71)]
    votes = {each.id: number for each, number in zip(made, (0, 2, 0, 5, 9), strict=False)}
    for number, agreed in votes.items():
        db.session.get_one(Comment, number).agree_count = agreed
    db.session.commit()

    first = threads_of(article, Sort.AGREED, STRANGER, scored_until=until)
    second = threads_of(article, Sort.AGREED, STRANGER, after=first.after, scored_until=until)
    back = threads_of(article, Sort.AGREED, STRANGER, before=second.before, scored_until=until)

    shown = [branch.comment.id for page in (first, second) for branch in page.branches]
    numbers = sorted((each.id for each in made), reverse=True)
    numbers.remove(made[1].id)
    assert shown == [made[1].id, *numbers]
    assert [each.comment.id for each in back.branches] == shown[: len(first.branches)]


@pytest.mark.parametrize("viewer", [STRANGER, Viewer("w" * 64), Viewer(is_staff=True)])
def test_a_page_by_agreement_is_found_by_index(app: Flask, viewer: Viewer) -> None:
    article = make.article()
    edge = make.comment(article)
    found = agreed_roots_of(article, viewer, edge, is_backwards=False, scored_until=now())
    wanted = found.limit(51)
    query = wanted.compile(db.engine, compile_kwargs={"literal_binds": True}).string
    if db.engine.dialect.name != "sqlite":
        return  # what it would plan for a handful of rows tells nothing
    plan = " ".join(str(row) for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {query}")))

    assert "USING INDEX ix_comments_article_id_agree_count_id" in plan
    assert "ix_comments_article_id_posted_at_id (article_id=? AND posted_at>?" in plan
    assert "SCAN comments" not in plan


def test_a_page_shows_five_replies_of_a_thread_and_counts_the_rest(app: Flask) -> None:
    article = make.article()
    [thread] = many(article, 1)
    for number in range(8):
        make.comment(article, f"Reply {number}", parent=thread)

    [branch] = threads_of(article, Sort.OLDEST, STRANGER).branches

    assert len(branch.replies) == 5
    assert branch.more == 3


def test_a_threads_own_pages_show_all_of_it(app: Flask) -> None:
    article = make.article()
    [thread] = many(article, 1)
    for number in range(60):
        make.comment(article, f"Reply {number}", parent=thread)

    first = thread_of(thread, STRANGER)
    second = thread_of(thread, STRANGER, after=first.after)

    assert len(first.replies) == 50
    assert texts(second.replies) == [f"Reply {number}" for number in range(50, 60)]
    assert second.after is None
