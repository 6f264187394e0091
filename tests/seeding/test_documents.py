"""Files: which are read, in which encoding, and what they are known by."""

from pathlib import Path

import pytest

from opinion.seeding import documents
from opinion.seeding.documents import BadDocumentError, files_in, key_of, load, passed_over


def saved(path: Path, content: bytes | str = "A bridge\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file, _ in files_in([folder])]


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.txt", b"\xef\xbb\xbfA bridge\r\nand a road\rand a river\n")

    assert load(path, tmp_path).text == "A bridge\nand a road\nand a river\n"


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("A bridge\n\n“Zurück”\n".encode("cp1252"), 3, "not UTF-8: byte 0x93"),
        ("Größe\n".encode("latin-1"), 1, "not UTF-8: byte 0xf6"),
        ("A bridge\n".encode("utf-16"), 1, "not UTF-8: byte 0xff"),
        ("A bridge\n".encode("utf-16-be"), 1, "not UTF-8 text"),
        (b"A bridge\n\0", 2, "holds a NUL"),
    ],
)
def test_another_encoding_is_refused_with_the_line_where_it_shows(
    tmp_path: Path, content: bytes, line: int, problem: str
) -> None:
    path = saved(tmp_path / "a.txt", content)

    with pytest.raises(BadDocumentError, match=problem) as caught:
        load(path, tmp_path)

    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_large_file_is_refused_in_words(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.txt", b"x" * (documents.LARGEST + 1))

    with pytest.raises(BadDocumentError, match="larger than 2 MiB"):
        load(path, tmp_path)


def test_a_file_of_another_kind_a_missing_one_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"%PDF")

    for name, problem in (
        ("a.pdf", "not one of"),
        ("b.md", "no such file"),
        ("folder.md", "not a file"),
    ):
        with pytest.raises(BadDocumentError, match=problem):
            load(tmp_path / name, tmp_path)


def test_a_folder_is_walked_in_order_without_what_is_hidden_or_of_no_kind(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c/d.HTML", ".e.md", ".git/f.md", "g.pdf", "a.comments.yaml"):
        saved(tmp_path / name)

    assert names(tmp_path) == ["a.txt", "b.md", "c/d.HTML"]
    assert passed_over([tmp_path]) == 3


def test_a_file_that_is_named_itself_is_taken_whatever_its_kind(tmp_path: Path) -> None:
    path = saved(tmp_path / ".hidden.pdf")

    assert list(files_in([path])) == [(path, tmp_path)]


def test_no_file_comes_twice(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.md")

    assert list(files_in([tmp_path, path])) == [(path, tmp_path)]


def test_a_document_is_known_by_its_path_below_the_folder(tmp_path: Path) -> None:
    assert key_of(tmp_path / "town/a.md", tmp_path) == "town/a.md"
    assert key_of(tmp_path / "a.md", tmp_path) == "a.md"


def test_an_index_named_by_itself_is_known_by_its_folder_too(tmp_path: Path) -> None:
    assert key_of(tmp_path / "letter/index.md", tmp_path / "letter") == "letter/index.md"


def test_a_very_long_path_is_known_by_a_short_key(tmp_path: Path) -> None:
    path = tmp_path / "/".join(["folder" * 10] * 10) / "a.md"

    assert len(key_of(path, tmp_path)) == 64
    assert key_of(path, tmp_path) != key_of(path.with_name("b.md"), tmp_path)
