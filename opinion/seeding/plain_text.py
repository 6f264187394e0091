"""Plain text: a page saved as text, told apart into headline, byline, standfirst and body."""

from dataclasses import replace

from opinion.articles.drafts import Credit, Draft, Signature
from opinion.articles.models import Part
from opinion.seeding.credits import credit_in, signature_in
from opinion.seeding.documents import Document, Reading, number_of
from opinion.seeding.furniture import at_ends, part_furniture
from opinion.seeding.heads import part_head
from opinion.seeding.names import byline_in, is_signed, same_person
from opinion.seeding.paragraphs import WRAPPED_LINE, Passage, html_of, passages_of

CREDIT_PASSAGES = 2  # at either end of the body
SIGNED_PASSAGES = 4  # at its beginning
STANDFIRST_LENGTH = 2_000  # characters; what the table of articles has room for


def read(document: Document) -> Reading:
    """Return the article in a text.

    Raises:
        BadDocumentError: there is no headline.
    """
    passages = _parted(passages_of(document.text))
    kept, title = part_furniture(passages)
    head, below = part_head(kept, title, document.zone)
    if not head.title:
        raise document.bad(passages[0].line if passages else 0, "no headline was found")

    text = at_ends(below)
    names, body = _signed_below_standfirst(head.names, text)
    credit, credited = _credit(body)
    standfirst, rest = part_standfirst(body)
    dropped = _lines(passages) - _lines(kept) + _lines(below) - _lines(text)
    draft = Draft(
        key=document.key,
        title=head.title,
        section=head.section,
        signatures=signatures(names, credited, _signature(body)),
        standfirst=standfirst,
        html=html_of(rest),
        source=document.text,
        language=document.language,
        published_at=head.published_at,
        updated_at=head.updated_at,
        credit=credit,
    )
    return Reading(draft, tuple(_notes(draft, dropped, _signature(body))))


def part_standfirst(body: list[Passage]) -> tuple[str, list[Passage]]:
    """Part the standfirst from the body: the first paragraph, where credit or signature show it."""
    if not body:
        return "", body
    first = " ".join(body[0].lines)
    is_signed_next = len(body) > 1 and bool(signature_in(body[1].text))
    is_standfirst = credit_in(first) or is_signed_next
    if not is_standfirst or len(first) > STANDFIRST_LENGTH:
        return "", body
    return first, body[1:]


def signatures(
    names: tuple[Signature, ...], credited: list[Signature], signed: str
) -> tuple[Signature, ...]:
    """Return who signs: the credited writers first, then who posted it; else the byline's names."""
    if not credited:
        return names or ((Signature(signed),) if signed else ())
    named = {name.name for name in names for each in credited if same_person(name.name, each.name)}
    if named:
        roles = {each.name: each.role for each in credited}
        return tuple(replace(name, role=name.role or _role_of(name, roles)) for name in names)
    return (*credited, *(replace(name, part=Part.POSTER) for name in names))


def _parted(passages: list[Passage]) -> list[Passage]:
    """Take each line for a passage where no blank line parts them, and they are not wrapped."""
    is_whole = len(passages) == 1 and any(len(line) > WRAPPED_LINE for line in passages[0].lines)
    return list(passages[0].each_line()) if is_whole else passages


def _signed_below_standfirst(
    names: tuple[Signature, ...], body: list[Passage]
) -> tuple[tuple[Signature, ...], list[Passage]]:
    """Take a line “By NAME” below the first paragraph for the byline, if there was none above."""
    if not names and len(body) > 1 and body[1].is_short_line() and is_signed(body[1].text):
        return tuple(byline_in(body[1].text)), [body[0], *body[2:]]
    return names, body


def _credit(body: list[Passage]) -> tuple[Credit | None, list[Signature]]:
    """Return where the article first appeared, as its first or last paragraphs say it."""
    for passage in [*body[:CREDIT_PASSAGES], *body[CREDIT_PASSAGES:][-CREDIT_PASSAGES:]]:
        found = credit_in(passage.text)
        if found:
            return found
    return None, []


def _signature(body: list[Passage]) -> str:
    """Return the name in a “By NAME.” that ends one of the first paragraphs."""
    return next(filter(None, (signature_in(each.text) for each in body[:SIGNED_PASSAGES])), "")


def _role_of(name: Signature, roles: dict[str, str]) -> str:
    return next((role for other, role in roles.items() if same_person(name.name, other)), "")


def _notes(draft: Draft, dropped: int, signed: str) -> list[str]:
    notes = [f"{number_of(dropped, 'line')} of page furniture left out"] if dropped else []
    if signed and not any(same_person(signed, each.name) for each in draft.signatures):
        notes.append(f"“By {signed}” differs from the byline, which stays")
    if not draft.html:
        notes.append("there is no text below the headline")
    return notes


def _lines(passages: list[Passage]) -> int:
    return sum(len(passage.lines) for passage in passages)
