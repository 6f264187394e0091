"""Documents: the files that articles come from, each read by the reader of its kind."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo
from hashlib import sha256
from pathlib import Path

from babel import localedata

from opinion.articles.drafts import Draft

LARGEST = 2 * 1024 * 1024  # bytes
KINDS = {".txt", ".md", ".markdown", ".html", ".htm"}
KEY_LENGTH = 500  # characters; what the table of articles has room for
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # the shape of a code (BCP 47)
CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
)  # XML 1.0 forbids all but DEL
NAMELESS = {"index", "_index", "readme"}  # files that are known by the folder they lie in


class BadDocumentError(Exception):
    """A document cannot be read; ``line`` is counted from 1, 0 where no line is to blame."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}" if line else f"{path}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


@dataclass(frozen=True)
class Document:
    """A file's text, its place below the folder that was named, the zone of dates without one."""

    path: Path
    key: str
    text: str
    folder: Path
    zone: tzinfo = UTC

    @property
    def language(self) -> str:
        """The language that the name says, as ``letter.de.md`` does; empty where it says none."""
        code = Path(self.path.stem).suffix.removeprefix(".")
        is_known = LANGUAGE.fullmatch(code) and localedata.exists(code.replace("-", "_"))
        return code if is_known else ""

    @property
    def stem(self) -> str:
        """The file's name without its endings; the folder's, where the file is an ``index``."""
        stem = self.path.stem.removesuffix(f".{self.language}") if self.language else self.path.stem
        return self.path.parent.name if stem.lower() in NAMELESS else stem

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders between the named one and the document, but for the document's own."""
        parents = self.path.relative_to(self.folder).parts[:-1]
        is_own = self.path.name.partition(".")[0].lower() in NAMELESS - {"readme"}
        return parents[:-1] if is_own else parents

    def bad(self, line: int, problem: str) -> BadDocumentError:
        """Return the error that says what is wrong in ``line``."""
        return BadDocumentError(self.path, line, problem)


@dataclass(frozen=True)
class Reading:
    """What a document came to: the draft, and what an editor should know about it."""

    draft: Draft
    notes: tuple[str, ...] = ()


def number_of(count: int, thing: str) -> str:
    """Return how many things there are, in words: “2 lines”."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def files_in(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each article's file in ``paths`` (files, folders), with the folder it was found from.

    Hidden files, conversations and files of other kinds are passed over; a file that was named
    itself is not. No file comes twice.
    """
    seen: set[Path] = set()
    for path in paths:
        found = (
            ((file, path) for file in _visible(path)) if path.is_dir() else ((path, path.parent),)
        )
        for file, folder in found:
            is_wanted = file == path or file.suffix.lower() in KINDS
            if is_wanted and real(file) not in seen:
                seen.add(real(file))
                yield file, folder


def passed_over(paths: Iterable[Path]) -> int:
    """Return how many files in the folders of ``paths`` are no article's: hidden, or of no kind."""
    count = 0
    for path in filter(Path.is_dir, paths):
        taken = {file for file in _visible(path) if file.suffix.lower() in KINDS}
        talk = {file for file in _visible(path) if file.name.endswith(".comments.yaml")}
        count += sum(map(_is_file, path.rglob("*"))) - len(taken | talk)
    return count


def key_of(path: Path, folder: Path) -> str:
    """Return what a document is known by: its path below ``folder``, the folder that was named.

    An ``index`` that was named itself keeps its folder, which is what tells it from another's.
    """
    is_alone = path.parent == folder and path.name.partition(".")[0].lower() in NAMELESS
    key = path.relative_to(folder).as_posix()
    key = f"{real(path).parent.name}/{key}" if is_alone else key
    return key if len(key) <= KEY_LENGTH else sha256(key.encode("utf-8", "ignore")).hexdigest()


def load(path: Path, folder: Path, zone: tzinfo = UTC) -> Document:
    """Return the document in the file ``path``, found below ``folder``.

    Raises:
        BadDocumentError: it is of no kind we know, too large, missing, empty, or not UTF-8.
    """
    key = key_of(path, folder)
    if path.exists() and path.suffix.lower() not in KINDS:
        raise BadDocumentError(path, 0, f"not one of {', '.join(sorted(KINDS))}")
    if key != key.encode("utf-8", "ignore").decode():
        raise BadDocumentError(path, 0, "its name is not UTF-8")
    text = text_in(path)
    if not text.strip():
        raise BadDocumentError(path, 0, "empty")
    return Document(path, key, text, folder, zone)


def text_in(path: Path) -> str:
    """Return what the file ``path`` says, lines ending in LF.

    Raises:
        BadDocumentError: it is missing, too large, or not UTF-8 (and in which line that shows).
    """
    try:
        if not path.is_file():
            raise BadDocumentError(path, 0, "not a file" if path.exists() else "no such file")
        if path.stat().st_size > LARGEST:
            raise BadDocumentError(path, 0, f"larger than {LARGEST // 1024 // 1024} MiB")
        return decoded(path, path.read_bytes())
    except OSError as problem:
        raise BadDocumentError(path, 0, problem.strerror or "cannot be read") from problem


def decoded(path: Path, data: bytes) -> str:
    """Return ``data`` as text: UTF-8, with or without a byte order mark, lines ending in LF.

    Raises:
        BadDocumentError: it is something else, and in which line that shows.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        sentence = f"not UTF-8: byte 0x{data[problem.start]:02x}; save the file as UTF-8"
        raise BadDocumentError(path, line, sentence) from problem
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadDocumentError(path, line, "not UTF-8 text: it holds a NUL (is it UTF-16?)")
    return without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))


def without_controls(text: str) -> str:
    """Return ``text`` without the characters that neither a page nor a feed can hold."""
    return CONTROLS.sub("", text.replace("\x0b", " ").replace("\x0c", " "))


def real(path: Path) -> Path:
    """Return where ``path`` really is; unlike ``resolve``, also where links lead in a circle."""
    return Path(os.path.realpath(path))


def _is_file(path: Path) -> bool:
    """Whether ``path`` is a file, or a link to something that is not there, to be named as bad."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _visible(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` in order, without those that are hidden."""
    for file in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if _is_file(file) and not is_hidden:
            yield file
