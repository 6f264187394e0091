"""Pieces on a site that changes at random: a page put together from them is as one made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from opinion.articles.models import Article, Author, Byline, Part, Section
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from tests import make

ADDRESSES = (
    *("/articles/bread", "/articles/bread?sort=newest", "/articles/bread?sort=agreed"),
    *("/articles/bread?before=52", "/articles/bread?after=2"),
    *("/articles/roses", "/articles/games", "/", "/sections/town", "/authors/ann-lee"),
)
BASES = ("http://localhost", "http://localhost", "http://127.0.0.1", "http://localhost/below")
FALSE = "opinion-guest=false"  # a stranger's, who has no pieces then
AUTHORS = ("Ann Lee", "Bo Rye")
LONG_AGO = now() - timedelta(days=9)
WORDS = ("Bread", "Rosen & “Brot”", "<b>خبز</b>", "Pain", "")
PICTURE = {"src": "/media/a.png", "alt": "A", "width": 9, "height": 9, "caption": "", "credit": ""}
ALIKE = {  # what an article may say, of which some is told apart by little
    "language": ("en", "de", "ar", "fr"),
    "title": WORDS[:4],
    "standfirst": WORDS,
    "image": (None, PICTURE, PICTURE | {"alt": "B"}, PICTURE | {"credit": "Ann"}),
    "tags": ([], ["a", "b"], ["b", "a"], ["ab"]),
    "corrections": ([], [{"at": "2026-01-02", "text": "a"}], [{"at": "2026-01-03", "text": "a"}]),
    "credit_publication": WORDS,
    "credit_url": ("", "https://one.example/", "https://two.example/"),
    "canonical_url": ("", "https://one.example/", "https://two.example/"),
    "licence": ("", "CC BY", "https://licence.example/"),
    "minutes": (1, 2),
    "published_at": (LONG_AGO, LONG_AGO + timedelta(days=1), LONG_AGO + timedelta(days=8)),
    "updated_at": (None, LONG_AGO + timedelta(days=8, hours=1), LONG_AGO + timedelta(days=8.5)),
    "comments_close_at": (None, LONG_AGO, LONG_AGO + timedelta(days=2)),
    "passage_counts": ({}, {"b1": 1}, {"b1": 2}, {"earlier": 1}),
    "moderation": (None, "hold", "strict"),
    "section_id": (None, 1, 2),
    "comment_count": (0, 1, 2, 70),
}


@dataclass
class Site:
    """Changes something on it."""

    random: Random

    def the_article(self) -> None:
        field = self.random.choice(list(ALIKE))
        self.updated(Article, **{field: self.random.choice(ALIKE[field])})

    def the_text(self) -> None:
        words = self.random.choice(WORDS)
        self.updated(Article, blocks=[{"id": "b1", "kind": "block", "html": f"<p>{words} it</p>"}])

    def a_section(self) -> None:
        self.updated(Section, name=f"Town {self.random.choice(WORDS)}")

    def an_author(self) -> None:
        self.updated(Author, name=f"Ann {self.random.choice(WORDS)}")

    def a_byline(self) -> None:
        self.updated(Byline, role=self.random.choice(WORDS), part=self.random.choice(list(Part)))

    def a_comment(self) -> None:
        words = self.random.choice(WORDS[:4])
        changes: list[dict[str, Any]] = [
            {"text": words, "html": f"<p>{words}</p>", "name": words},
            {"agree_count": self.random.randint(0, 2), "posted_at": LONG_AGO},
            {"status": self.random.choice([Status.PUBLISHED, Status.REMOVED])},
        ]
        self.updated(Comment, **self.random.choice(changes))

    def a_new_comment(self) -> None:
        parent = self.random.choice([None, self.one_of(Comment)])
        under = db.session.get_one(Article, parent.article_id) if parent else self.one_of(Article)
        moment = LONG_AGO + timedelta(seconds=self.random.randint(0, 9))
        make.comment(under, self.random.choice(WORDS[:4]), parent=parent, at=moment)

    def updated(self, kind: Any, **values: Any) -> None:
        row = self.one_of(kind)
        with writing() as session:
            is_it = [column == getattr(row, column.name) for column in kind.__table__.primary_key]
            session.execute(update(kind).where(*is_it).values(**values))

    def one_of(self, kind: Any) -> Any:
        return self.random.choice(db.session.scalars(select(kind)).all())

    @property
    def changes(self) -> tuple[Callable[[], None], ...]:
        rare = (self.the_text, self.a_section, self.an_author, self.a_byline)
        return (*rare, *[self.the_article] * 9, *[self.a_comment, self.a_new_comment] * 3)


def read(app: Flask, base: str, addresses: list[str], **headers: str) -> list[str]:
    browser = app.test_client(use_cookies=False)
    return [browser.get(each, base_url=base, headers=headers).text for each in addresses]


@pytest.mark.parametrize("field", ALIKE)
def test_a_page_tells_all_that_its_article_says(app: Flask, field: str) -> None:
    make.article(slug="roses", section="Country")
    article = make.article(
        slug="bread", section="Town", published_at=LONG_AGO, credit_publication="A paper"
    )
    make.many_comments(article, 2)

    for value in ALIKE[field]:
        with writing() as session:
            setattr(session.get_one(Article, article.id), field, value)

        asked = BASES[0], ["/articles/bread"]
        assert read(app, *asked) == read(app, *asked, Cookie=FALSE)


@pytest.mark.parametrize("seed", range(4))
def test_a_page_of_pieces_is_as_one_that_is_made_anew(app: Flask, seed: int) -> None:
    site = Site(Random(seed))  # noqa: S311
    articles = [
        make.article(slug=slug, section=section, authors=AUTHORS, published_at=LONG_AGO)
        for slug, section in (("bread", "Town"), ("roses", "Country"), ("games", "Country"))
    ]
    make.many_comments(articles[0], (2, 6, 52)[seed % 3])

    for _ in range(15):
        site.random.choice(site.changes)()

        asked = site.random.choice(BASES), site.random.sample(ADDRESSES, 3)
        assert read(app, *asked) == read(app, *asked, Cookie=FALSE)
