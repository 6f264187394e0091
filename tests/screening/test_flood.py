"""Flood limits and the time trap, over HTTP: an answer in words, and nothing lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opinion import clock
from opinion.comments import forms
from opinion.comments.views import climbing, posting
from tests import make

Wait = Callable[[timedelta], None]


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"OPINION_FLOOD": "on"}


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Move the clock on."""
    later = timedelta()

    def moved() -> datetime:
        return clock.now() + later

    def by(span: timedelta) -> None:
        nonlocal later
        later += span

    for module in (climbing, posting, forms):
        monkeypatch.setattr(module, "now", moved)
    return by


def send(client: FlaskClient, slug: str, text: str, **fields: object) -> TestResponse:
    return client.post(
        f"/articles/{slug}/comments",
        data={"name": "Reader", "text": text, **fields},
        headers={"Origin": "http://localhost"},
    )


def test_a_fourth_comment_within_a_minute_waits(client: FlaskClient, wait: Wait) -> None:
    articles = [make.article() for _ in range(4)]
    for article in articles[:3]:
        assert send(client, article.slug, "Quick").status_code == 303

    refused = send(client, articles[3].slug, "Too quick")

    assert refused.status_code == 429
    assert 55 <= int(refused.headers["Retry-After"]) <= 60
    assert "Too quick</textarea>" in refused.text
    assert "seconds" in refused.text
    wait(timedelta(minutes=1))
    assert send(client, articles[3].slug, "Too quick").status_code == 303


def test_another_network_is_not_kept_waiting(app: Flask) -> None:
    article = make.article()
    parent = make.comment(article)
    client = app.test_client()
    for number in range(4):
        send(client, article.slug, f"Text {number}", parent=parent.id)

    answer = app.test_client().post(
        f"/articles/{article.slug}/comments",
        data={"name": "Other", "text": "From elsewhere"},
        headers={"Origin": "http://localhost"},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )

    assert answer.status_code == 303


def test_a_fourth_thread_under_one_article_within_the_hour_waits(
    client: FlaskClient, wait: Wait
) -> None:
    article = make.article()
    parent = make.comment(article)
    for number in range(3):
        assert send(client, article.slug, f"Thread {number}").status_code == 303
        wait(timedelta(minutes=2))

    assert send(client, article.slug, "Thread 4").status_code == 429
    assert send(client, article.slug, "A reply", parent=parent.id).status_code == 303


def test_a_repetition_is_not_counted(client: FlaskClient) -> None:
    article = make.article()

    statuses = {send(client, article.slug, "Once").status_code for _ in range(6)}

    assert statuses == {303}


@pytest.mark.parametrize("fields", [{"took": "0.8"}, {"homepage": "https://spam.test"}])
def test_what_a_machine_would_send_is_asked_for_a_second_click(
    client: FlaskClient, fields: dict[str, str]
) -> None:
    article = make.article()

    asked = send(client, article.slug, "I am quick", **fields)
    stamp = asked.text.partition('name="stamp" value="')[2].partition('"')[0]
    again = send(client, article.slug, "I am quick", stamp=stamp, **fields)

    assert asked.status_code == 422
    assert "once more" in asked.text
    assert "I am quick</textarea>" in asked.text
    assert again.status_code == 303


def test_a_form_that_lay_open_for_two_days_is_asked_for_a_second_click(
    client: FlaskClient, wait: Wait
) -> None:
    article = make.article()
    parent = make.comment(article)
    form = client.get(f"/articles/{article.slug}/comments/{parent.id}/reply").text
    stamp = form.partition('name="stamp" value="')[2].partition('"')[0]
    wait(timedelta(days=2))

    answer = send(client, article.slug, "Slow", parent=parent.id, stamp=stamp)

    assert answer.status_code == 422
    assert "Slow</textarea>" in answer.text


def test_no_verdict_where_no_time_is_known(client: FlaskClient) -> None:
    article = make.article()

    assert send(client, article.slug, "No script here", took="").status_code == 303
    assert send(client, article.slug, "A forged stamp", stamp="x.y.z").status_code == 303
