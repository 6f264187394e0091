"""Isso: comments as JSON for pages that others serve, by gunicorn as its documentation says."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from bench.asking import once
from bench.others.programs import Article, NotInstalledError, Program
from bench.requesting import Request, request
from bench.serving import Server, running
from bench.words import name, sentence
from opinion.upkeep.serving import HOST, free_port

HOW = (
    "python3 -m venv FOLDER && FOLDER/bin/pip install isso gunicorn, outside of this repository, "
    "then ISSO=FOLDER"
)
KEEPS = "the whole comment: SQLite syncs its rollback journal and its file (synchronous = FULL)"
SETTINGS = """
[general]
dbpath = {folder}/isso.db
host = http://{host}:{port}/
[guard]
enabled = false
"""
CREATED = 201


@contextmanager
def isso(
    place: Path | None, article: Article, folder: Path, cores: set[int], workers: int
) -> Iterator[Program]:
    """Serve an article's comments with the Isso in the environment at ``place``.

    Raises:
        NotInstalledError: there is no Isso, or no gunicorn.
    """
    programs = [place / "bin" / each for each in ("isso", "gunicorn")] if place else []
    if not programs or not all(each.exists() for each in programs):
        raise NotInstalledError(HOW)
    version = subprocess.run(  # noqa: S603
        [programs[0], "--version"], capture_output=True, text=True, check=True
    ).stdout.removeprefix("isso ")
    port = free_port(8600)
    file = folder / "isso.cfg"
    file.write_text(SETTINGS.format(folder=folder, host=HOST, port=port))
    command = [str(programs[1]), "-b", f"{HOST}:{port}", "-w", str(workers), "--preload"]
    settings = {"ISSO_SETTINGS": str(file)}
    log = folder / "isso.log"
    with running([*command, "isso.run"], settings, cores, port, log) as pid:
        _fill(port, article)
        yield Program(
            name="Isso",
            version=version.strip(),
            server=Server(port, pid),
            page=_page("/read/"),
            busy_page=_page("/busy/"),
            comment=_guests(port),
            keeps=KEEPS,
        )


def _page(thread: str) -> str:
    """Return where its client, told to show all, asks for a thread."""
    return "/?" + urlencode({"uri": thread, "sort": "oldest", "offset": 0})


def _new(port: int, thread: str, said: dict[str, str | int | None]) -> Request:
    headers = {"Content-Type": "application/json"}
    body = json.dumps({"title": thread, **said}).encode()
    path = "/new?" + urlencode({"uri": thread})
    return request(port, path, kind="comment", body=body, headers=headers)


def _fill(port: int, article: Article) -> None:
    """Post an article's comments."""
    theirs: dict[int | None, int | None] = {None: None}
    for each in article.comments:
        said = {"author": each.name, "text": each.text, "parent": theirs[each.parent]}
        status, _, body, _ = once(port, _new(port, "/read/", said))
        if status != CREATED:
            raise RuntimeError(f"Isso answered with {status}: {body.decode()}")
        theirs[each.number] = json.loads(body)["id"]


def _guests(port: int) -> Callable[[], Request]:
    chance, number = Random(1), count()  # noqa: S311 - no secret

    def comment() -> Request:
        text = f"{sentence(chance)} {sentence(chance)} ({next(number)})"
        return _new(port, "/busy/", {"author": name(chance), "text": text})

    return comment
