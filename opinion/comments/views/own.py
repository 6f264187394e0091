"""What the doors to one's own comments share: who asks, for what, and what they may.

Each has two addresses: for the browser with the guest's cookie, and below the private link.
"""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request, url_for

from opinion.articles.finding import article_to_change
from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.models import Comment
from opinion.comments.owned import article_of, fresh, permalink_or_article
from opinion.comments.posting import Writer
from opinion.comments.writers import current_asker
from opinion.database import db
from opinion.languages import speak
from opinion.people.carrying import asking_link, keep_to_yourself
from opinion.people.signing_in import current_writer
from opinion.permissions import is_own, may_delete, may_edit, may_remove_name

own = Blueprint("owning", __name__)
MANAGED = "/manage/<token>"


@dataclass(frozen=True)
class Rights:
    """What the asker may do with a comment."""

    edit: bool = False
    delete: bool = False
    remove_name: bool = False

    def __bool__(self) -> bool:
        """Whether it is anything at all."""
        return self.edit or self.delete or self.remove_name


@own.app_template_global()
def rights_to(comment: Comment) -> Rights:
    """Return what the asker may do with ``comment``: nothing, where it isn't theirs."""
    writer, at = current_writer(), now()
    if not is_own(comment, writer):
        return Rights()
    return Rights(
        may_edit(comment, writer, at, settings().editing),
        may_delete(comment, writer, at, settings().deleting),
        may_remove_name(comment, writer, at, settings().deleting),
    )


@own.app_template_global()
def own_address(number: int, what: str) -> str:
    """Return where the asker edits or withdraws a comment: below their private link, if by it."""
    return url_for(f"owning.{what}", number=number, token=_token())


@own.after_request
def keep_quiet(response: Response) -> Response:
    """Keep what stands below a private link to its holder."""
    return keep_to_yourself(response) if _token() else response


def writer_asking(token: str | None) -> Writer:
    """Return who asks: the private link's guest, else the cookies' writer. 404 to strangers."""
    if token is not None:
        link = asking_link(token)
        return Writer(link.guest, "", link.origin)
    writer = current_asker().writer
    if writer is None:
        abort(404)
    return writer


def own_comment(number: int, writer: Writer, token: str | None) -> Comment:
    """Return a comment of the writer's. Answers 404 where there is none, and speaks its language.

    What stands under an article that is not public any more is found by the private link alone.
    """
    comment = fresh(number) if db.session.get(Comment, number) else None
    if comment is None or not is_own(comment, writer.hash):
        abort(404)
    article = article_of(comment)
    if token is None and not article.is_public(now()):
        abort(404)
    speak(article.language)
    return comment


@own.app_template_global()
def way_back(comment: Comment) -> str:
    """Return where to go after a change: to the private page, or to where the comment stands."""
    token = _token()
    if token:
        return url_for("people.show", token=token)
    return permalink_or_article(comment, article_of(comment))


def way_on_without(comment: Comment) -> str:
    """Return where to go once ``comment`` is deleted: as above, and the private page says so."""
    token = _token()
    return url_for("people.show", token=token, deleted=1) if token else way_back(comment)


def to_change(number: int) -> tuple[Comment, Article]:
    """Load a comment and its article to change them; the article's row is locked first."""
    known = db.session.get_one(Comment, number).article_id
    article = db.session.scalars(article_to_change(known)).one()
    comment = db.session.get_one(Comment, number, populate_existing=True)
    return comment, article


def _token() -> str | None:
    """Return the secret of the private link that was asked by."""
    return (request.view_args or {}).get("token")
