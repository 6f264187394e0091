"""What a first visit to an article weighs on the wire, with fifty comments under it, in bytes."""

import gzip
import re
from collections.abc import Sequence
from http.client import HTTPConnection
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Page, Request
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.database import db
from tests import make

COMMENTS = 50
PAGE_AND_STYLES = 27_000  # compressed as gzip -6 does
ALL = {"gzip": 60_000, "br": 56_000}  # as sent
KINDS = {"document", "stylesheet", "script", "font"}


@pytest.fixture
def article() -> Article:
    """A sample article again, with fifty sample comments, half of them replies."""
    sample = db.session.scalars(select(Article).where(Article.slug == "the-last-bus")).one()
    fields = ("standfirst", "section_id", "image", "tags")
    copied = {name: getattr(sample, name) for name in fields}
    article = make.article(sample.title, blocks=sample.blocks, **copied)
    written = select(Comment).where(Comment.language == "en").order_by(Comment.id).limit(COMMENTS)
    texts = [(comment.name, comment.text) for comment in db.session.scalars(written)]
    for (name, text), (other, answer) in zip(texts[::2], texts[1::2], strict=True):
        thread = make.comment(article, text, name=name)
        make.comment(article, answer, parent=thread, name=other)
    return article


def first_visit(page: Page, article: Article) -> dict[str, Sequence[str]]:
    """Visit ``article`` for the first time; return the addresses asked for, by their kinds."""
    asked: list[Request] = []

    def remember(request: Request) -> None:
        asked.append(request)

    page.on("request", remember)
    page.goto(f"/articles/{article.slug}", wait_until="networkidle")
    return {kind: [each.url for each in asked if each.resource_type == kind] for kind in KINDS}


def sent(address: str, encoding: str) -> tuple[bytes, str]:
    """Return the body that the server sends to who accepts ``encoding``, and how it is packed."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc)
    connection.request("GET", parts.path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200
    return body, answer.headers.get("Content-Encoding", "")


@pytest.mark.parametrize("encoding", list(ALL))
def test_a_first_visit_stays_within_its_budget(page: Page, article: Article, encoding: str) -> None:
    asked = first_visit(page, article)

    addresses = [address for kind in asked.values() for address in kind]
    weights = {urlsplit(address).path: len(sent(address, encoding)[0]) for address in addresses}

    assert len(weights) == len(addresses), "nothing is asked for twice"
    assert len(asked["font"]) == 1
    assert sum(weights.values()) <= ALL[encoding], weights


def test_page_and_styles_stay_within_their_budget(page: Page, article: Article) -> None:
    asked = first_visit(page, article)

    bodies = {
        urlsplit(address).path: sent(address, "identity")[0]
        for address in (*asked["document"], *asked["stylesheet"])
    }
    weights = {path: len(gzip.compress(body, 6)) for path, body in bodies.items()}

    [document] = [body.decode() for path, body in bodies.items() if path.startswith("/articles/")]
    assert len(re.findall('id="comment-', document)) == COMMENTS
    assert sum(weights.values()) <= PAGE_AND_STYLES, weights


def test_texts_are_packed_and_packing_loses_nothing(page: Page, article: Article) -> None:
    asked = first_visit(page, article)
    unpacking = {"gzip": gzip.decompress, "br": brotli.decompress}

    for address in (*asked["document"], *asked["stylesheet"], *asked["script"]):
        plain, _ = sent(address, "identity")
        for encoding, unpack in unpacking.items():
            body, how = sent(address, encoding)
            if len(plain) >= 500:
                assert how == encoding
                assert unpack(body) == plain
            else:
                assert body == plain
