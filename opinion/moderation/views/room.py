"""What the doors for staff share: their place, and that nobody keeps what stands behind them."""

from flask import Blueprint, Response

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


@blueprint.after_request
def keep_quiet(response: Response) -> Response:
    """Have nobody keep what is for the staff alone, and no search engine list it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
