"""Credits: where a text says that it first appeared, and who it says wrote it."""

import re
from dataclasses import replace
from datetime import UTC
from urllib.parse import urlsplit

from opinion.articles.drafts import Credit, Signature
from opinion.seeding.days import moment_in
from opinion.seeding.names import BY, JOINTS, byline_in, is_name, role_and_name
from opinion.seeding.paragraphs import CLOSING, QUOTES

PUBLICATION_WORDS = 8
SENTENCE_LENGTH = 1_000  # characters; longer ones are no sentences
FIRST = r"(?:originally|first|previously)"
APPEARED = r"(?:published|appeared)"
ZUERST = r"(?:zuerst|ursprünglich|erstmals)"
ERSCHIENEN = r"(?:erschien|erschienen|veröffentlicht|publiziert)"
IM = r"(?:in|im|auf|bei)(?:\s+de[rm])?"
CREDITS = (
    rf"\b(?:{FIRST}\s+{APPEARED}|{APPEARED}\s+{FIRST})\s+(?:in|on|at|by)\s+(?P<where>.+)",
    rf"\b(?:{ZUERST}\s+{ERSCHIENEN}|{ERSCHIENEN}(?:\s+\w+)?\s+{ZUERST})\s+{IM}\s+(?P<where>.+)",
    rf"\b{ZUERST}\s+{IM}\s+(?P<where>.+?)\s+{ERSCHIENEN}\b",
)
CREDITED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in CREDITS)
ITSELF = re.compile(  # the subject: else “The disease first appeared in Europe” would be a credit
    r"\b(?:\w*(?:article|artikel|beitrag)|piece|essay|column|kolumne|op-?ed|opinion|commentary"
    r"|kommentar|text|post|story|version|fassung|letter|brief|speech|rede|interview|translation"
    r"|übersetzung)\b|^(?:it|this|er|es|sie|dies)\s+(?:was|is|has|wurde|ist)\b",
    re.IGNORECASE,
)
BY_SOMEBODY = re.compile(r"\b(?:by|von)\s+", re.IGNORECASE)
THEN = re.compile(r",?\s+(?:was|is|has|had|first|originally|wurde|ist|erschien)\b")
WHERE_ENDS = re.compile(
    rf"[,;:()]|\s[–—-]\s|\s+{ERSCHIENEN}\b"
    r"|\s+(?:on|in|at|am|im|vom|under|and|und|as|with|by|auf)\s+(?=[a-zäöü\d])"
)
NO_END = "".join(rf"(?<!\b{word})" for word in ("Dr", "Mr", "Ms", "Mrs", "Prof", "St", r"\w"))
SENTENCE_END = re.compile(rf"{NO_END}[.!?…]+[{re.escape(CLOSING)})\]]*\s+")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; “Dr.” and initials do not end one."""
    line = " ".join(text.split())
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(line))]
    return [line[a:b].strip() for a, b in zip(starts, [*starts[1:], len(line)], strict=True)]


def credit_in(text: str) -> tuple[Credit, list[Signature]] | None:
    """Return where a paragraph says that the article first appeared, and who wrote it there."""
    for sentence in sentences(text):
        for pattern in CREDITED if len(sentence) <= SENTENCE_LENGTH else ():
            found = pattern.search(sentence)
            if found and (found.start() == 0 or ITSELF.search(sentence)):
                credit, writers = _publication(found["where"]), _writers(sentence)
                if credit:
                    return replace(credit, by=", ".join(each.name for each in writers)), writers
    return None


def signature_in(text: str) -> str:
    """Return the name in a “By NAME.” that ends a paragraph, as a sentence of its own."""
    last = sentences(text)[-1]
    said = BY.match(last)
    name = last[said.end() :].rstrip(".") if said and last[0].isupper() else ""
    return name if is_name(name) else ""


def _publication(where: str) -> Credit | None:
    """Return what ``where`` begins with; None where it is too long for a name, or a date."""
    if where.startswith(("https://", "http://")):
        address = where.split(maxsplit=1)[0].rstrip(".,;")
        return Credit(urlsplit(address).netloc, url=address)
    end = WHERE_ENDS.search(where)
    name = (where[: end.start()] if end else where).strip(" .!?" + QUOTES)
    is_place = name and not name[0].isdigit() and len(name.split()) <= PUBLICATION_WORDS
    return Credit(name) if is_place and not moment_in(name, UTC) else None


def _writers(sentence: str) -> list[Signature]:
    """Return who “by [ROLE] NAME was” names in a sentence."""
    for start in BY_SOMEBODY.finditer(sentence):
        for end in THEN.finditer(sentence, start.end()):
            who = sentence[start.end() : end.start()].strip(" ,")
            pieces = [role_and_name(piece) for piece in JOINTS.split(who)]
            found = [Signature(name, role) for role, name in pieces if name]
            found = found if len(found) == len(pieces) else byline_in(f"by {who}")
            if found and all(is_name(each.name) for each in found):
                return found
    return []
