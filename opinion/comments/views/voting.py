"""The doors to votes: to agree with a comment, to take that back, and what most agreed with."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.comments.badges import load_writers
from opinion.comments.branches import alone
from opinion.comments.forms import settings
from opinion.comments.reactions import Mark
from opinion.comments.views.own import to_change
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
from opinion.comments.voting import agree, can_take_back, has_agreed, most_agreed, take_back
from opinion.database import db, writing
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
    find_live(number)
    voter = mark(VOTE, number)
    with writing():
        vote(number, voter, agrees="withdraw" not in request.form)
    comment, article = find_live(number)
    return answer(
        "comments/voted.html",
        url_for("reactions.votes", number=number),
        article=article,
        comment=comment,
        has_agreed=has_agreed(number, voter),
    )


@reactions.get("/agreed")
def agreed() -> ResponseReturnValue:
    """Show what readers most agreed with this week."""
    rows = db.session.execute(most_agreed(now(), settings().hiding)).all()
    load_writers((comment, article) for comment, article in rows)
    return render_template("comments/agreed.html", rows=rows)


def vote(number: int, voter: Mark, agrees: bool) -> None:
    """Count or discount the voter inside the transaction, where all is asked again."""
    comment, article = to_change(number)
    demand(takes_votes(comment) and not is_from_here(comment))
    if agrees:
        refuse_barred()
        agree(comment, article, voter, now())
    else:
        take_back(comment, article, voter)
