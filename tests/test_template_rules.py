"""The rules for templates: pages, fragments and answers, and the plain way beside each swap."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "templates"
LINES = 60
WHOLE = {
    "layout.html",
    "errors/plain.html",
    "notices/mail.html",
}  # the frame, the last resort, and what is read elsewhere
POLL = "comments/_news.html"  # asks by itself; the link that the answer brings is a plain one
PLAIN_WAY = {"hx-get": "href", "hx-post": "action"}
COMMENT_OR_STATEMENT = re.compile(r"{#.*?#}|{%.*?%}", re.DOTALL)
EXPRESSION = re.compile(r"{{.*?}}", re.DOTALL)
TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([\w:@-]+)(?:=("[^"]*"|'[^']*'))?""")
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))

pytestmark = pytest.mark.parametrize("name", NAMES)


def source(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tags(name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the tags in a template: their names, and their attributes as written."""
    quiet = EXPRESSION.sub(lambda found: re.sub(r"[<>\"']", "·", found[0]), source(name))
    plain = COMMENT_OR_STATEMENT.sub(" ", quiet)
    return [(tag, dict(ATTRIBUTE.findall(attributes))) for tag, attributes in TAG.findall(plain)]


def test_a_template_fits_on_one_screen(name: str) -> None:
    assert len(source(name).splitlines()) <= LINES, "make a fragment of one part of it"


def test_pages_extend_the_layout_and_nothing_else_does(name: str) -> None:
    extends = '{% extends "layout.html" %}' in source(name)
    is_fragment = Path(name).name.startswith("_")
    is_answer = not is_fragment and not extends and name not in WHOLE

    assert not (is_fragment and extends), "a fragment is a part of a page, and extends nothing"
    if is_answer:
        kinds = {tag for tag, _ in tags(name)}
        assert "hx-partial" in kinds, "a page extends layout.html; an answer says what goes where"


def test_what_is_swapped_in_has_its_plain_address_too(name: str) -> None:
    for tag, attributes in tags(name):
        for swap, plain in PLAIN_WAY.items():
            if swap in attributes and name != POLL:
                assert attributes[swap] == attributes.get(plain), f"<{tag}>: repeat it in {plain}"
                assert "hx-target" in attributes, f"<{tag}>: say its target; it inherits none"
        if "hx-post" in attributes:
            assert attributes.get("method") == '"post"', f"<{tag}>: post without JavaScript too"


def test_no_script_style_or_handler_stands_in_a_template(name: str) -> None:
    for tag, attributes in tags(name):
        assert tag != "style", "the CSP forbids it: put it into static/css"
        assert "style" not in attributes, f"<{tag}>: the CSP forbids it: put it into static/css"
        bad = [key for key in attributes if key.startswith(("on", "hx-on", "data-hx"))]
        assert not bad, f"<{tag}>: the CSP forbids {bad}: put it into static/js"
        assert "javascript:" not in str(attributes), f"<{tag}>: put it into static/js"
        is_data = attributes.get("type") == '"application/ld+json"'
        assert tag != "script" or "src" in attributes or is_data, "put it into static/js"
