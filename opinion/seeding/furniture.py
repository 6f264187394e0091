"""Furniture: what a saved page says around its article, and where the article ends.

The phrases are those that pages say in the site's languages.
"""

import re

from opinion.seeding.names import letters
from opinion.seeding.paragraphs import CLOSING, QUOTES, Passage

HEAD = 6  # passages, among which a title named elsewhere is looked for
COUNTS = (  # number, what is counted, before the title
    (r"(?:\d[\d.,]*|no|one)", "comments?|responses?|repl(?:y|ies)|thoughts?", "on|to"),
    (
        r"(?:\d[\d.,]*|keine?|eine?)",
        "kommentare?|antwort(?:en)?|reaktion(?:en)?|gedanken?",
        "zu|auf",
    ),
)
ENGLISH = (
    r"leave an? (?:reply|comment|response)",
    r"(?:post|write|add) (?:a )?comment|cancel reply",
    r"comments(?: are)?(?: closed| off)?",
    r"your email address will not be published.*|required fields are marked.*",
    r"share(?: this)?(?: article| post| on \w+)?|print",
    r"related(?: posts| articles| stories)?",
    r"(?:previous|next)(?: post| article| story)?",
    r"menu|search|sign in|log in|subscribe|advertisement|skip to (?:main )?content",
    r"\d+ min(?:ute)?s?(?: read)?",
)
GERMAN = (
    r"(?:hinterlasse(?:n sie)?|schreibe?(?:n sie)?) eine?n? (?:kommentar|antwort)",
    r"kommentar (?:schreiben|verfassen|hinterlassen)|antworten? abbrechen",
    r"kommentare|(?:die )?kommentare sind geschlossen",
    r"deine e-mail-adresse wird nicht veröffentlicht.*|erforderliche felder sind .*markiert.*",
    r"(?:artikel |beitrag )?(?:teilen|drucken)",
    r"(?:ähnliche|verwandte) (?:beiträge|artikel)",
    r"(?:vorheriger|nächster) (?:beitrag|artikel)|zurück|weiter",
    r"menü|suche|anmelden|abonnieren|anzeige|zum inhalt springen",
    r"\d+ min(?:uten?)?\.?(?: lesezeit)?|lesezeit:? \d+ min(?:uten?)?",
)
FORM = re.compile(f"{ENGLISH[0]}|{GERMAN[0]}", re.IGNORECASE)
FURNITURE = re.compile("|".join((*ENGLISH, *GERMAN)), re.IGNORECASE)
AROUND = " .:*|→←»«" + QUOTES
COUNTED = tuple(
    re.compile(
        rf"(?:{number}\s+(?:{what})(?:\s+(?:{before})\s+(?P<title>.+?))?|(?:{what})\s*\(\d+\)):?",
        re.IGNORECASE,
    )
    for number, what, before in COUNTS
)


def counted(line: str) -> re.Match[str] | None:
    """Return the match of a line like “3 comments on “Title””; its ``title`` may be None."""
    return next(filter(None, (pattern.fullmatch(line) for pattern in COUNTED)), None)


def is_furniture(line: str) -> bool:
    """Whether ``line`` is what pages say around an article."""
    return bool(FURNITURE.fullmatch(line.strip(AROUND)))


def part_furniture(passages: list[Passage]) -> tuple[list[Passage], str]:
    """Return ``passages`` without what a page says besides the article, and the title it named.

    A line like “3 comments on “Title”” ends the article; above any paragraph it is only left out.
    """
    kept: list[Passage] = []
    title = ""
    for place, passage in enumerate(passages):
        number, named = _end_in(passage, passages, place)
        if number is None:
            kept.append(passage)
            continue
        title = title or named
        kept += passage.first_lines(number)
        is_text_above = any(map(_is_text, kept))
        if is_text_above or not any(map(_is_text, passages[place + 1 :])):
            break
    return at_ends(kept), title


def at_ends(passages: list[Passage]) -> list[Passage]:
    """Return ``passages`` without the furniture at both ends."""
    kept = list(passages)
    while kept and all(map(is_furniture, kept[-1].lines)):
        kept.pop()
    while kept and all(map(is_furniture, kept[0].lines)):
        kept.pop(0)
    return kept


def _is_text(passage: Passage) -> bool:
    """Whether a passage is more than a line of a page's head."""
    return not passage.is_short_line() or passage.text.rstrip(CLOSING).endswith((".", "!", "…"))


def _end_in(passage: Passage, passages: list[Passage], place: int) -> tuple[int | None, str]:
    """Return which line of ``passage`` ends the article, None where none does, and the title in it.

    That is a form to reply, if only short lines follow; or a count of comments that has the title
    in quotation marks, or one that the page begins with, or stands at the end, or before other
    furniture: sub-headings begin with “One thought on …”, too.
    """
    follows = passages[place + 1 :]
    for number, line in enumerate(passage.lines):
        found = counted(line)
        if FORM.fullmatch(line.strip(AROUND)) and all(each.is_short_line() for each in follows):
            return number, ""
        if not found:
            continue
        said = (found["title"] or "").strip()
        named = said.strip(QUOTES).strip()
        after = [
            *passage.lines[number + 1 :],
            *(line for each in follows[:1] for line in each.lines),
        ]
        if said:
            heads = {letters(line) for each in passages[:HEAD] for line in (each.text, *each.lines)}
            if said[0] in QUOTES or letters(named) in heads:
                return number, named
        elif not after or is_furniture(after[0]):
            return number, ""
    return None, ""
