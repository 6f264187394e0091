"""What a writer is asked to think about: only what is worth it, and never more than once."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from opinion.screening.courtesy import Courtesy, courtesies, has_contact, is_shouted
from tests import make
from tests.comments.sending import how_many, send


@pytest.mark.parametrize(
    "text",
    [
        "Write to me: reader@example.org, please.",
        "Ring me: +49 30 1234567.",
        "Call (020) 7946 0958 after six",
        "555-123-4567 is the number",
        "Meine Nummer: 0171/1234567",
    ],
)
def test_an_address_or_a_telephone_number_is_noticed(text: str) -> None:
    assert has_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 it cost 58,000 a year, or 10 000 000 in all.",
        "It was on 21.11.2026, or 01/02/2026.",
        "The 23:40, line 7, seats 185. ISBN 978-3-16-148410-0",
        "@somebody said 0.5 % of 1,234,567.89",
        "from 0900 to 1700",
    ],
)
def test_dates_sums_and_timetables_are_none(text: str) -> None:
    assert not has_contact(text)


def test_shouting_is_noticed_and_an_abbreviation_is_not() -> None:
    assert is_shouted("THIS IS WHAT I HAVE TO SAY, AND I SAY IT LOUD!")
    assert not is_shouted("NATO, the EU and the UN")
    assert not is_shouted("这句话没有大写字母也没有小写字母" * 3)


@given(st.text(max_size=400), st.integers(0, 2))
def test_no_text_is_too_wild_to_be_looked_at(text: str, before: int) -> None:
    assert (Courtesy.IN_A_ROW in courtesies(text, before)) == (before == 2)


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_thought_brings_the_form_back_and_a_second_press_posts(
    client: FlaskClient, htmx: bool
) -> None:
    article = make.article()
    loud = "THIS IS WHAT I HAVE TO SAY, AND I SAY IT LOUD!"

    asked = send(client, article.slug, htmx=htmx, text=loud)
    assert asked.status_code == 200
    assert "reads like shouting" in asked.text
    assert f"{loud}</textarea>" in asked.text
    assert 'name="anyway"' in asked.text
    assert how_many() == 0

    answer = send(client, article.slug, htmx=htmx, text=loud, anyway="1")

    assert answer.status_code == (201 if htmx else 303)
    assert how_many() == 1


def test_a_third_reply_in_a_row_is_thought_about(client: FlaskClient) -> None:
    article = make.article()
    parent = make.comment(article)
    send(client, article.slug, parent=parent.id, text="One more thing")
    send(client, article.slug, parent=parent.id, text="And another")

    asked = send(client, article.slug, parent=parent.id, text="And another still")
    thread = send(client, article.slug, text="Something else")
    make.comment(article, "Somebody else's turn", parent=parent)
    answer = send(client, article.slug, parent=parent.id, text="And another still")

    assert "Perhaps others want a turn first?" in asked.text
    assert thread.status_code == 303
    assert answer.status_code == 303
