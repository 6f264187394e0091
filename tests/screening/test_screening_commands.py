"""Screening at the command line: the list of words, sections and articles, and explanations."""

from pathlib import Path

import pytest
from flask import Flask

from opinion.moderation.commands import moderation
from tests import make
from tests.screening.climbing import listed, sent, staffed
from tests.screening.commanding import run, said

ADD = ("words", "add", "--no-end", "--note", "the wave of May")


def test_the_list_of_words_is_kept(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# bad ones\nViag*\n\nCasino\n")

    assert said(app, *ADD, "--file", file) == "“viag*” holds\n“casino” holds\n"
    said(app, "words", "add", "Casino", "--reject", "--days", 3, "--note", "too many")

    casino, viagra = said(app, "words", "list").splitlines()
    assert casino.startswith("casino  sends back  until ")
    assert casino.endswith(" UTC  too many")
    assert viagra == "viag*  holds  the wave of May"
    assert said(app, "words", "test", "Viagra!") == "“viag*” holds\n"
    assert said(app, "words", "test", "No") == "nothing on the list\n"
    assert said(app, "words", "remove", "VIAG*", "casino") == "2 removed\n"
    assert said(app, "words", "list") == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((*ADD, "fine", "ca*sino"), "“ca*sino”: a phrase is words"),
        ((*ADD, "x" * 101), "at most 100 characters"),
        (("words", "add", "x", "--no-end", "--note", "x" * 201), "at most 200 characters"),
        (("words", "add", "x", "--no-end", "--note", " "), "say why"),
        (("words", "add", "x", "--no-end"), "--note"),
        (("words", "add", "x", "--note", "Because"), "say for how long"),
        ((*ADD, "x", "--days", "3"), "say for how long"),
        (("words", "remove", "casino"), "“casino” is not listed"),
        (("words", "test"), "give a text, or --file"),
        (("words", "test", "--file", __file__, "too"), "give a text, or --file"),
        (("article", "nowhere", "open"), "there is no article “nowhere”"),
        (("section", "nowhere"), "there is no section “nowhere”"),
        (("explain", "x", "--article", "nowhere"), "there is no article “nowhere”"),
        (("explain", "x", "--as", "nobody@example.org"), "nobody has signed in as"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    app: Flask, words: tuple[str, ...], problem: str
) -> None:
    result = run(app, *words)

    assert result.exit_code
    assert problem in result.output
    assert said(app, "words", "list") == ""


def test_a_file_that_is_no_text_is_refused(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"\xff\xfe")

    assert "as UTF-8" in run(app, *ADD, "--file", file).output


def test_sections_and_articles_are_set_and_told(app: Flask) -> None:
    make.article(slug="bread", section="Town")

    assert said(app, "article", "bread") == "article bread: inherit\n"
    assert said(app, "article", "bread", "strict") == "article bread: strict\n"
    assert said(app, "section", "town", "hold") == "section town: hold\n"
    assert said(app, "article", "bread") == "article bread: strict\n"
    assert said(app, "article", "bread", "inherit") == "article bread: inherit\n"
    assert run(app, "article", "bread", "harsh").exit_code == 2


def test_each_change_of_strictness_is_listed(app: Flask) -> None:
    make.article(slug="bread", section="Town")
    said(app, "section", "town", "hold")
    said(app, "section", "town", "hold")
    said(app, "article", "bread", "strict")
    said(app, "article", "bread")

    lines = [line.split("  ", 1)[1] for line in said(app, "log").splitlines()]

    assert lines == ["article bread  inherit → strict", "section town  inherit → hold"]


def explained(app: Flask, *words: str) -> dict[str, str]:
    lines = said(app, "explain", *words).splitlines()
    return {line[:16].strip(): line[16:] for line in lines}


def test_a_text_is_explained_check_by_check(app: Flask) -> None:
    staffed()
    listed("casino")
    make.article(slug="bread", moderation="hold")
    text = "Casino: http://a.example http://b.example"

    lines = explained(app, text, "--article", "bread")

    assert list(lines)[:4] == ["duplicate", "flood", "heat", "closed"]
    assert list(lines)[4:9] == ["barred", "warned", "watched", "trap", "words"]
    assert lines["words"] == "holds it: On the list of words: “casino”."
    assert lines["links"] == "holds it: It has 2 links, and its writer is not known yet."
    assert lines["first comment"] == "holds it: No comment by its writer was approved so far."
    assert lines["pre moderation"] == "holds it: All comments under this article are held."
    assert lines["→"] == "It waits for a moderator."
    known = explained(app, text, "--as", "known")
    assert (known["links"], known["first comment"]) == ("passed", "passed")
    assert explained(app, text, "--as", "ed@example.org")["→"] == "It appears at once."
    assert explained(app, text, "--as", "staff")["→"] == "It appears at once."


def test_what_passes_is_told_from_what_does_not_apply(app: Flask) -> None:
    make.article(slug="bread")

    lines = explained(app, "Bread is good")
    assert (lines["words"], lines["links"], lines["barred"]) == ("passed", "passed", "passed")
    assert lines["flood"] == "does not apply: it depends on how the comment is sent"
    assert lines["closed"] == "does not apply: no article is named"
    assert lines["first comment"] == "does not apply: first comments are not held here"
    assert lines["recent history"] == "does not apply: too little was decided about this writer"
    assert lines["learning filter"] == "does not apply: it has learned too little"
    assert explained(app, "Bread", "--article", "bread")["closed"] == "passed"
    assert explained(app, "Bread", "--as", "staff")["words"] == (
        "does not apply: of staff it is not asked"
    )


def test_what_is_sent_back_is_explained(app: Flask) -> None:
    listed("filth", is_rejected=True)
    article = make.article(slug="bread")
    closed = make.article(slug="closed", comments_close_at=article.published_at)

    lines = explained(app, "filth", "--article", closed.slug)

    assert lines["closed"] == "sends it back: the article takes no comments."
    assert lines["words"] == "sends it back: On the list of words: “filth”."
    assert lines["→"] == "It is sent back to its writer, with the text."


def test_moderators_read_the_exact_reasons_in_the_queue(app: Flask) -> None:
    staffed()
    listed("casino")
    sent(app.test_client(), make.article(slug="bread"), "A casino")

    with app.app_context():
        lines = app.test_cli_runner().invoke(moderation, ["queue"]).output.splitlines()

    assert lines[1:] == [
        "    On the list of words: “casino”.",
        "    No comment by its writer was approved so far.",
        "1 held",
    ]
