"""Conversations: the comments that lie beside a document, as ``NAME.comments.yaml``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.comments.models import Comment, Status
from opinion.comments.posting import Submission, post
from opinion.config import STORED_COMMENT_LENGTH
from opinion.database import db
from opinion.moderation.deciding import Decider, Verdict, decide
from opinion.moderation.models import By, Rule
from opinion.seeding.documents import LANGUAGE, BadDocumentError, text_in
from opinion.text import NAME_LENGTH, clean_body, clean_name

GONE = {"removed": Status.REMOVED, "deleted": Status.DELETED}
KEYS = {"name", "text", "after", "lang", "status", "replies"}
LINE = "__line__"
MOST = 5_000  # turns; a list that quotes itself has no end
LATEST = 100 * 365 * 24 * 60  # minutes


@dataclass(frozen=True)
class Turn:
    """Somebody's turn in a conversation; ``after`` is counted in minutes from the publication."""

    submission: Submission
    after: float
    status: Status
    replies: tuple["Turn", ...]


class _Numbered(yaml.SafeLoader):
    """Reads maps with the line that each begins in."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {**super().construct_mapping(node, deep), LINE: node.start_mark.line + 1}


def conversation_beside(path: Path) -> Path | None:
    """Return the file with the conversation about the document ``path``, if there is one.

    ``letter.de.md`` has ``letter.de.comments.yaml``, or the one of ``letter``.
    """
    names = dict.fromkeys((path.stem, path.name.partition(".")[0]))
    beside = (path.with_name(f"{name}.comments.yaml") for name in names)
    return next((file for file in beside if file.is_file()), None)


def read_conversation(path: Path) -> tuple[Turn, ...]:
    """Return the turns in the file ``path``.

    Raises:
        BadDocumentError: it is malformed, and in which line.
    """
    text = text_in(path)
    try:
        listed = yaml.load(text, _Numbered)  # noqa: S506, a SafeLoader
        return _Conversation(path).turns(listed, 1)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise BadDocumentError(path, line, f"the YAML is malformed: {problem.problem}") from problem
    except yaml.reader.ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise BadDocumentError(path, line, f"the YAML is malformed: {problem.reason}") from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise BadDocumentError(path, 1, f"the YAML is malformed: {problem}") from problem


def length_of(turn: Turn) -> int:
    """Return how many comments a turn and what follows from it are."""
    return 1 + sum(map(length_of, turn.replies))


def has_conversation(article: Article) -> bool:
    """Whether there is any comment under ``article``, whoever may see it."""
    of_article = select(Comment.id).where(Comment.article_id == article.id).limit(1)
    return db.session.scalar(of_article) is not None


def add_conversation(article: Article, turns: tuple[Turn, ...], now: datetime) -> int:
    """Add ``turns`` under ``article``, unless it has comments, and return how many.

    They come in the order of their moments, none of which is later than ``now`` or earlier than
    what it replies to. The caller holds the write lock.
    """
    if not turns or has_conversation(article):
        return 0
    gone: list[tuple[Comment, Status]] = []
    number = count()  # of those at the same moment, who came first goes first
    waiting: list[tuple[float, int, Turn, Comment | None]] = []
    for turn in turns:
        heappush(waiting, (turn.after, next(number), turn, None))
    added = 0
    while waiting:
        _, _, turn, parent = heappop(waiting)
        at = min(article.published_at + timedelta(minutes=turn.after), now)
        at = max(at, parent.posted_at) if parent else at
        comment = post(article, turn.submission, at=at, parent=parent)
        for reply in turn.replies:
            heappush(waiting, (reply.after, next(number), reply, comment))
        added += 1
        if turn.status is not Status.PUBLISHED:
            gone.append((comment, turn.status))
    for comment, status in gone:
        by = By.WRITER if status is Status.DELETED else By.COMMAND
        decide(comment, article, Verdict(status, rule=Rule.OTHER), by=Decider(by))
    return added


@dataclass
class _Conversation:
    """Reads the turns of one file, and no more than there may be."""

    path: Path
    read: int = 0

    def turns(self, listed: Any, line: int) -> tuple[Turn, ...]:
        if listed is None:
            return ()
        if not isinstance(listed, list):
            raise BadDocumentError(self.path, line, "must be a list of comments")
        return tuple(self._turn(each, line) for each in listed)

    def _turn(self, each: Any, line: int) -> Turn:
        if not isinstance(each, dict):
            raise BadDocumentError(
                self.path, line, "a comment must have “name”, “text” and “after”"
            )
        line = each[LINE]
        self.read += 1
        for problem in _problems(each):
            raise BadDocumentError(self.path, line, problem)
        if self.read > MOST:
            raise BadDocumentError(self.path, line, f"more than {MOST:,} comments")
        name, text = clean_name(_text(each, "name")), clean_body(_text(each, "text"))
        return Turn(
            Submission(name, text, language=_text(each, "lang")),
            float(each["after"]),
            GONE.get(_text(each, "status"), Status.PUBLISHED),
            self.turns(each.get("replies"), line),
        )


def _problems(each: dict[Any, Any]) -> Iterator[str]:
    """Yield what is wrong with a comment's values."""
    name, text = clean_name(_text(each, "name")), clean_body(_text(each, "text"))
    after, language = each.get("after"), _text(each, "lang")
    status = _text(each, "status")
    unknown = [str(key) for key in each if key not in KEYS | {LINE}]
    if unknown:
        yield f"“{unknown[0]}” is unknown: only {', '.join(sorted(KEYS))} are read"
    if not 1 <= len(name) <= NAME_LENGTH:
        yield f"“name” must have 1 to {NAME_LENGTH} characters"
    if not 1 <= len(text) <= STORED_COMMENT_LENGTH:
        yield f"“text” must have 1 to {STORED_COMMENT_LENGTH:,} characters"
    if isinstance(after, bool) or not isinstance(after, int | float) or not 0 <= after <= LATEST:
        yield "“after” must be a number of minutes from the article's publication"
    if language and not LANGUAGE.fullmatch(language):
        yield "“lang” must be a code such as de or pt-BR"
    if status and status not in GONE:
        yield f"“status” must be one of {', '.join(GONE)}"


def _text(each: dict[Any, Any], name: str) -> str:
    """Return a value as text; empty where it is a list or a map."""
    value = each.get(name)
    return str(value) if isinstance(value, str | int | float) else ""
