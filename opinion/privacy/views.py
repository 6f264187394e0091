"""The doors to what this site keeps of people, and to its rules, each in plain words."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from opinion.comments.forms import settings
from opinion.moderation.models import Rule
from opinion.moderation.wording import RULES

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
def show() -> ResponseReturnValue:
    """Say what is stored of who reads, who writes and who signs in, and for how long."""
    return render_template("privacy/privacy.html", keeps=settings())


@blueprint.get("/rules")
def rules() -> ResponseReturnValue:
    """Say what is not allowed here, and what becomes of it."""
    named = [str(RULES[rule]) for rule in Rule if rule is not Rule.OTHER]
    return render_template("privacy/rules.html", rules=named)
