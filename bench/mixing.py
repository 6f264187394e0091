"""Mixing: what readers of a site ask for, in the proportions in which they do.

What is new is read most: the newest article most of all, the second half as often, the third a
third as often, and so on (Zipf). Comments and votes go where the readers are.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate, count
from random import Random
from urllib.parse import urlencode

from bench.filling import Site
from bench.requesting import Request, request
from bench.words import name, sentence
from opinion.database import sqlite

PER_SECOND = {"page": 300, "fragment": 200, "vote": 15, "comment": 3}
PARTS = {"HX-Request": "true"}
REPLIES = 0.46  # of all comments
POLLS = 0.7  # of all fragments ask whether anything is new; the others are pages of a thread


class Readers:
    """All who read and write on a site that a server serves at ``port``."""

    def __init__(self, site: Site, port: int, seed: int = 1) -> None:
        self._port = port
        self._chance = Random(seed)  # noqa: S311 - no secret
        self._count = count()
        connection = sqlite.connect(site.file)
        self._articles = connection.execute(
            "SELECT a.slug, ifnull(min(c.id), 0), ifnull(max(c.id), 0) FROM articles AS a"
            " LEFT JOIN comments AS c ON c.article_id = a.id AND c.id <= ?"
            " GROUP BY a.id ORDER BY a.published_at DESC",
            (site.comments,),  # those that were filled in: an article's follow each other
        ).fetchall()
        self._roots = dict(
            connection.execute(
                "SELECT a.slug, c.id FROM articles AS a JOIN comments AS c ON c.article_id = a.id"
                " WHERE c.parent_id IS NULL GROUP BY a.id HAVING c.reply_count = max(c.reply_count)"
            ).fetchall()
        )
        connection.close()
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._articles) + 1)))
        self._kinds = list(PER_SECOND)
        self._shares = list(accumulate(PER_SECOND.values()))

    def next(self) -> Request:
        """Return what is asked next."""
        kind = self._chance.choices(self._kinds, cum_weights=self._shares)[0]
        ways: dict[str, Callable[[], Request]] = {
            "page": self.page,
            "fragment": self.fragment,
            "vote": self.vote,
            "comment": self.comment,
        }
        return ways[kind]()

    def everything(self) -> Iterator[Request]:
        """Yield all that readers may ask for, but for what comes of writing: each thing once."""
        for slug, _, newest in self._articles:
            yield self.page_of(slug)
            yield self._news_of(slug, newest)
            if slug in self._roots:
                yield self._thread_of(slug)

    def page(self) -> Request:
        """Return a request for an article."""
        return self.page_of(self._article()[0])

    def page_of(self, slug: str) -> Request:
        """Return a request for this article."""
        return request(self._port, f"/articles/{slug}", kind="page")

    def fragment(self) -> Request:
        """Return a request for a part: what is new, or a thread with all its replies."""
        slug, _, newest = self._article()
        if slug in self._roots and self._chance.random() > POLLS:
            return self._thread_of(slug)
        return self._news_of(slug, newest)

    def vote(self) -> Request:
        """Return a vote for some comment."""
        _, first, last = self._article()
        while not first:
            _, first, last = self._article()
        number = self._chance.randint(first, last)
        return request(
            self._port, f"/comments/{number}/votes", kind="vote", body=b"agrees=1", headers=PARTS
        )

    def comment(self) -> Request:
        """Return a new comment, or a new reply, by a guest."""
        slug, first, last = self._article()
        is_reply = first and self._chance.random() < REPLIES
        parent = self._chance.randint(first, last) if is_reply else ""
        return self.comment_on(slug, parent)

    def comment_on(self, slug: str, parent: int | str = "") -> Request:
        """Return a new comment under an article."""
        text = f"{sentence(self._chance)} {sentence(self._chance)} ({next(self._count)})"
        form = {"name": name(self._chance), "text": text, "parent": parent}
        body = urlencode(form).encode()
        return request(
            self._port, f"/articles/{slug}/comments", kind="comment", body=body, headers=PARTS
        )

    def _news_of(self, slug: str, newest: int) -> Request:
        path = f"/articles/{slug}/comments/new{f'?after={newest}' if newest else ''}"
        return request(self._port, path, kind="fragment", headers=PARTS)

    def _thread_of(self, slug: str) -> Request:
        path = f"/articles/{slug}/threads/{self._roots[slug]}"
        return request(self._port, path, kind="fragment", headers=PARTS)

    def _article(self) -> tuple[str, int, int]:
        """Return an article, and its first and last comment; 0 where there is none."""
        found: tuple[str, int, int] = self._chance.choices(
            self._articles, cum_weights=self._weights
        )[0]
        return found
