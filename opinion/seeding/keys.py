"""Keys: what the names in front matter mean, in the words of an article's draft.

The names are those of Hugo, Jekyll, 11ty and Ghost; where several have a value, the first wins.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from opinion.screening.presets import INHERIT, MODERATION
from opinion.seeding.days import moment_in
from opinion.seeding.documents import LANGUAGE, Document
from opinion.seeding.records import fields_of, is_address, web_address
from opinion.seeding.values import NO, YES, FrontMatter, line_of
from opinion.text import slug_of

PUBLISHED = (
    "publishdate", "pubdate", "published", "publishedat", "datepublished", "date", "createdat",
)  # fmt: skip
UPDATED = ("lastmod", "modified", "updated", "lastmodifiedat", "updatedat", "datemodified")
STANDFIRST = (
    "standfirst", "subtitle", "dek", "description", "excerpt", "customexcerpt", "summary",
    "metadescription",
)  # fmt: skip
DRAFT_STATES = {"draft", "private", "unpublished", "pending", "hidden", "trash"}
SEEN_BY_ALL = {"", "public", "everyone", "all", "visible"}
NO_SECTION = {"posts", "post", "content", "articles", "blog", "src", "drafts", "pages", "site"}
DATED_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # earlier than any article


@dataclass(frozen=True)
class Dates:
    """When an article appeared, changed, and stopped taking comments."""

    published_at: datetime | None
    updated_at: datetime | None
    comments_close_at: datetime | None


def dates(front: FrontMatter) -> Dates:
    """Return the dates; the publication's may stand in the file's name."""
    named = DATED_NAME.match(front.document.stem)
    from_name = moment_in(named[1], front.document.zone) if named else None
    published_at = front.moment(*PUBLISHED) or from_name
    return Dates(published_at, front.moment(*UPDATED), _closing(front))


def is_draft(front: FrontMatter) -> bool:
    """Whether readers should not see the article, now or ever."""
    says = (
        front.switch("draft") is True,
        front.switch("published") is False,
        front.text("status").lower() in DRAFT_STATES,
        front.text("visibility").lower() not in SEEN_BY_ALL,
        "_drafts" in front.document.folders,
    )
    return any(says)


def slug(front: FrontMatter) -> str:
    """Return the address that is given by hand; empty where none is."""
    return _last_part(front.text("slug", "permalink", "url", "path"))


def proposed_slug(front: FrontMatter) -> str:
    """Return the address that the file's name makes, without a date before it."""
    return slug_of(name_of(front.document), fallback="")


def name_of(document: Document) -> str:
    """Return what a file is called, without a date before it."""
    named = DATED_NAME.match(document.stem)
    return named[2] if named else document.stem


def former_slugs(front: FrontMatter) -> tuple[str, ...]:
    """Return the addresses that the article once had."""
    listed = map(_last_part, front.texts("aliases", "redirectfrom"))
    return tuple(dict.fromkeys(filter(None, listed)))


def standfirst(front: FrontMatter) -> str:
    """Return the standfirst as it is written, which may be Markdown."""
    return front.text(*STANDFIRST)


def section_and_tags(front: FrontMatter) -> tuple[str, tuple[str, ...]]:
    """Return the section, by default the first category or the folder, and the tags."""
    categories = front.texts("categories")
    folder = _section_of(front.document.folders)
    name = (front.texts("section", "category", "primarytag") or categories or [folder])[0]
    others = [*front.texts("tags"), *front.texts("keywords"), *categories]
    tags = {tag.casefold(): tag for tag in reversed(others) if tag != name}
    return name, tuple(reversed(tags.values()))


def language(front: FrontMatter) -> str:
    """Return the language's code, by default the file name's. Raises where it is none."""
    code = front.text("language", "lang", "locale").partition(".")[0].replace("_", "-")
    if code and not LANGUAGE.fullmatch(code):
        raise front.bad(("language", "lang", "locale"), "must be a code such as de or pt-BR")
    return code or front.document.language


def moderation(front: FrontMatter) -> str:
    """Return how strictly comments are screened, empty where nothing is said. Raises if unknown."""
    word = front.text("moderation").lower()
    if word and word not in {*MODERATION, INHERIT}:
        raise front.bad(("moderation",), f"must be one of: {', '.join((*MODERATION, INHERIT))}")
    return word


def address(front: FrontMatter, *names: str) -> str:
    """Return a web address; one that is none is left out, and that is noted."""
    return web_address(front, names[0], front.text(*names))


def _closing(front: FrontMatter) -> datetime | None:
    """Return when the conversation closes: before it begins, where the author wants none."""
    value = front.take("comments")
    word = (fields_of(value).get("open", "") if isinstance(value, dict) else line_of(value)).lower()
    if word in NO | {"closed"}:
        return BEGINNING
    if not word or word in YES | {"open"}:
        return None
    closing = moment_in(word, front.document.zone)
    if closing is None:
        raise front.bad(("comments",), "must be yes, no, or the day they close on")
    return closing


def _last_part(path: str) -> str:
    """Return the last part of a path as an address; empty where it is a pattern."""
    if is_address(path):
        path = urlsplit(path).path
    path = re.split(r"[?#]", path)[0]
    parts = [each for each in path.split("/") if each not in {"", ".", "index.html"}]
    if not parts or re.search(r"[:{}<>]", path):
        return ""  # a pattern, such as /:year/:title/
    last = re.sub(r"\.(?:html?|md|php|aspx?)$", "", parts[-1])
    return "" if last.lower() in {"true", "false"} else slug_of(last, fallback="")


def _section_of(folders: tuple[str, ...]) -> str:
    """Return the section that the last folder is; “posts” and the like are none."""
    below: list[str] = []
    for folder in folders:
        below = [] if folder.strip("_").lower() in NO_SECTION else [*below, folder]
    named = [folder for folder in below if any(map(str.isalpha, folder))]
    return named[-1].replace("-", " ").replace("_", " ").strip().capitalize() if named else ""
