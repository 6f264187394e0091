"""The doors to the private feed of the replies to oneself: it is made, replaced, ended and read.

Whoever has its address reads it, with any program and without a cookie. It is made below a guest's
private link, or by who is signed in: each door but the reader's has these two addresses.
"""

from hashlib import sha256

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from opinion.clock import now
from opinion.database import writing
from opinion.feeds import atom
from opinion.feeds.atom import Feed, newest_change
from opinion.feeds.finding import NoSuchPlaceError, page_of, replies_to
from opinion.feeds.keys import forget_key, key_of, make_key, writer_of
from opinion.feeds.models import FeedKey
from opinion.people.carrying import asking_link, keep_to_yourself
from opinion.people.signing_in import current_person, current_writer, sign_in_first
from opinion.web.arguments import place_asked
from opinion.web.headers import PRIVATE
from opinion.web.origin import site_url

blueprint = Blueprint("private_feed", __name__)
SIGNED_IN, MANAGED = "/account/feed", "/manage/<token>/feed"


@blueprint.get("/replies/<key>.atom")
def read(key: str) -> ResponseReturnValue:
    """Hand out the latest replies to whoever made the feed at this address."""
    writer = writer_of(key)
    if writer is None:
        abort(404)
    try:
        page = page_of(replies_to(writer, now()), after=place_asked("after"))
    except NoSuchPlaceError:
        abort(404)
    name = f"replies-{sha256(key.encode()).hexdigest()[:16]}"  # its id tells nobody the address
    title, there = gettext("Replies to you"), url_for("articles.index")
    feed = Feed(name, title, there, newest_change(page.said), page.after)
    response = atom.answer(feed, "feeds/comments.xml", page=page)
    response.headers["Cache-Control"] = PRIVATE
    return response


@blueprint.get(SIGNED_IN)
@blueprint.get(MANAGED)
def show(token: str | None = None) -> ResponseReturnValue:
    """Show whether the asker has a private feed, and what they may do with it."""
    writer_asking(token)
    return render_template("feeds/private.html")


@blueprint.post(SIGNED_IN)
@blueprint.post(MANAGED)
def create(token: str | None = None) -> ResponseReturnValue:
    """Make the asker's private feed, in the place of one that they had; show its address once."""
    writer = writer_asking(token)
    with writing():
        key = make_key(writer, now())
    there = site_url() + url_for("private_feed.read", key=key)
    return render_template("feeds/private.html", made=there), 201, {"Location": there}


@blueprint.post(f"{SIGNED_IN}/end")
@blueprint.post(f"{MANAGED}/end")
def create_end(token: str | None = None) -> ResponseReturnValue:
    """End the asker's private feed."""
    writer = writer_asking(token)
    with writing():
        forget_key(writer)
    return redirect(url_for("private_feed.show", token=token), 303)


@blueprint.after_request
def keep_quiet(response: Response) -> Response:
    """Have nobody list or tell on what stands at a secret address; its feed alone may be kept."""
    keeping = response.headers.get("Cache-Control")
    if (request.view_args or {}).keys() & {"key", "token"}:
        keep_to_yourself(response)
    if keeping and request.endpoint == "private_feed.read":
        response.headers["Cache-Control"] = keeping
    return response


@blueprint.app_template_global()
def own_feed_key() -> FeedKey | None:
    """Return the key of the asker's private feed, if they have one."""
    writer = current_writer()
    return key_of(writer) if writer else None


@blueprint.app_template_global()
def own_feed_address(what: str) -> str:
    """Return where the asker makes or ends their feed: below their private link, if by it."""
    token = (request.view_args or {}).get("token")
    return url_for(f"private_feed.{what}", token=token)


def writer_asking(token: str | None) -> str:
    """Return the hash of who asks: the private link's guest, else who is signed in.

    Leads strangers to where they sign in.
    """
    if token is not None:
        return asking_link(token).guest
    person = current_person()
    if person is None:
        abort(make_response(sign_in_first()))
    return person.writer
