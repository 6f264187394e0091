"""Makes documents out of texts, and reads them as ``flask seed`` does."""

from pathlib import Path
from zoneinfo import ZoneInfo

from opinion.articles.drafts import Draft
from opinion.seeding import markdown, plain_text, webpage
from opinion.seeding.documents import BadDocumentError, Document, Reading

PRAGUE = ZoneInfo("Europe/Prague")
LONG = "This is a paragraph that nobody would take for a heading, because it ends in a stop."


def document(text: str, name: str = "letter.md") -> Document:
    """Return ``text`` as the document ``name`` below the folder that was named."""
    return Document(Path(name), name, text, Path(), PRAGUE)


def read_text(text: str, name: str = "letter.txt") -> Reading:
    """Read a page saved as text."""
    return plain_text.read(document(text, name))


def read_markdown(text: str, name: str = "letter.md") -> Reading:
    """Read Markdown."""
    return markdown.read(document(text, name))


def read_page(html: str, name: str = "letter.html") -> Reading:
    """Read a web page."""
    return webpage.read(document(html, name))


def attempt(made: Document) -> Reading | BadDocumentError:
    """Read a document; return what is wrong with it, where it is refused."""
    reader = plain_text.read if made.path.suffix == ".txt" else markdown.read
    try:
        return reader(made)
    except BadDocumentError as refusal:
        return refusal


def entry(head: str, body: str = LONG, name: str = "letter.md") -> Draft:
    """Return the draft of Markdown below the YAML ``head``, which has a title by default."""
    head = head if "title" in head else f"title: A letter\n{head}"
    return read_markdown(f"---\n{head}\n---\n{body}\n", name).draft


def page(*passages: str) -> str:
    """Return a saved page of ``passages``, blank lines between them."""
    return "\n\n".join(passages) + "\n"
