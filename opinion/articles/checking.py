"""Checking: whether a draft holds only what an article can."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from opinion.articles.drafts import Credit, Draft
from opinion.text import slug_of

TITLE_LENGTH = 300  # characters, as all lengths here: what the tables have room for
STANDFIRST_LENGTH = 2_000
SECTION_LENGTH = 80
NAME_LENGTH = 120
WORDS_LENGTH = 200  # a role, a publication
ADDRESS_LENGTH = 2_000
LANGUAGE_LENGTH = 35  # BCP 47, section 4.4.1


class UnfitDraftError(ValueError):
    """The draft holds what an article cannot; the message says what."""


def check(draft: Draft) -> None:
    """Pass over a draft that an article can be made of.

    Raises:
        UnfitDraftError: something is missing, too long, or no address on the web.
    """
    if not draft.title:
        raise UnfitDraftError("there is no headline")
    for what, text, limit in _lengths(draft):
        if len(text) > limit:
            raise UnfitDraftError(f"the {what} has {len(text):,} characters; {limit:,} is the most")
    for slug in (draft.slug, draft.proposed_slug, *draft.former_slugs):
        if slug != slug_of(slug, fallback=""):
            raise UnfitDraftError(f"“{slug}” is no address: use small letters, digits, hyphens")
    for address in _addresses(draft):
        if address and not _is_address(address):
            raise UnfitDraftError(f"“{address}” must begin with https:// or http://")


def _lengths(draft: Draft) -> Iterator[tuple[str, str, int]]:
    credit = draft.credit or Credit("")
    yield "headline", draft.title, TITLE_LENGTH
    yield "standfirst", draft.standfirst, STANDFIRST_LENGTH
    yield "section", draft.section, SECTION_LENGTH
    yield "language", draft.language, LANGUAGE_LENGTH
    yield "licence", draft.licence, ADDRESS_LENGTH
    yield "credit", credit.publication, WORDS_LENGTH
    yield "credit's writer", credit.by, WORDS_LENGTH
    for address in _addresses(draft):
        yield "address", address, ADDRESS_LENGTH
    for signature in draft.signatures:
        yield "name", signature.name, NAME_LENGTH
        yield "role", signature.role, WORDS_LENGTH


def _addresses(draft: Draft) -> Iterator[str]:
    yield draft.canonical_url
    yield draft.credit.url if draft.credit else ""
    yield from (signature.url for signature in draft.signatures)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
