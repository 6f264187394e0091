"""The doors to votes: to agree with a comment, to take that back, and what most agreed with."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.branches import alone
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.reactions import Mark
from opinion.comments.views.reacting import (
    VOTE,
    find_live,
    for_one,
    is_from_here,
    mark,
    reactions,
    takes_votes,
)
from opinion.comments.views.standing import refuse_barred
from opinion.comments.voting import (
    agree,
    can_take_back,
    has_agreed,
    load_to_vote,
    most_agreed,
    take_back,
)
from opinion.database import db, writing
from opinion.languages import speak
from opinion.web.answers import answer, demand

VOTES = "/comments/<id:number>/votes"


@reactions.get(VOTES)
def votes(number: int) -> ResponseReturnValue:
    """Show a comment, and whether the asker agrees with it."""
    comment, article = find_live(number)
    voter = mark(VOTE, number)
    page = render_template(
        "comments/votes.html",
        article=article,
        comment=comment,
        branch=alone(comment),
        has_agreed=has_agreed(number, voter),
        can_take_back=can_take_back(number, voter),
    )
    return for_one(page)


@reactions.post(VOTES)
def create_vote(number: int) -> ResponseReturnValue:
    """Agree with a comment, or, where the form says ``withdraw``, don't any more."""
    voter, agrees = mark(VOTE, number), "withdraw" not in request.form
    with writing():
        comment, article = vote(number, voter, agrees=agrees)
        agrees = agrees or has_agreed(number, voter)  # somebody else of their network, perhaps
    return answer(
        "comments/voted.html",
        url_for("reactions.votes", number=number),
        article=article,
        comment=comment,
        has_agreed=agrees,
    )


@reactions.get("/agreed")
def agreed() -> ResponseReturnValue:
    """Show what readers most agreed with this week."""
    rows = db.session.execute(most_agreed(now(), settings().hiding)).all()
    load_writers((comment, article) for comment, article in rows)
    return render_template("comments/agreed.html", rows=rows)


def vote(number: int, voter: Mark, agrees: bool) -> tuple[Comment, Article]:
    """Count or discount the voter; return what they voted on. Answers 404 where nobody can."""
    comment, article = load_to_vote(number)
    if comment is None or article is None or not article.is_public(now()):
        abort(404)
    speak(article.language)
    if not comment.is_live:
        abort(404)
    demand(takes_votes(comment) and not is_from_here(comment))
    if agrees:
        refuse_barred()
        agree(comment, article, voter, now())
    else:
        take_back(comment, article, voter)
    return comment, article
