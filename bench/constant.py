"""The ceiling: an application that does nothing but answer with what a file holds."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILE = "BENCH_ANSWER"  # the variable that names the file: headers, and beside it the body
NAME = "answer"
Headers = list[tuple[str, str]]


def written(folder: Path, headers: Headers, known: Headers, body: bytes) -> Path:
    """Write down what is to be answered, and with which headers to who has it already (``known``).

    Return the file that says it.
    """
    file = folder / f"{NAME}.json"
    file.write_text(json.dumps([headers, known]))
    file.with_suffix(".body").write_bytes(body)
    return file


def create_app() -> Any:
    """Return a WSGI application that has its one answer in memory; whoever names a mark has it."""
    file = Path(os.environ[FILE])
    headers, known = (
        [(name, value) for name, value in each] for each in json.loads(file.read_text())
    )
    body = [file.with_suffix(".body").read_bytes()]

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "HTTP_IF_NONE_MATCH" in environ:
            start_response("304 Not Modified", known)
            return []
        start_response("200 OK", headers)
        return body

    return answer
