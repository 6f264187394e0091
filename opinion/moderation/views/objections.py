"""The doors to objections: what writers say against decisions, and the answers."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db, writing
from opinion.moderation.answering import AnsweredError, NotYoursToAnswerError, answer
from opinion.moderation.models import WORDS_LENGTH, Decision, Objection, Outcome
from opinion.moderation.objecting import open_objections
from opinion.moderation.views.asked import Draft, decider, sent, to_decide
from opinion.moderation.views.room import blueprint
from opinion.people.models import Person
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate

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
    draft = sent()
    known: Objection = db.get_or_404(Objection, number)
    about = db.session.get_one(Decision, known.decision_id).comment_id or abort(404)
    if draft.verdict not in list(Outcome) or len(draft.words) > WORDS_LENGTH:
        sentence = gettext("Please choose what becomes of it, in at most 2,000 characters.")
        return objections_page(number, draft, sentence), UNFIT
    try:
        with writing():
            comment, article = to_decide(about)
            objection = db.session.get_one(Objection, number)
            outcome = Outcome(draft.verdict)
            answer(objection, comment, article, outcome, words=draft.words, by=decider())
    except AnsweredError:
        return objections_page(problem=gettext("It was answered meanwhile.")), CONFLICT
    except NotYoursToAnswerError:
        sentence = gettext("Who decided does not answer: somebody else of the staff does.")
        return objections_page(number, draft, sentence), CONFLICT
    return redirect(url_for("moderation.objections"), 303)


def objections_page(number: int = 0, draft: Draft | None = None, problem: str = "") -> str:
    """Return the page of objections; ``draft`` is what was sent about the objection ``number``."""
    rows = db.session.execute(
        open_objections()
        .add_columns(Comment, Article, Person.name)
        .join(Article, Article.id == Comment.article_id)
        .outerjoin(Person, Person.id == Decision.person_id)
        .limit(PAGE)
    ).all()
    return render_template(
        "moderation/objections.html",
        rows=rows,
        number=number,
        draft=draft or Draft(),
        problem=problem,
    )
