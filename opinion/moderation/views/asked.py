"""What is sent about comments that somebody decides about, and finding them."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass

from flask import abort, request
from flask_babel import gettext

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.database import db
from opinion.languages import number_words
from opinion.moderation.deciding import Decider, Verdict
from opinion.moderation.models import LAW_LENGTH, WORDS_LENGTH, By, Rule
from opinion.moderation.seeing import Seen, seen_in
from opinion.people.models import Person
from opinion.people.onward import local_path
from opinion.people.signing_in import current_person
from opinion.text import clean_body
from opinion.web.arguments import number_or_none

VERDICTS = {
    "publish": Status.PUBLISHED,
    "remove": Status.REMOVED,
    "spam": Status.SPAM,
    "hold": Status.HELD,
}
IN_PLACE = "article"
NOTHING_SEEN = Seen()


class UnfitError(Exception):
    """What was sent can't be done; the error is a sentence that says why."""


@dataclass(frozen=True)
class Draft:
    """What somebody sent about a comment, as they typed it.

    ``seen`` is what they saw of it, ``following`` the comment that stood next in the list;
    ``place`` says on what kind of page they were, ``onward`` where they go on.
    """

    verdict: str = ""
    rule: str = ""
    law: str = ""
    words: str = ""
    note: str = ""
    seen: Seen = NOTHING_SEEN
    following: int | None = None
    place: str = ""
    onward: str = ""

    def wanted(self) -> Verdict:
        """Return what is to become of the comment. Raises :class:`UnfitError`."""
        if self.verdict not in VERDICTS:
            raise UnfitError(gettext("Please choose what is to become of it."))
        if self.rule and self.rule not in list(Rule):
            raise UnfitError(gettext("Please choose a rule from the list."))
        most = max(len(self.words), len(self.note)), WORDS_LENGTH
        for length, allowed in (most, (len(self.law), LAW_LENGTH)):
            if length > allowed:
                raise UnfitError(
                    gettext(
                        "Too long: it has %(length)s characters, and %(most)s are allowed.",
                        length=number_words(length),
                        most=number_words(allowed),
                    )
                )
        status = VERDICTS[self.verdict]
        if status != Status.REMOVED:
            return Verdict(status, note=self.note)
        rule = Rule(self.rule) if self.rule else None
        return Verdict(status, rule, self.law, self.words, self.note)

    def wanted_of(self, picked: Sized) -> Verdict:
        """Return what is to become of all that is ``picked``. Raises :class:`UnfitError`."""
        if not picked:
            raise UnfitError(gettext("Please pick at least one comment."))
        return self.wanted()


def sent() -> Draft:
    """Return what was sent with this request."""
    form = request.form
    place, onward = where(form)
    return Draft(
        verdict=form.get("verdict", ""),
        rule=form.get("rule", ""),
        law=" ".join(clean_body(form.get("law", "")).split()),
        words=clean_body(form.get("words", "")),
        note=clean_body(form.get("note", "")),
        seen=seen_in(form.get("seen", "")),
        following=number_or_none(form.get("following", "")),
        place=place,
        onward=onward,
    )


def where(arguments: Mapping[str, str]) -> tuple[str, str]:
    """Return on which kind of page somebody is, and where they go on: on this site only."""
    place = arguments.get("place", "")
    return place if place == IN_PLACE else "", local_path(arguments.get("onward", ""))


def moderator() -> Person:
    """Return who of the staff is asking."""
    return current_person() or abort(403)


def decider() -> Decider:
    """Return who decides by this request."""
    return Decider(By.MODERATOR, moderator().id)


def find(number: int) -> tuple[Comment, Article]:
    """Return a comment, in whatever state, and its article. Answers 404 where there is none."""
    comment: Comment = db.get_or_404(Comment, number)
    return comment, db.session.get_one(Article, comment.article_id)


def to_decide(number: int) -> tuple[Comment, Article]:
    """Load a comment and its article to change them; the article's row is locked first."""
    known = db.session.get(Comment, number) or abort(404)
    article = db.session.scalars(article_to_change(known.article_id)).one()
    return db.session.get_one(Comment, number, populate_existing=True), article
