"""The doors to withdrawing: a comment of one's own, or the name on it."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import Forbidden

from opinion.clock import now
from opinion.comments.forms import WithdrawalForm, settings
from opinion.comments.models import Comment, Status, Withdrawal
from opinion.comments.owned import fresh, locked, revised, withdrawal_page, withdrawn
from opinion.comments.views.own import (
    MANAGED,
    own,
    own_comment,
    to_change,
    way_back,
    way_on_without,
    writer_asking,
)
from opinion.comments.withdrawing import remove_name, withdraw
from opinion.database import writing
from opinion.permissions import is_own, may_delete, may_remove_name
from opinion.web.answers import demand

WITHDRAWAL = "/comments/<id:number>/withdrawal"


@own.get(WITHDRAWAL)
@own.get(MANAGED + WITHDRAWAL)
def withdrawal(number: int, token: str | None = None) -> ResponseReturnValue:
    """Ask whether to delete a comment of one's own, or to take the name off it."""
    comment = own_comment(number, writer_asking(token), token)
    what = what_may_go(comment)
    return withdrawal_page(comment, what) if what else locked(comment)


@own.post(WITHDRAWAL)
@own.post(MANAGED + WITHDRAWAL)
def create_withdrawal(number: int, token: str | None = None) -> ResponseReturnValue:
    """Delete a comment of one's own, or take the name off it."""
    writer = writer_asking(token)
    own_comment(number, writer, token)
    what = WithdrawalForm(request.form).what.data
    try:
        with writing():
            take_back(number, what, writer.hash)
    except Forbidden:
        return refuse_withdrawal(number)
    return (
        withdrawn(number, way_on_without)
        if what == Withdrawal.COMMENT
        else revised(number, way_back)
    )


def refuse_withdrawal(number: int) -> ResponseReturnValue:
    """Answer that this can't be taken back any more; ask for what can."""
    comment = fresh(number)
    what = what_may_go(comment)
    if what is None:
        return locked(comment)
    sentence = gettext("The time to delete this comment is over. You may take your name off it.")
    return withdrawal_page(comment, what, status=403, problem=sentence)


def what_may_go(comment: Comment) -> Withdrawal | None:
    """Return what its writer may take back of a comment now."""
    window = settings().deleting
    if may_delete(comment, comment.writer, now(), window):
        return Withdrawal.COMMENT
    return Withdrawal.NAME if may_remove_name(comment, comment.writer, now(), window) else None


def take_back(number: int, what: str, writer: str) -> None:
    """Delete a comment, or take its name off, inside the transaction, where all is asked again."""
    comment, article = to_change(number)
    demand(is_own(comment, writer))
    if what == Withdrawal.COMMENT:
        if comment.status != Status.DELETED:  # what is sent again was done already
            demand(may_delete(comment, writer, now(), settings().deleting))
            withdraw(comment, article)
        return
    demand(what == Withdrawal.NAME)
    demand(may_remove_name(comment, writer, now(), settings().deleting))
    remove_name(comment)
