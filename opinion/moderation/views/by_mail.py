"""The doors behind the links in mails to moderators: nothing is decided before a button is pressed.

The link itself is the key: who has it need not be signed in, and gets into nothing else by it.
"""

from dataclasses import dataclass, replace
from typing import NoReturn

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.claims import release
from opinion.moderation.deciding import (
    DecidedMeanwhileError,
    Decider,
    NoReasonError,
    NotUndoneError,
    UnseenError,
    Verdict,
    decide,
    undo,
)
from opinion.moderation.errands import GOOD_FOR, UNDO_FOR, Errand, errand_in
from opinion.moderation.finding import decisions_about, last_change
from opinion.moderation.listing import Item, deciders, items_of
from opinion.moderation.models import By, Decision
from opinion.moderation.seeing import Seen
from opinion.moderation.views.asked import Draft, UnfitError, find, sent, to_decide
from opinion.moderation.views.queue import no_reason
from opinion.moderation.views.room import blueprint
from opinion.moderation.views.showing import meanwhile
from opinion.notices.keys import address_hash
from opinion.notices.models import Silence
from opinion.people.models import Person
from opinion.permissions import may_moderate, may_undo

UNFIT, CONFLICT, GONE = 422, 409, 410
ALL = 1_000  # decisions about one comment
NOTHING = Draft()


@dataclass(frozen=True)
class Said:
    """What an answer says besides: what was typed, and what is wrong with it."""

    draft: Draft = NOTHING
    problem: str = ""
    status: int = 200


@blueprint.get("/mail/<token>")
def by_mail(token: str) -> ResponseReturnValue:
    """Show the comment and the button that decides; or what was decided about it since."""
    return page(token, errand_of(token), Said())


@blueprint.post("/mail/<token>")
def create_by_mail(token: str) -> ResponseReturnValue:
    """Decide about the comment as the link says, in the name of who was mailed."""
    errand = errand_of(token)
    draft = replace(sent(), verdict=errand.verdict)
    try:
        decision = decide_once(errand, draft.wanted(), draft.seen)
    except UnfitError as why:
        return page(token, errand, Said(draft, str(why), UNFIT))
    except NoReasonError:
        return page(token, errand, Said(draft, no_reason(), UNFIT))
    except UnseenError as why:
        return page(token, errand, Said(draft, meanwhile(why), CONFLICT))
    if decision is None:
        sentence = gettext("It was so already: nothing was changed.")
        return page(token, errand, Said(draft, sentence, CONFLICT))
    return redirect(url_for("moderation.by_mail", token=token), 303)


@blueprint.post("/mail/<token>/undo")
def create_undo_by_mail(token: str) -> ResponseReturnValue:
    """Take back what was just decided by the link."""
    errand = errand_of(token)
    try:
        undo_last(errand)
    except NotUndoneError:
        sentence = gettext("That can’t be taken back any more: nothing was changed.")
        return page(token, errand, Said(problem=sentence, status=CONFLICT))
    return redirect(url_for("moderation.by_mail", token=token), 303)


def decide_once(errand: Errand, verdict: Verdict, seen: Seen) -> Decision | None:
    """Decide as a link says, unless somebody did since; None where nothing was to be decided.

    Raises:
        NotDecidedError: as ``deciding.decide`` says; nothing was changed.
    """
    with writing():
        by = decider_of(errand)
        comment, article = to_decide(errand.comment_id)
        since = decided_since(errand, comment)
        if since:
            raise DecidedMeanwhileError(since)
        decision = decide(comment, article, verdict, by=by, seen=seen)
        release(comment.id)
        return decision


def undo_last(errand: Errand) -> None:
    """Take back what was decided by a link.

    Raises:
        NotUndoneError: it was not, or too long ago; nothing was changed.
    """
    with writing():
        by = decider_of(errand)
        comment, article = to_decide(errand.comment_id)
        last = last_change(comment.id)
        if last is None or not may_take_back(errand, last):
            raise NotUndoneError
        undo(last, comment, article, by=by)


def errand_of(token: str) -> Errand:
    """Return what a link is for. Answers 404 where it is none of ours, 410 where it works no more.

    That is so after seven days, and once who was mailed may not moderate any more (a new
    appointment makes no old link good), has another address, or wants no mail at all.
    """
    found = errand_in(settings().secret_key, token)
    if found is None:
        dead(404)
    errand, made_at = found
    decider_of(errand)
    appointed_at = db.session.get_one(Person, errand.person_id).appointed_at
    is_older = appointed_at is not None and made_at < appointed_at.replace(microsecond=0)
    if is_older or now() - made_at > GOOD_FOR:
        dead(GONE)
    return errand


def decider_of(errand: Errand) -> Decider:
    """Return who decides by a link, as far as they may still. Answers 410 otherwise."""
    person = db.session.get(Person, errand.person_id)
    if person is None or not may_moderate(person):
        dead(GONE)
    known_as = address_hash(settings().secret_key, person.email)
    if known_as != errand.known_as or db.session.get(Silence, known_as) is not None:
        dead(GONE)
    return Decider(By.MODERATOR, person.id)


def is_over(errand: Errand, comment: Comment) -> bool:
    """Whether there is nothing left to decide by the link: somebody did, or the text is gone."""
    return decided_since(errand, comment) is not None or not comment.text


def decided_since(errand: Errand, comment: Comment) -> Decision | None:
    """Return what somebody decided last since the link was made, None where nobody did."""
    since = decisions_about(comment.id).where(Decision.id > errand.seen.decision)
    return next((each for each in db.session.scalars(since) if not each.is_automated), None)


def may_take_back(errand: Errand, last: Decision) -> bool:
    """Whether the link takes ``last`` back: what was decided by who was mailed, within an hour."""
    is_theirs = last.id > errand.seen.decision and last.person_id == errand.person_id
    return is_theirs and now() - last.at <= UNDO_FOR and last.undoes is None


def page(token: str, errand: Errand, said: Said) -> ResponseReturnValue:
    """Answer with what the link leads to: the question, or what was decided since."""
    found = find(errand.comment_id)
    [item] = items_of([found], errand.person_id, now(), most=ALL)
    since = [each for each in item.decisions if each.id > errand.seen.decision]
    template = "by_mail_done" if is_over(errand, item.comment) else "by_mail"
    return render_template(
        f"moderation/{template}.html",
        token=token,
        errand=errand,
        item=item,
        since=since,
        names=deciders([item]),
        draft=said.draft,
        problem=said.problem,
        takes_back=takes_back(errand, item),
    ), said.status


def takes_back(errand: Errand, item: Item) -> bool:
    """Whether the page offers to take back what was decided."""
    last = next((each for each in item.decisions if each.changes), None)
    if last is None or not (item.comment.text and may_take_back(errand, last)):
        return False
    return may_undo(last, now(), item.former.changed_at)


def dead(status: int) -> NoReturn:
    """Answer a link that does nothing (any more), and say where the work goes on."""
    abort(make_response(render_template("moderation/by_mail_gone.html"), status))
