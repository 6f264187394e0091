"""What resembles spam is held over HTTP, and everybody is told why in words."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from opinion.comments.models import Status
from opinion.database import writing
from opinion.moderation.commands import moderation
from opinion.screening.lessons import lesson_counts, moves_of, teach_all
from tests import make
from tests.comments.owners import edit
from tests.comments.reactors import now_of
from tests.screening.climbing import sent, whys
from tests.screening.commanding import said
from tests.screening.corpus import FAIR, LESSONS

SUSPECT = "Friends!! free casino bonus, subscribe to my channel"


@pytest.fixture
def taught(app: Flask) -> None:
    """A site whose filter has learned."""
    moves = moves_of(LESSONS)
    with writing():
        teach_all(LESSONS, moves)


@pytest.mark.usefixtures("each_database", "taught")
def test_what_resembles_spam_waits_and_what_does_not_appears(client: FlaskClient) -> None:
    article = make.article()

    held, shown = sent(client, article, SUSPECT), sent(client, article, FAIR[3])

    assert whys(held) == ["resembles spam"]
    assert whys(shown) == []


def test_an_untaught_filter_holds_nothing(client: FlaskClient) -> None:
    assert whys(sent(client, make.article(), SUSPECT)) == []


@pytest.mark.usefixtures("taught")
def test_an_edit_that_resembles_spam_waits(client: FlaskClient) -> None:
    comment = sent(client, make.article(), FAIR[3])

    edit(client, comment, SUSPECT)

    assert whys(now_of(comment)) == ["resembles spam"]


@pytest.mark.usefixtures("taught")
def test_moderators_read_the_clues_and_the_writer_general_words(
    app: Flask, client: FlaskClient
) -> None:
    article = make.article()
    sent(client, article, SUSPECT)

    queue = app.test_cli_runner().invoke(moderation, ["queue"]).output
    page = client.get(f"/articles/{article.slug}").text

    assert "Resembles what was spam here (" in queue
    assert "“subscribe”" in queue
    assert "It resembles what moderators here called spam." in page


@pytest.mark.usefixtures("taught")
def test_explain_says_what_the_filter_makes_of_a_text(app: Flask) -> None:
    lines = said(app, "explain", SUSPECT).splitlines()

    [line] = [line for line in lines if line.startswith("learning filter")]
    assert "holds it: Resembles what was spam here (" in line
    assert lines[-1].endswith("It waits for a moderator.")


@pytest.mark.usefixtures("each_database")
def test_moderators_teach_the_filter_by_deciding(app: Flask, client: FlaskClient) -> None:
    article = make.article()
    held = [make.comment(article, text, status=Status.HELD) for text in (SUSPECT, *FAIR[:2])]

    make.decided(held[0], Status.SPAM)
    make.decided(held[1], Status.PUBLISHED)
    make.decided(held[2], Status.REMOVED)

    assert lesson_counts() == {True: 1, False: 1}


def test_what_was_wrongly_called_spam_is_unlearned_when_it_is_undone(app: Flask) -> None:
    comment = make.comment(make.article(), SUSPECT)
    make.decided(comment, Status.SPAM)

    undone = app.test_cli_runner().invoke(moderation, ["undo", str(comment.id)])

    assert undone.exit_code == 0, undone.output
    assert lesson_counts() == {True: 1, False: 1}
