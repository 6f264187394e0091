"""Shortcodes: what a maker of sites would have put into a text, told again in plain Markdown.

Those of Hugo, ``{{< … >}}`` and ``{{% … %}}``; and of Liquid and Nunjucks, ``{% … %}`` and
``{{ … }}``, which Jekyll and 11ty read. Code is left as it stands.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from opinion.seeding.documents import number_of
from opinion.seeding.values import line_of, plain

LONGEST = 2_000  # characters of code inside a line
RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
PIECES = re.compile(  # each stops at the next beginning of its kind, so that none is read twice
    r"(?P<raw>\{%-?\s*raw\s*-?%\}.*?(?:\{%-?\s*endraw\s*-?%\}|\Z))"
    r"|(?P<code>^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,}).*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    rf"|(?<!`)(?P<ticks>`+)(?!`).{{1,{LONGEST}}}?(?<!`)(?P=ticks)(?!`))"
    r"|^[ ]{0,3}\{:[^}\n]*\}[ \t]*$|^[ ]{0,3}\{(?!\.pull\})[.#][\w-][^}\n]*\}[ \t]*$"  # attributes
    r"|(?<=\S)[ \t]+\{[.#][\w:.-]+\}[ \t]*$"
    r"|\{%-?\s*comment\s*-?%\}(?:[^{]|\{(?!%-?\s*comment))*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{#(?:[^\n#{]|#(?!\})|\{(?!#))*#\}"
    r"|\{\{[<%](?P<hugo>(?:[^{]|\{(?!\{))*?)[>%]\}\}|\{%-?(?P<tag>(?:[^{]|\{(?!%))*?)-?%\}"
    r"|\{\{-?\s*(?P<words>[\"'\w][^{}]*)\}\}",
    re.DOTALL | re.MULTILINE,
)
PARAMETER = re.compile(
    r"(?:(?P<name>[\w-]+)\s*(?:=|:(?!//))\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s,\"'|]+))"
)
PICTURE = re.compile(r"image|img|figure|picture|photo", re.IGNORECASE)
PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)
PLAYERS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


class Shortcodes:
    """Takes the shortcodes out of one text. ``notes`` says what became of them.

    ``values`` are those of the front matter, which a text may ask for by their plain names.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._linked = 0
        self._dropped = Counter[str]()

    def taken_from(self, text: str) -> str:
        """Return ``text`` in plain Markdown."""
        return PIECES.sub(self._said, text)

    @property
    def notes(self) -> list[str]:
        """What an editor should know."""
        notes = [f"{number_of(self._linked, 'shortcode')} made a link"] if self._linked else []
        if self._dropped:
            names = ", ".join(sorted(self._dropped))
            notes.append(f"{number_of(self._dropped.total(), 'shortcode')} left out: {names}")
        return notes

    def _said(self, found: re.Match[str]) -> str:
        if found["raw"] or found["code"]:
            return RAW.sub("", found[0])
        if found["words"]:
            value = self._value(found["words"].removesuffix("-").rstrip())
            return found[0] if value is None else value
        call = (found["hugo"] or found["tag"] or "").strip()
        return self._call(call) if call else ""

    def _value(self, words: str) -> str | None:
        """Return what ``{{ words | filter }}`` says, None where that is not known.

        What the site would say about itself, such as its address, is nothing here.
        """
        said, *filters = (each.strip() for each in words.split("|"))
        if said[0] in "\"'":
            said = said.strip("\"'")
        elif said.startswith("site."):
            return ""
        else:
            value = self._values.get(plain(said.removeprefix("page.")))
            if not isinstance(value, str):
                return None
            said = line_of(value)
        if any(each.startswith("embed") for each in filters):
            return self._link(said)
        return "" if any(map(PICTURE.search, filters)) else said

    def _call(self, call: str) -> str:
        name, _, rest = call.partition(" ")
        named, listed = parameters(rest)
        if name in {"highlight", "endhighlight", "/highlight"}:
            return f"```{listed[0] if listed and name == 'highlight' else ''}"
        if name in {"ref", "relref", "link", "post_url"}:
            return listed[0] if listed else ""
        if name in PLAYERS and (listed or "id" in named):
            video = named.get("id") or listed[0]
            return self._link(video if "://" in video else PLAYERS[name] + video)
        picture = _picture(name, named, listed)
        address = next((each for each in [*listed, *named.values()] if "://" in each), "")
        if picture or address:
            return picture or self._link(address)
        if not name.startswith(("/", "end")):
            self._dropped[name] += 1
        return ""

    def _link(self, address: str) -> str:
        self._linked += 1
        return f"<{address}>" if "://" in address else address


def parameters(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the named and the other parameters of a shortcode."""
    named, listed = {}, []
    for found in PARAMETER.finditer(text):
        value = found["double"] or found["single"] or found["bare"] or ""
        if found["name"]:
            named[found["name"].lower()] = value
        else:
            listed.append(value)
    return named, listed


def _picture(name: str, named: dict[str, str], listed: list[str]) -> str:
    """Return the Markdown of a picture, empty where a shortcode shows none."""
    if not PICTURE.search(f"{name} {listed[0] if listed else ''}"):
        return ""
    given = (named.get(each, "") for each in ("src", "image", "url", "path", "file", "link"))
    source = next(filter(None, given), "") or next(filter(PICTURE_FILE.search, listed), "")
    if not source:
        return ""
    others = listed[listed.index(source) + 1 :] if source in listed else []
    alt = named.get("alt", others[0] if others else "")
    words = [named.get(each, "") for each in ("caption", "title")]
    credit = named.get("attr") or named.get("credit")
    caption = " ".join(
        filter(None, [next(filter(None, words), ""), credit and f"Credit: {credit}"])
    )
    title = caption.replace("\\", "").replace('"', "&quot;")
    return f"![{_escaped(alt)}](<{source}>{f' {chr(34)}{title}{chr(34)}' if title else ''})"


def _escaped(alt: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(alt.split()))
