"""The doors to claims: who looks at which comment just now."""

import hashlib
import json

from flask import Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import writing
from opinion.moderation.claims import claim, claims_of_others
from opinion.moderation.views.asked import moderator, sent
from opinion.moderation.views.room import blueprint
from opinion.people.signing_in import staff_only
from opinion.permissions import may_moderate
from opinion.web.answers import wants_parts


@blueprint.post("/comments/<id:number>/claim")
@staff_only(may_moderate)
def create_claim(number: int) -> ResponseReturnValue:
    """Let others know that the asker looks at a comment, for two minutes."""
    with writing():
        is_there = claim(number, moderator().id, now())
    if not is_there:
        abort(404)
    if wants_parts():
        return "", 204
    return redirect(sent().onward or url_for("moderation.comment", number=number), 303)


@blueprint.get("/claims")
@staff_only(may_moderate)
def claims() -> ResponseReturnValue:
    """Say who else looks at which comment: sentences, by the comments' numbers.

    Answers 204 where that is what the query's ``known`` is the mark of.
    """
    looking = claims_of_others(moderator().id, now())
    sentences = {str(number): looking_words(name) for number, name in looking.items()}
    mark = hashlib.blake2b(json.dumps(sentences).encode(), digest_size=8).hexdigest()
    if request.args.get("known") == mark:
        return "", 204
    answer: Response = make_response({"mark": mark, "looking": sentences})
    return answer


@blueprint.app_template_global()
def looking_words(name: str) -> str:
    """Say who looks at a comment."""
    return gettext("%(name)s is looking at this.", name=name)
