"""Publishing: the one way an article comes in or changes."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select

from opinion.articles.addresses import claim, find, free_up, keep_former, new_slug
from opinion.articles.blocks import blocks_of, last_number, reading_minutes
from opinion.articles.checking import check
from opinion.articles.drafts import Credit, Draft, Signature
from opinion.articles.models import Article, Author, Block, Byline, Section
from opinion.articles.naming import named
from opinion.database import db
from opinion.passages.rematching import rematch
from opinion.screening.presets import INHERIT
from opinion.text import article_html


class Outcome(StrEnum):
    """What publishing a draft came to."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Published:
    """The article a draft became, and what that changed."""

    article: Article
    outcome: Outcome


def publish(
    draft: Draft, *, at: datetime, language: str, others: Collection[str] = ()
) -> Published:
    """Bring ``draft`` in: as a new article, or as what an article already there now says.

    ``at`` is the moment of publication where the draft names none, ``language`` the site's.
    ``others`` are the keys of documents that are there too: what they say is never this article.
    Blocks that stay keep their names, and comments about passages are anchored again; otherwise
    the comments below an article are not touched. The caller holds the write lock.

    Raises:
        UnfitDraftError: the draft holds what an article cannot, or asks for another's address.
        TooNestedError: the body has more tags than the sanitiser is given.
    """
    html = prepared(draft)
    mark = source_hash(draft, language)
    article = find(draft, others)
    if article and article.source_hash == mark:
        claim(article, draft.key)
        return Published(article, Outcome.UNCHANGED)
    outcome = Outcome.UPDATED if article else Outcome.ADDED
    before: list[Block] = article.blocks if article else []
    if article is None:
        article = Article(slug=new_slug(draft), published_at=at, last_block=0)
    else:
        _move(article, draft)
    _rewrite(article, draft, html, at)
    _say(article, draft, language)
    article.source_hash = mark
    claim(article, draft.key)
    article.section_id = named(Section, draft.section).id if draft.section else None
    db.session.add(article)
    db.session.flush()
    _sign(article, draft.signatures)
    keep_former(article, draft.former_slugs)
    rematch(article, before)
    db.session.flush()
    return Published(article, outcome)


def _rewrite(article: Article, draft: Draft, html: str, at: datetime) -> None:
    """Put the body in the place of the one before: blocks that stay keep their names."""
    before: list[Block] = article.blocks if article.id else []
    given = last_number(before, article.last_block)
    blocks = blocks_of(html, before, given)
    _date(article, draft, blocks, at)
    article.blocks, article.minutes = blocks, reading_minutes(blocks)
    article.last_block = last_number(blocks, given)


def foresee(
    draft: Draft, *, language: str, others: Collection[str] = ()
) -> tuple[Article | None, Outcome]:
    """Return the article that :func:`publish` would change, if any, and what it would come to.

    Nothing is written. Raises what publishing would raise.
    """
    prepared(draft)
    article = find(draft, others)
    if article is None:
        return None, Outcome.ADDED
    is_same = article.source_hash == source_hash(draft, language)
    return article, Outcome.UNCHANGED if is_same else Outcome.UPDATED


def prepared(draft: Draft) -> str:
    """Return the body of a draft that an article can hold, safe. Raises as :func:`publish` does."""
    check(draft)
    return article_html(draft.html)


def source_hash(draft: Draft, language: str) -> str:
    """Return what is the same as long as the draft says the same (SHA-256)."""
    said = {**asdict(draft), "key": "", "language": draft.language or language}
    if not draft.moderation:
        del said["moderation"]  # what says nothing about it is what it was before one could
    return sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def _move(article: Article, draft: Draft) -> None:
    """Give the article the address that the draft asks for; the old one goes on leading to it."""
    if not draft.slug or draft.slug == article.slug:
        return
    former, article.slug = article.slug, draft.slug
    free_up(article.slug)
    keep_former(article, (former,))


def _say(article: Article, draft: Draft, language: str) -> None:
    credit = draft.credit or Credit("")
    article.title = draft.title
    article.standfirst = draft.standfirst
    article.language = draft.language or language
    article.is_draft = draft.is_draft
    article.source = draft.source
    article.image = draft.image
    article.credit_publication = credit.publication
    article.credit_url = credit.url
    article.credit_by = credit.by
    article.canonical_url = draft.canonical_url
    article.licence = draft.licence
    article.corrections = list(draft.corrections)
    article.tags = list(draft.tags)
    if draft.moderation:
        article.moderation = None if draft.moderation == INHERIT else draft.moderation


def _date(article: Article, draft: Draft, blocks: list[Block], at: datetime) -> None:
    """Date the article as the draft says, else by what changes now: called before it is said.

    It is updated when readers could see it before and its words change; never before it appeared.
    """
    was_public = article.id is not None and article.is_public(at)
    words = (draft.title, draft.standfirst, blocks)
    is_reworded = was_public and words != (article.title, article.standfirst, article.blocks)
    if draft.published_at:
        article.published_at = draft.published_at
    elif article.is_draft and not draft.is_draft:
        article.published_at = at  # nobody has seen it yet
    updated = draft.updated_at or (at if is_reworded else article.updated_at)
    article.updated_at = updated if updated and updated > article.published_at else None
    closing = draft.comments_close_at
    article.comments_close_at = max(closing, article.published_at) if closing else None


def _sign(article: Article, signatures: Sequence[Signature]) -> None:
    """Put ``signatures`` in the place of the bylines, where they differ; nobody signs twice."""
    wanted: dict[int, Signature] = {}
    for signature in signatures:
        author = named(Author, signature.name)
        author.url = signature.url or author.url or ""
        wanted.setdefault(author.id, signature)
    ordered = select(Byline).where(Byline.article_id == article.id).order_by(Byline.position)
    present = list(db.session.scalars(ordered))
    said = [(number, each.role, each.part) for number, each in wanted.items()]
    if said == [(byline.author_id, byline.role, byline.part) for byline in present]:
        return
    for byline in present:
        db.session.delete(byline)
    db.session.flush()
    db.session.add_all(
        Byline(article_id=article.id, position=position, author_id=number, role=role, part=part)
        for position, (number, role, part) in enumerate(said)
    )
