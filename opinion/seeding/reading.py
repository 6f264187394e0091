"""Reading: the one way from a file to a draft."""

from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from opinion.articles.drafts import Draft
from opinion.seeding import markdown, plain_text, webpage
from opinion.seeding.documents import Reading, load, without_controls
from opinion.seeding.images import Pictures

READERS = {
    ".txt": plain_text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": webpage.read,
    ".htm": webpage.read,
}


def read(path: Path, folder: Path, *, key: str, zone: tzinfo, media: Path | None) -> Reading:
    """Return what the file ``path`` says, its pictures copied to ``media`` (None copies nothing).

    ``key`` is what the document is known by, the next time it is loaded.

    Raises:
        BadDocumentError: it cannot be read, and in which line.
        TooNestedError: it has more tags, or boxes in boxes, than an article.
    """
    document = replace(load(path, folder, zone), key=key)
    reading = READERS[path.suffix.lower()](document)
    pictures = Pictures(document, media)
    draft = pictures.taken_in(printable(reading.draft))
    return replace(reading, draft=draft, notes=(*reading.notes, *pictures.notes))


def printable(draft: Draft) -> Draft:
    """Return ``draft`` without the control characters that references such as ``&#27;`` made."""
    return replace(
        draft,
        title=without_controls(draft.title),
        standfirst=without_controls(draft.standfirst),
        section=without_controls(draft.section),
        html=without_controls(draft.html),
    )
