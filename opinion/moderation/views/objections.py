"""The doors to objections: what writers say against decisions and sanctions, and the answers."""

from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.acts import acts_by_sanction, open_objections_to_sanctions
from opinion.moderation.answering import (
    AnsweredError,
    NotYoursToAnswerError,
    WordlessAnswerError,
    answer,
)
from opinion.moderation.deciding import UnseenError
from opinion.moderation.finding import seen_of
from opinion.moderation.models import WORDS_LENGTH, Decision, Objection, Outcome
from opinion.moderation.objecting import Answer, open_objections
from opinion.moderation.sanction_orders import NotSanctionedError, WordlessError
from opinion.moderation.sanction_words import refusal
from opinion.moderation.sanctioning import lift_objected, uphold
from opinion.moderation.sanctions import Sanction
from opinion.moderation.views.asked import Draft, decider, moderator, sent, to_decide
from opinion.moderation.views.room import blueprint
from opinion.moderation.views.showing import meanwhile
from opinion.people.appointing import colleagues_of, names_of
from opinion.people.models import Person
from opinion.people.signing_in import staff_only
from opinion.permissions import may_answer, may_moderate

UNFIT, CONFLICT = 422, 409
PAGE = 50  # objections


@blueprint.get("/objections")
@staff_only(may_moderate)
def objections() -> ResponseReturnValue:
    """Show what writers say against decisions and nobody has answered, the oldest first."""
    return objections_page()


@blueprint.post("/objections/<id:number>/answer")
@staff_only(may_moderate)
def create_answer(number: int) -> ResponseReturnValue:
    """Answer an objection: the decision stands, or the comment is shown again."""
    draft, place = sent(), f"objection-{number}"
    known: Objection = db.get_or_404(Objection, number)
    about = db.session.get_one(Decision, known.decision_id).comment_id or abort(404)
    if not is_fit(draft):
        return objections_page(place, draft, unfit()), UNFIT
    try:
        with writing():
            comment, article = to_decide(about)
            objection = db.session.get_one(Objection, number)
            said = Answer(Outcome(draft.verdict), draft.words)
            answer(objection, comment, article, said, by=decider(), seen=draft.seen)
    except AnsweredError:
        return objections_page(problem=gettext("It was answered meanwhile.")), CONFLICT
    except UnseenError as why:
        return objections_page(place, draft, meanwhile(why)), CONFLICT
    except WordlessAnswerError:
        return objections_page(place, draft, refusal(WordlessError())), UNFIT
    except NotYoursToAnswerError:
        sentence = gettext("Who decided does not answer: somebody else of the staff does.")
        return objections_page(place, draft, sentence), CONFLICT
    return redirect(url_for("moderation.objections"), 303)


@blueprint.post("/sanctions/<id:number>/answer")
@staff_only(may_moderate)
def create_sanction_answer(number: int) -> ResponseReturnValue:
    """Answer the objection to a sanction: it stands, or is lifted."""
    draft, place = sent(), f"sanction-{number}"
    db.get_or_404(Sanction, number)
    if not is_fit(draft):
        return objections_page(place, draft, unfit()), UNFIT
    verb = uphold if draft.verdict == Outcome.UPHELD else lift_objected
    try:
        with writing():
            sanction = db.session.get_one(Sanction, number)
            verb(sanction, by=decider(), at=now(), words=draft.words)
    except NotSanctionedError as why:
        status = UNFIT if isinstance(why, WordlessError) else CONFLICT
        return objections_page(place, draft, refusal(why)), status
    return redirect(url_for("moderation.objections"), 303)


def is_fit(draft: Draft) -> bool:
    """Whether what was sent says what becomes of an objection, in not too many words."""
    return draft.verdict in list(Outcome) and len(draft.words) <= WORDS_LENGTH


def unfit() -> str:
    """Say what may be sent."""
    return gettext("Please choose what becomes of it, in at most 2,000 characters.")


def objections_page(place: str = "", draft: Draft | None = None, problem: str = "") -> str:
    """Return the page of objections; ``draft`` is what was sent about the one at ``place``."""
    rows = db.session.execute(
        open_objections()
        .add_columns(Comment, Article, Person.name)
        .join(Article, Article.id == Comment.article_id)
        .outerjoin(Person, Person.id == Decision.person_id)
        .limit(PAGE)
    ).all()
    me = moderator().id
    others = colleagues_of(me)

    def may_answer_to(decided_by: int | None) -> bool:
        return may_answer(decided_by, me, has_others=bool(others))

    return render_template(
        "moderation/objections.html",
        rows=rows,
        seen=seen_of([row[2] for row in rows]),
        **objections_to_sanctions(),
        place=place,
        draft=draft or Draft(),
        problem=problem,
        others=others,
        may_answer_to=may_answer_to,
    )


def objections_to_sanctions() -> dict[str, Any]:
    """Return what is said against sanctions, for the page: rows, what was done, names."""
    rows = db.session.execute(open_objections_to_sanctions().limit(PAGE)).all()
    acts = acts_by_sanction(sanction.id for _, sanction, _ in rows)
    names = names_of(row.person_id for done in acts.values() for row in done.values())
    return {"sanctioned": rows, "acts": acts, "names": names}
