"""What programs may ask for: parameters of the query, each checked, and none that nobody knows."""

from flask import request
from flask_babel import gettext

from opinion.comments.threads import Sort
from opinion.web.arguments import number_or_none

SHOWN = 80  # characters of an unknown parameter's name


class BadQuestionError(ValueError):
    """A ``parameter`` of the query can't be answered; the message says why.

    ``status`` is 400 for what is wrong by itself, 404 for what names nothing that there is.
    """

    def __init__(self, parameter: str, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.parameter, self.status = parameter, status


def take_only(*known: str) -> None:
    """Go on only if the query has none but ``known`` parameters, once each.

    A slip would otherwise bring other comments than those that were meant.

    Raises:
        BadQuestionError: it has another one, or one twice.
    """
    for name, values in request.args.lists():
        if name not in known:
            shown = name[:SHOWN]
            unknown = gettext("There is no parameter “%(name)s” here.", name=shown)
            raise BadQuestionError(shown, unknown)
        if len(values) > 1:
            raise BadQuestionError(name, gettext("“%(name)s” stands there twice.", name=name))


def sort_asked() -> Sort:
    """Return the order asked for in ``sort``, by default the oldest first.

    Raises:
        BadQuestionError: there is no such order.
    """
    word = request.args.get("sort", Sort.OLDEST)
    if word not in set(Sort):
        words = ", ".join(Sort)
        detail = gettext("“%(name)s” takes one of these: %(words)s.", name="sort", words=words)
        raise BadQuestionError("sort", detail)
    return Sort(word)


def after_asked() -> int | None:
    """Return the comment named in ``after``, if one is.

    Raises:
        BadQuestionError: it is no number of a comment.
    """
    text = request.args.get("after")
    number = number_or_none(text or "")
    if text is not None and number is None:
        detail = gettext("“%(name)s” takes the number of a comment.", name="after")
        raise BadQuestionError("after", detail)
    return number


def nowhere() -> BadQuestionError:
    """Return that the list has no comment ``after``; it may be gone since."""
    detail = gettext("This list has no comment with that number to go on behind.")
    return BadQuestionError("after", detail, status=404)
