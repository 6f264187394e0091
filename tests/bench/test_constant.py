"""The ceiling: the same server that says the same to everybody, or that they have it already."""

from pathlib import Path

import pytest

from bench.asking import once
from bench.places import OF_SERVER
from bench.requesting import request
from bench.serving import ceiling

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bench")]  # all listen from one port on
BODY = b"what everybody is told"
HEADERS = [("Content-Type", "text/plain"), ("ETag", '"a"'), ("Content-Length", str(len(BODY)))]
KNOWN = [("ETag", '"a"')]


def test_who_names_a_mark_is_told_that_nothing_has_changed_and_others_are_told_all(
    tmp_path: Path,
) -> None:
    with ceiling(tmp_path, HEADERS, KNOWN, BODY, OF_SERVER) as server:
        said, head, body, _ = once(server.port, request(server.port, "/"))
        asked = request(server.port, "/", headers={"If-None-Match": '"a"'})
        said_again, short, nothing, _ = once(server.port, asked)

    assert (said, body) == (200, BODY)
    assert b'etag: "a"' in head.lower()
    assert (said_again, nothing) == (304, b"")
    assert b'etag: "a"' in short.lower()
    assert b"content-type" not in short.lower()
