"""Wording: the reasons of the ladder as sentences, for moderators and for who wrote the comment."""

from collections.abc import Callable, Sequence
from typing import Final

from flask_babel import gettext, ngettext

from opinion.comments.models import Comment
from opinion.languages import joined
from opinion.screening.evidence import Trait
from opinion.screening.reasons import Reason, Why

MINUTE = 60  # seconds


def exactly(reason: Reason) -> str:
    """Return why a comment is held, for moderators. A reason that is not known is named."""
    said = SENTENCES.get(reason.get("why", ""))
    return said(reason) if said else str(reason.get("why"))


def reasons_why_held(comment: Comment) -> list[str]:
    """Return why ``comment`` waits, in sentences for moderators; reports are told besides."""
    reasons = comment.held_for or [] if comment.is_held else []
    return [exactly(each) for each in reasons if each.get("why") != Why.REPORTS]


def named(why: str) -> str:
    """Return what a reason is called, in a few words, where one looks for comments by it."""
    words = {
        Why.CLOSED: gettext("comments were closed"),
        Why.TRAPPED: gettext("filled in like a machine"),
        Why.WORDS: gettext("words on the list"),
        Why.LINKS: gettext("links"),
        Why.FIRST: gettext("a first comment"),
        Why.HISTORY: gettext("much was taken away"),
        Why.RESEMBLES: gettext("resembles spam"),
        Why.PRE_MODERATION: gettext("all are held here"),
        Why.REPORTS: gettext("readers’ reports"),
    }
    return words.get(Why(why)) or str(why)


def to_its_writer(reasons: Sequence[Reason] | None) -> str:
    """Return in general words why a comment waits; empty where nothing is known about that."""
    words = {
        Why.WATCHED: gettext("For now, all that you write here is looked at first."),
        Why.WORDS: gettext("It has words that a moderator looks at first."),
        Why.LINKS: gettext("It has links, which a moderator looks at first."),
        Why.FIRST: gettext("Your first comments here are looked at first."),
        Why.HISTORY: gettext("Some of what you wrote lately was taken away."),
        Why.RESEMBLES: gettext("It resembles what moderators here called spam."),
        Why.PRE_MODERATION: gettext("All comments here are looked at first."),
        Why.REPORTS: gettext("Readers have reported it."),
    }
    known = [words[each["why"]] for each in reasons or () if each.get("why") in words]
    return " ".join(known)


def foretold(reasons: Sequence[Reason], approved: int) -> str:
    """Say what will happen to a comment that is held for ``reasons``, before it is written.

    ``approved`` is how many must have been approved for its writer to be known.
    """
    kinds = {each["why"] for each in reasons}
    if not kinds:
        return gettext("Your comment appears at once.")
    if kinds != {Why.FIRST}:
        return gettext("Your comment is read by a moderator before it appears.")
    if approved > 1:
        return gettext("Your first comments are read by a moderator before they appear.")
    return gettext("Your first comment is read by a moderator before it appears.")


def what_to_change(reason: Reason) -> str:
    """Say what the writer has to take out, so that the comment may come in."""
    phrases = _phrases(reason)
    return gettext(
        "This site takes no comment with %(phrases)s in it. Your text is still here: please "
        "change that, and send it again.",
        phrases=phrases,
    )


def cooling(seconds: int) -> str:
    """Say how long replies to a reported branch wait."""
    if seconds <= MINUTE:
        return ngettext(
            "Readers have reported something here, so replies wait: for %(num)s more second.",
            "Readers have reported something here, so replies wait: for %(num)s more seconds.",
            seconds,
        )
    return ngettext(
        "Readers have reported something here, so replies wait: for %(num)s more minute.",
        "Readers have reported something here, so replies wait: for %(num)s more minutes.",
        -(-seconds // MINUTE),
    )


def _words(reason: Reason) -> str:
    return gettext("On the list of words: %(phrases)s.", phrases=_phrases(reason))


def _reports(reason: Reason) -> str:
    return ngettext(
        "%(num)s reader reported it.", "%(num)s readers reported it.", int(reason["count"])
    )


def _phrases(reason: Reason) -> str:
    return joined([gettext("“%(phrase)s”", phrase=each) for each in reason["phrases"]])


def _links(reason: Reason) -> str:
    count = int(reason["count"])
    if reason["is_known"]:
        return ngettext("It has %(num)s link.", "It has %(num)s links.", count)
    return ngettext(
        "It has %(num)s link, and its writer is not known yet.",
        "It has %(num)s links, and its writer is not known yet.",
        count,
    )


def _record(reason: Reason) -> str:
    if reason["why"] == Why.HISTORY:
        return gettext(
            "Taken away lately: %(rejected)s of %(decided)s comments by its writer.",
            rejected=reason["rejected"],
            decided=reason["decided"],
        )
    if not reason["approved"]:
        return gettext("No comment by its writer was approved so far.")
    return ngettext(
        "Only %(num)s comment by its writer was approved so far.",
        "Only %(num)s comments by its writer were approved so far.",
        int(reason["approved"]),
    )


def _resemblance(reason: Reason) -> str:
    traits = {
        Trait.LINK: gettext("a link"),
        Trait.LINKS: gettext("several links"),
        Trait.LONG: gettext("its length"),
        Trait.SHOUTS: gettext("its exclamation marks"),
    }
    clues = [gettext("“%(phrase)s”", phrase=each) for each in reason["phrases"]]
    clues += [str(traits[each]) for each in reason["traits"]]
    return gettext(
        "Resembles what was spam here (%(percent)s%%): %(clues)s.",
        percent=reason["percent"],
        clues=joined(clues),
    )


def _barred(reason: Reason) -> str:
    return gettext("Its writer is barred: sanction %(number)s.", number=reason["number"])


def _watched(reason: Reason) -> str:
    number = reason["number"]
    return gettext("All that its writer writes is held: sanction %(number)s.", number=number)


def _everything(reason: Reason) -> str:
    words = {
        "article": gettext("All comments under this article are held."),
        "section": gettext("All comments in this section are held."),
    }
    return words.get(reason["place"], gettext("All comments on this site are held."))


SENTENCES: Final[dict[str, Callable[[Reason], str]]] = {
    Why.BARRED: _barred,
    Why.WATCHED: _watched,
    Why.WORDS: _words,
    Why.LINKS: _links,
    Why.FIRST: _record,
    Why.HISTORY: _record,
    Why.RESEMBLES: _resemblance,
    Why.PRE_MODERATION: _everything,
    Why.REPORTS: _reports,
}
