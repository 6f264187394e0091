"""What the doors to votes and reports share: the comment they are about, and who asks."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, g, make_response, url_for

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.finding import comment_with_parent
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.owned import article_of
from opinion.comments.reacted import agreed_with_under, reported_under
from opinion.comments.reactions import Mark
from opinion.database import db
from opinion.languages import speak
from opinion.people.guests import current_guest, keyed_hash, lasting_network, network_at
from opinion.people.signing_in import current_person, current_writer
from opinion.permissions import is_own, may_report, may_see_score, may_vote

reactions = Blueprint("reactions", __name__)
VOTE, REPORT = "vote", "report"


def mark(what: str, number: int) -> Mark:
    """Return how the asker is known by one act on one comment.

    The hashes are others for each comment, so that nobody can tell what else a guest did; and they
    stay, whatever key networks are hashed by: nobody gets a second voice by waiting for the next.
    """
    person = current_person()
    network = keyed_hash(what, lasting_network(), str(number))
    if person is None:
        return Mark(network, network)
    return Mark(keyed_hash(what, person.writer, str(number)), network, person.id)


def is_asked_by_writer(comment: Comment) -> bool:
    """Whether the asker wrote ``comment``: signed in, or as the guest that the browser remembers.

    Who is signed in may have written as a guest before, in the same browser.
    """
    guest = current_guest()
    return is_own(comment, current_writer()) or is_own(comment, guest.hash if guest else None)


def is_from_here(comment: Comment) -> bool:
    """Whether somebody signed in wrote ``comment`` from the network of the asker, who is a guest.

    They may be the same. That is known for as long as the network stands by the comment.
    """
    was_signed = comment.person_id is not None and current_person() is None
    return was_signed and comment.network == network_at(comment.posted_at)


def find_any(number: int) -> tuple[Comment, Article]:
    """Return a comment, in whatever state, and its public article. Answers 404 else."""
    comment: Comment = db.first_or_404(comment_with_parent(number))
    article = article_of(comment)
    if not article.is_public(now()):
        abort(404)
    speak(article.language)
    return comment, article


def find_live(number: int) -> tuple[Comment, Article]:
    """Return a comment that everybody can read, and its article. Answers 404 else."""
    comment, article = find_any(number)
    if not comment.is_live:
        abort(404)
    return comment, article


def for_one(page: str, status: int = 200) -> Response:
    """Answer with a page that is made for one asker, to be kept by nobody."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@reactions.app_template_global()
def takes_votes(comment: Comment) -> bool:
    """Whether the asker may agree with ``comment``."""
    return may_vote(comment, current_writer()) and not is_asked_by_writer(comment)


def takes_reports(comment: Comment) -> bool:
    """Whether the asker may report ``comment``."""
    return may_report(comment, current_writer()) and not is_asked_by_writer(comment)


def is_agreed_with(comment: Comment) -> bool:
    """Whether who is signed in agrees with ``comment``; for one article that is asked once.

    Nobody else's page tells: it is everybody's.
    """
    return comment.id in _known("agreed_with", agreed_with_under, comment)


def is_reported_by_asker(comment: Comment) -> bool:
    """Whether who is signed in has reported ``comment``, and so can't reply to it."""
    return comment.id in _known("reported", reported_under, comment)


@reactions.app_template_global()
def score_of(comment: Comment) -> int:
    """Return how many agree with ``comment``, as far as that is shown: 0 in the first hours."""
    return comment.agree_count if may_see_score(comment, now(), settings().hiding) else 0


def _known(name: str, ask: Callable[[int, int], set[int]], comment: Comment) -> set[int]:
    """Return what ``ask`` says of who is signed in and the article of ``comment``; asked once."""
    person = current_person()
    if person is None:
        return set()
    known: dict[int, set[int]] = g.setdefault(name, {})
    if comment.article_id not in known:
        known[comment.article_id] = ask(comment.article_id, person.id)
    return known[comment.article_id]


@reactions.app_template_global()
def place_in_talk(comment: Comment, article: Article) -> str:
    """Return where ``comment`` stands, or the conversation where it doesn't any more."""
    if comment.is_live or comment.reply_count:
        return url_for("comments.show", slug=article.slug, number=comment.id)
    return url_for("articles.show", slug=article.slug, _anchor="comments")
