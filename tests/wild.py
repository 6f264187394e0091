"""Wild words for tests: Markdown, HTML and Unicode as nobody writes them, and what HTML holds."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from hypothesis import strategies as st

PIECES = [
    *"<>&\"'`*_[]()!#|~\\/=:;- \n\t",
    *(
        "<b>",
        "</b>",
        "<p",
        "<a href=",
        "</a>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!",
        "<svg>",
    ),
    *(
        "<math>",
        "<mtext>",
        "<table>",
        "<td>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<img ",
    ),
    *("<template hx>", "<hx-partial>", "<form>", "<textarea>", "<title>", "<noscript>", "<select>"),
    *("<blockquote class='pull x'>", "<li id=a>", "<a id=b class='footnote-backref evil'>", "<h2>"),
    *(" onerror=x", " style='x'", " id=comments", " hx-get=/", " data-hx-on:click=x", " src=", ">"),
    *(
        "javascript:x",
        "JaVa\tScript:x",
        "java&#x73;cript:x",
        "vbscript:x",
        "data:text/html,x",
        "//x",
    ),
    *(
        "https://x.test/?a=1&b=2",
        "http:x",
        "https:///x",
        "mailto:a@b.test",
        "HTTPS://[::1]/",
        "http://[",
    ),
    *(
        "[a](",
        "](",
        "<https://x.test>",
        "[a]: http://x.test\n\n[a]",
        "> ",
        "\n\n",
        "1. ",
        "* ",
        "```\n",
    ),
    *(
        "    code\n",
        "&lt;",
        "&#0;",
        "&#x1F4A9;",
        "&amp;lt;",
        "\0",
        "\u202e",
        "\u2028",
        "e\u0301\u0316",
    ),
]
MARKS = "\u0300\u0316\u0489\u034f\u20dd\u05b0\u064b\ufe0f\u1ab0"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ODD = (
    MARKS
    + BIDI
    + "\u200d\u200b\u00ad\ufeff\u3164\u2800\x00\x1b\x85\u2028\ud800\udfff \u00a0éÅ가각\u09c7\u09be"
)

anything = st.text(st.characters(exclude_categories=()), max_size=60)
markup = st.lists(st.one_of(st.sampled_from(PIECES), anything), max_size=30).map("".join)
names = st.one_of(anything, st.text(ODD + "aA1", max_size=60))


@dataclass(frozen=True)
class Tag:
    """A tag in HTML, as a browser reads it."""

    name: str
    attributes: dict[str, str]


def tags_in(html: str) -> Iterator[Tag]:
    """Yield the tags in ``html``, a part of a page, as a browser reads them."""
    tree: Element = html5lib.parseFragment(html, container="div", namespaceHTMLElements=False)
    for element in tree.iter():
        if element is not tree:
            yield Tag(str(element.tag), {str(key): value for key, value in element.items()})


def most_marks(text: str) -> int:
    """Return how many combining marks stand on one character of ``text`` at the most."""
    most = marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in {"Mn", "Me"}:
            marks += 1
            most = max(most, marks)
        elif category != "Cf":
            marks = 0
    return most
