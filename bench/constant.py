"""The ceiling: an application that does nothing but answer with what a file holds."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILE = "BENCH_ANSWER"  # the variable that names the file: headers, and beside it the body
NAME = "answer"


def written(folder: Path, headers: list[tuple[str, str]], body: bytes) -> Path:
    """Write down what is to be answered; return the file that says it."""
    file = folder / f"{NAME}.json"
    file.write_text(json.dumps(headers))
    file.with_suffix(".body").write_bytes(body)
    return file


def create_app() -> Any:
    """Return a WSGI application that has its one answer in memory."""
    file = Path(os.environ[FILE])
    headers = [(name, value) for name, value in json.loads(file.read_text())]
    body = [file.with_suffix(".body").read_bytes()]

    def answer(_: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return body

    return answer
