"""Which packing an answer comes in: the one that the asker likes best, Brotli among equals."""

import pytest
from flask.testing import FlaskClient

from opinion.web.static import static_url
from tests import make

PLAIN = ""


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip;q=0, br", "br"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("identity, gzip", "gzip"),
        ("identity;q=0.5, gzip;q=1.0", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=1, gzip;q=0.5", PLAIN),
        ("gzip;q=0.5, *;q=0.8, br;q=0", PLAIN),
        ("gzip;q=0, br;q=0", PLAIN),
        ("identity", PLAIN),
        ("deflate, zstd", PLAIN),
        ("", PLAIN),
    ],
)
def test_it_is_what_the_asker_likes_best(client: FlaskClient, accepted: str, expected: str) -> None:
    make.many_comments(make.article(slug="bread"), 5)

    for address in ("/articles/bread", static_url("js/reply-form.js")):
        answer = client.get(address, headers={"Accept-Encoding": accepted})

        assert answer.headers.get("Content-Encoding", PLAIN) == expected, address
