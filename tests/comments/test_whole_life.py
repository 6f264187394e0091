"""The whole life of comments, against a model in plain Python: tree and counts always agree."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.branches import Branch
from opinion.comments.finding import STRANGER, former_texts_of
from opinion.comments.models import Comment, Revision, Status
from opinion.comments.posting import Submission, Writer, post, repeated
from opinion.comments.revising import NotRevisedError, hold_again, revise
from opinion.comments.threads import Sort, thread_of, threads_of
from opinion.comments.withdrawing import erase, remove_name, withdraw
from opinion.database import db, writing
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import Rule as HouseRule
from opinion.permissions import may_delete, may_edit, may_remove_name, may_reply
from tests import make

GUESTS = {name: Writer(name * 64, "network", name) for name in "abc"}
guests, words = st.sampled_from(sorted(GUESTS)), st.sampled_from(["One.", "Two.", "Three."])
LONG, GONE = timedelta(days=1), timedelta(days=-1)  # windows: open, and over


@dataclass
class Entry:
    """What the model knows of a comment."""

    parent: int | None
    owner: str | None
    text: str
    status: Status = Status.PUBLISHED
    replies: int = 0
    versions: int = 0


class Life(RuleBasedStateMachine):
    comments = Bundle("comments")

    def __init__(self) -> None:
        super().__init__()
        self.article = make.article()
        self.model: dict[int, Entry] = {}

    def loaded(self, number: int) -> tuple[Comment, Article]:
        return db.session.get_one(Comment, number), db.session.get_one(Article, self.article.id)

    def add(self, parent: int | None, guest: str, text: str) -> int:
        with writing():
            article = db.session.get_one(Article, self.article.id)
            above = db.session.get_one(Comment, parent) if parent else None
            if above and not may_reply(article, above, now()):
                assert self.model[above.id].status != Status.PUBLISHED
                return above.id
            said = Submission("Reader", text)
            first = repeated(article, above, said, GUESTS[guest])
            if first:
                assert self.model[first.id].text == text
                return first.id
            number = post(article, said, at=now(), parent=above, by=GUESTS[guest]).id
        self.model[number] = Entry(parent, guest, text)
        if parent:
            self.model[parent].replies += 1
        return number

    @rule(target=comments, guest=guests, text=words)
    def start(self, guest: str, text: str) -> int:
        return self.add(None, guest, text)

    @rule(target=comments, parent=comments, guest=guests, text=words)
    def reply(self, parent: int, guest: str, text: str) -> int:
        return self.add(parent, guest, text)

    @rule(number=comments, guest=guests, text=words, is_held_again=st.booleans())
    def edit(self, number: int, guest: str, text: str, is_held_again: bool) -> None:
        entry, writer = self.model[number], GUESTS[guest]
        stands = entry.status in {Status.PUBLISHED, Status.HELD}
        with writing():
            comment, article = self.loaded(number)
            may = may_edit(comment, writer.hash, now(), LONG)
            assert may == (entry.owner == guest and stands and not entry.replies)
            if not may:
                return
            seen = former_texts_of(comment.id).versions
            try:
                is_changed = revise(comment, article, text, seen=seen, by=writer, at=now())
            except NotRevisedError:
                return
            if is_changed and is_held_again:
                hold_again(comment, article, [], now())
        assert is_changed == (entry.text != text)
        entry.versions += is_changed
        entry.text = text
        if is_changed and is_held_again:
            entry.status = Status.HELD

    @rule(number=comments, guest=guests)
    def delete(self, number: int, guest: str) -> None:
        with writing():
            comment, article = self.loaded(number)
            if not may_delete(comment, GUESTS[guest].hash, now(), LONG):
                return
            withdraw(comment, article)
        self.wipe(number, Status.DELETED)

    @rule(number=comments, guest=guests)
    def disown(self, number: int, guest: str) -> None:
        with writing():
            comment, _ = self.loaded(number)
            if not may_remove_name(comment, GUESTS[guest].hash, now(), GONE):
                return
            remove_name(comment)
        self.model[number].owner = None

    @rule(number=comments, status=st.sampled_from([each for each in Status if each != "deleted"]))
    def decide(self, number: int, status: Status) -> None:
        with writing():
            decide(*self.loaded(number), Verdict(status, HouseRule.OTHER), by=Decider())
        if self.model[number].text:
            self.model[number].status = status

    @rule(number=consumes(comments))
    def erase_its_writer(self, number: int) -> None:
        owner = self.model[number].owner
        if owner is None:
            return
        with writing():
            erase(GUESTS[owner].hash)
        for each, entry in self.model.items():
            if entry.owner == owner:
                stands = entry.status in {Status.PUBLISHED, Status.HELD}
                self.wipe(each, Status.DELETED if stands else entry.status)
                entry.owner = None

    def wipe(self, number: int, status: Status) -> None:
        entry = self.model[number]
        entry.text, entry.status, entry.versions = "", status, 0

    @invariant()
    def counts_are_those_of_the_rows(self) -> None:
        db.session.expire_all()
        live = [number for number in self.model if self.is_live(number)]
        assert db.session.get_one(Article, self.article.id).comment_count == len(live)
        for number, entry in self.model.items():
            comment = db.session.get_one(Comment, number)
            assert (comment.text, comment.status) == (entry.text, entry.status)
            assert comment.reply_count == sum(number in self.above(each) for each in live)
            kept = select(func.count()).where(Revision.comment_id == number)
            assert db.session.scalar(kept) == entry.versions

    @invariant()
    def the_tree_is_the_models(self) -> None:
        db.session.expire_all()
        page = threads_of(db.session.get_one(Article, self.article.id), Sort.OLDEST, STRANGER)
        threads = [thread_of(branch.comment, STRANGER) for branch in page.branches]
        shown = [line for thread in threads for line in self.lines(thread)]
        expected = {
            number
            for number in self.model
            if self.is_live(number)
            or any(number in self.above(each) for each in self.model if self.is_live(each))
        }
        assert sorted(shown) == sorted(expected)

    def lines(self, branch: Branch) -> list[int]:
        for reply in branch.replies:
            assert self.model[reply.comment.id].parent == branch.comment.id
        return [branch.comment.id, *(line for each in branch.replies for line in self.lines(each))]

    def is_live(self, number: int) -> bool:
        return self.model[number].status == Status.PUBLISHED

    def above(self, number: int) -> set[int]:
        parent = self.model[number].parent
        return {parent, *self.above(parent)} if parent else set()


@pytest.mark.slow
def test_whatever_happens_tree_and_counts_are_right(app: Flask) -> None:
    db.session.rollback()
    run_state_machine_as_test(
        Life,
        settings=settings(max_examples=10, stateful_step_count=25, deadline=None),
    )
