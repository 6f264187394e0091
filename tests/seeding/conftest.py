"""What the tests of loading share: a folder of articles."""

from pathlib import Path

import pytest

from tests.seeding.reading import LONG
from tests.seeding.running import LETTER, TALK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text, Markdown with a conversation, and a file of no kind."""
    made = tmp_path / "articles"
    made.mkdir()
    (made / "a.txt").write_text(
        Path(__file__).with_name("saved_page.txt").read_text("utf-8"), "utf-8"
    )
    (made / "b.md").write_text(LETTER, "utf-8")
    (made / "b.comments.yaml").write_text(TALK, "utf-8")
    (made / "c.html").write_text(f"<h1>A page</h1><p>{LONG}</p>", "utf-8")
    (made / "notes.pdf").write_bytes(b"%PDF")
    return made
