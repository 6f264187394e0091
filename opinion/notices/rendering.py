"""Rendering: from what a mail may say to its letter, in the reader's language, when it is sent."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask_babel import force_locale, gettext, ngettext

from opinion.comments.models import Status
from opinion.database import db
from opinion.languages import locale, number_words, speak
from opinion.notices.accounts import account_of
from opinion.notices.addressing import address_of, link_for, site_settings, unsubscribing
from opinion.notices.claiming import Claim
from opinion.notices.contents import Told, told_in
from opinion.notices.keys import Purpose, address_hash
from opinion.notices.mail import Letter
from opinion.notices.models import Kind, Silence
from opinion.notices.quoting import quoted, unlinked
from opinion.notices.summoning import summons

MOST_TOLD = 50  # comments in one mail, lest no server takes it
FROM_US = {Kind.REASONS, Kind.ANSWER, Kind.RECEIPT, Kind.OUTCOME}
BY_SECRET = {Kind.SIGN_IN: "session.confirm", Kind.PRIVATE_LINK: "people.show"}


@dataclass(frozen=True)
class Entry:
    """One notice, as the templates show it. Names and lines hold nothing to press on."""

    kind: Kind
    scope: str
    title: str
    name: str
    paragraphs: list[list[str]]
    status: str
    address: str
    end: str
    done: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""
    reference: int = 0
    is_sanction: bool = False
    is_objectionable: bool = False

    @property
    def body(self) -> str:
        """Which template tells it."""
        if self.is_sanction and self.kind == Kind.REASONS:
            return "sanction"
        return "conversation" if self.kind.is_bundled else self.kind.value


def letter_of(claim: Claim, at: datetime) -> Letter | None:
    """Return what the mail says at the moment ``at``; None where nothing is left to say."""
    told = told_in(claim.mail_id, at)
    known_as = address_hash(site_settings().secret_key, claim.recipient)
    is_silent = db.session.get(Silence, known_as) is not None
    if is_silent or not told:
        return None
    if told[0].notice.kind == Kind.WAITS:
        return summons(claim, told, at)
    speak(claim.language)
    with force_locale(str(locale())):
        entries = [_entry(each) for each in told[:MOST_TOLD]]
        stop = link_for(Purpose.END_ALL, known_as)
        first = entries[0]
        end = first.end if len({entry.end for entry in entries}) == 1 else stop
        page = {
            "subject": _subject(entries, len(told)),
            "entries": entries,
            "entry": first,
            "more": len(told) - len(entries),
            "stop": stop,
        }
        return Letter(
            claim.recipient,
            str(page["subject"]),
            render_template("notices/mail.txt", body=f"notices/{first.body}.txt", **page),
            render_template("notices/mail.html", body=f"notices/_{first.body}.html", **page),
            _headers(first, end),
        )


def _entry(told: Told) -> Entry:
    notice, comment, article, following = told.notice, told.comment, told.article, told.following
    is_quoted = Kind(notice.kind).is_bundled
    return Entry(
        kind=Kind(notice.kind),
        scope=following.scope if following else "",
        title=" ".join(article.title.split()) if article else "",
        name=unlinked(comment.name) if comment else "",
        paragraphs=quoted(comment.text) if comment and is_quoted else [],
        status=comment.status if comment else "",
        address=_address(told),
        end=link_for(Purpose.END, following.key) if following else "",
        **(account_of(told) if notice.kind in FROM_US else {}),
    )


def _address(told: Told) -> str:
    """Return where a notice leads."""
    notice, comment, article, following = told.notice, told.comment, told.article, told.following
    if notice.kind in BY_SECRET:
        return address_of(BY_SECRET[Kind(notice.kind)], token=notice.secret)
    if notice.kind == Kind.CONFIRM and following:
        return link_for(Purpose.CONFIRM, following.key)
    if notice.kind in FROM_US and (way := _statement(told)):
        return way
    slug = article.slug if article else ""
    if comment:
        return address_of("comments.show", slug=slug, number=comment.id)
    return address_of("articles.show", slug=slug, anchor="comments")


def _statement(told: Told) -> str:
    """Return where it is written what was decided, or imposed, and why."""
    if told.legal:
        return link_for(Purpose.LEGAL, told.legal.key)
    if told.sanction:
        return link_for(Purpose.SANCTION, told.sanction.key)
    return link_for(Purpose.REASONS, told.decision.key) if told.decision else ""


def _subject(entries: list[Entry], many: int) -> str:
    first = entries[0]
    if many > 1:
        return ngettext(
            "%(count)s new comment on %(site)s",
            "%(count)s new comments on %(site)s",
            many,
            count=number_words(many),
            site=site_settings().site_name,
        )
    if first.is_sanction:
        return gettext("Decision about taking part on %(site)s", site=site_settings().site_name)
    words = {
        Kind.CONFIRM: gettext("Please confirm: mail about “%(title)s”", title=first.title),
        Kind.PRIVATE_LINK: gettext("Your comment on “%(title)s”", title=first.title),
        Kind.SIGN_IN: gettext("Sign in to %(site)s", site=site_settings().site_name),
        Kind.REPLY: gettext(
            "%(name)s replied to you on “%(title)s”", name=first.name, title=first.title
        ),
        Kind.ANSWER: gettext("Your objection: “%(title)s”", title=first.title),
        Kind.RECEIPT: gettext("We have your notice %(number)s", number=first.reference),
        Kind.OUTCOME: gettext("Your notice %(number)s is decided", number=first.reference),
        Kind.COMMENT: gettext("%(name)s wrote on “%(title)s”", name=first.name, title=first.title),
    }
    if first.kind in words:
        return words[first.kind]
    if first.status == Status.PUBLISHED:
        return gettext("Your comment on “%(title)s” is published", title=first.title)
    if first.status == Status.HELD:
        return gettext("Your comment on “%(title)s” is held back", title=first.title)
    return gettext("Your comment on “%(title)s” was removed", title=first.title)


def _headers(first: Entry, end: str) -> dict[str, str]:
    """Let the reader's mail program offer to unsubscribe, where they asked for the mail."""
    if first.kind in {Kind.CONFIRM, Kind.PRIVATE_LINK, Kind.SIGN_IN, *FROM_US}:
        return {}
    return unsubscribing(end)
