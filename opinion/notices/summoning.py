"""Summoning: the mail that tells one of the staff what waits for a moderator, with links to decide.

What no longer waits when it is sent is left out. Each link leads to a page that asks once more, so
that nothing is decided by a program that opens all links.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import force_locale, gettext, ngettext
from sqlalchemy import func, select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from opinion.languages import locale, number_words, speak
from opinion.moderation.errands import Errand, token_for
from opinion.moderation.listing import Item, items_of
from opinion.moderation.models import Rule
from opinion.moderation.queue import Waiting
from opinion.moderation.wording import rule_words
from opinion.notices.addressing import address_of, link_for, site_settings, unsubscribing
from opinion.notices.claiming import Claim
from opinion.notices.contents import Told
from opinion.notices.keys import Purpose, address_hash
from opinion.notices.mail import Letter
from opinion.notices.models import Kind, Notice
from opinion.notices.quoting import quoted, unlinked
from opinion.people.models import Person
from opinion.permissions import is_own, may_moderate
from opinion.screening.wording import reasons_why_held

MOST_TOLD = 20  # comments in one mail
QUOTE_LENGTH = 600  # characters


@dataclass(frozen=True)
class Case:
    """A comment that waits, as the templates show it: nothing in it to press on but ``ways``.

    ``ways`` are what may be done, in words, and where. ``end`` is where these mails are ended.
    """

    title: str
    name: str
    whys: list[str]
    paragraphs: list[list[str]]
    ways: list[tuple[str, str]]
    address: str
    end: str
    kind: Kind = Kind.WAITS


def summons(claim: Claim, told: Sequence[Told], at: datetime) -> Letter | None:
    """Return what the mail says at the moment ``at``; None where nothing is left to say."""
    person = db.session.scalar(select(Person).where(Person.email == claim.recipient))
    if person is None or not (may_moderate(person) and person.gets_queue_mail):
        return None
    waiting = _still_waiting(told, person)
    if not waiting:
        return None
    speak(claim.language)
    with force_locale(str(locale())):
        known_as = address_hash(site_settings().secret_key, person.email)
        items = items_of(waiting[:MOST_TOLD], person.id, at)
        end = link_for(Purpose.QUEUE, known_as)
        cases = [_case(each, person.id, known_as, end) for each in items]
        page = {
            "subject": _subject(cases, len(waiting)),
            "entries": cases,
            "entry": cases[0],
            "more": len(waiting) - len(cases),
            "queue": address_of("moderation.queue"),
            "stop": link_for(Purpose.END_ALL, known_as),
        }
        return Letter(
            claim.recipient,
            str(page["subject"]),
            render_template("notices/mail.txt", body="notices/waits.txt", **page),
            render_template("notices/mail.html", body="notices/_waits.html", **page),
            unsubscribing(end),
        )


def _still_waiting(told: Sequence[Told], person: Person) -> list[tuple[Comment, Article]]:
    """Return the comments that still wait, and were not told of again since they wait anew.

    What ``person`` wrote is not for them.
    """
    newest = (
        select(func.max(Notice.id))
        .join(Waiting, Waiting.comment_id == Notice.comment_id)
        .where(Notice.recipient == person.email, Notice.kind == Kind.WAITS)
        .where(Notice.comment_id.in_([each.notice.comment_id for each in told]))
        .group_by(Notice.comment_id)
    )
    still = set(db.session.scalars(newest))
    return [
        (each.comment, each.article)
        for each in told
        if each.comment and each.article and each.notice.id in still
        if not is_own(each.comment, person.writer)
    ]


def _case(item: Item, person_id: int, known_as: str, end: str) -> Case:
    comment, secret = item.comment, site_settings().secret_key

    def way(verdict: str) -> str:
        errand = Errand(person_id, known_as, comment.id, item.seen, verdict)
        return address_of("moderation.by_mail", token=token_for(secret, errand))

    approve = gettext("Let it stand") if comment.is_live else gettext("Approve")
    words = {"publish": approve, "remove": gettext("Remove"), "spam": gettext("Spam")}
    return Case(
        title=" ".join(item.article.title.split()),
        name=unlinked(comment.name) or gettext("a former reader"),
        whys=[unlinked(each) for each in _whys(item)],
        paragraphs=quoted(comment.text, QUOTE_LENGTH),
        ways=[(name, way(verdict)) for verdict, name in words.items()],
        address=address_of("moderation.comment", number=comment.id),
        end=end,
    )


def _whys(item: Item) -> list[str]:
    """Return why a comment waits, and what readers said, as the queue does."""
    said = reasons_why_held(item.comment)
    for report in item.told_reports:
        said.append(gettext("Reported: %(reason)s", reason=rule_words(Rule(report.reason))))
        said += [report.note] if report.note else []
    for notice in item.notices:
        said.append(gettext("Against the law, somebody says: %(law)s", law=notice.law))
        said += [notice.why] if notice.why else []
    return [" ".join(each.split()) for each in said]


def _subject(cases: Sequence[Case], many: int) -> str:
    if many == 1:
        return gettext("A comment on “%(title)s” waits for a moderator", title=cases[0].title)
    return ngettext(
        "%(count)s comment waits for a moderator on %(site)s",
        "%(count)s comments wait for a moderator on %(site)s",
        many,
        count=number_words(many),
        site=site_settings().site_name,
    )
