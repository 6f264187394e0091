"""Guesses: what a document was taken to say, for an editor to look over before it is loaded."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from opinion.articles.drafts import Draft
from opinion.text import excerpt

LENGTH = 70  # characters


def guesses(draft: Draft) -> Iterator[str]:
    """Yield a line for each thing that was found in the document."""
    for name, value in _found(draft):
        if value:
            yield f"{name:11}{value}"


def _found(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "section", draft.section
    yield "headline", draft.title
    for signature in draft.signatures:
        role = f" ({signature.role})" if signature.role else ""
        yield signature.part, f"{signature.name}{role}"
    yield "standfirst", excerpt(draft.standfirst, LENGTH)
    for name, moment in (("published", draft.published_at), ("updated", draft.updated_at)):
        yield name, moment.isoformat(" ", "minutes") if moment else ""
    body = LexborHTMLParser(draft.html)
    for heading in body.css("h2, h3"):
        yield "heading", " ".join(heading.text().split())
    yield "paragraphs", str(len(body.css("p")))
    yield "credit", draft.credit.publication if draft.credit else ""
    yield "draft", "readers will not see it" if draft.is_draft else ""
