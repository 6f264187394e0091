"""Gathering: all that the ladder's checks look at, asked beforehand in a few queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from sqlalchemy import Select, bindparam, or_, select

from opinion.articles.models import Article, Section
from opinion.database import db
from opinion.screening.cases import Case, Record
from opinion.screening.models import ScreenedWords
from opinion.screening.presets import Preset, Site, terms_of
from opinion.screening.record import is_staffed, record_of
from opinion.screening.words import Phrase, WordList, phrase_of


@dataclass(frozen=True)
class Rules:
    """What the settings say of the whole site: its preset, and whether everything is held."""

    preset: Preset
    is_holding: bool


def ordinary_case(
    article: Article | None,
    writer: str | None,
    rules: Rules,
    at: datetime,
    besides: int | None = None,
) -> Case:
    """Return a comment by ``writer`` that there is nothing to say about, in two queries at most.

    It is under ``article``, or anywhere. ``writer`` is a hash, None for a stranger. ``besides`` is
    a comment that does not speak for them.
    """
    known = article.is_staffed if article else None
    if writer:
        record, has_staff = record_of(writer, at, besides)
    else:
        record, has_staff = Record(), is_staffed() if known is None else known
    site = Site(rules.preset, rules.is_holding, has_staff)
    if article is None:
        return Case(terms_of(site), record=record)
    section = db.session.get(Section, article.section_id) if article.section_id else None
    terms = terms_of(site, section.moderation if section else None, article.moderation)
    return Case(terms, record=record)


def words_in(text: str, at: datetime) -> tuple[Phrase, ...]:
    """Return the phrases of the site's list that ``text`` contains at the moment ``at``."""
    rows = db.session.execute(_words_in_force(), {"at": at}).tuples()
    return tuple(word_list(tuple(rows)).found_in(text))


@lru_cache(2)  # the list is long, and seldom changes
def word_list(rows: tuple[tuple[str, bool], ...]) -> WordList:
    """Return phrases, and whether they are rejected, as a list to search by."""
    return WordList(phrase_of(phrase, is_rejected=is_rejected) for phrase, is_rejected in rows)


@cache
def _words_in_force() -> Select[tuple[str, bool]]:
    """Select what counts at the moment ``at``, in the order of the alphabet."""
    lasts = or_(ScreenedWords.expires_at.is_(None), ScreenedWords.expires_at > bindparam("at"))
    columns = select(ScreenedWords.phrase, ScreenedWords.is_rejected)
    return columns.where(lasts).order_by(ScreenedWords.phrase)
