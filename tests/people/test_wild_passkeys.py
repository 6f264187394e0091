"""Whatever a browser sends in place of a passkey's answer is refused, in words."""

import json
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from opinion.clock import now
from opinion.database import db, writing
from opinion.people.credentials import FailedSignIn, Passkey
from tests.people.authenticator import Authenticator
from tests.people.members import asked_for, member, set_up_link
from tests.people.readers import press

WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "rawId",
                    "type",
                    "response",
                    "clientDataJSON",
                    "attestationObject",
                    "signature",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(WILD.map(json.dumps) | st.text(max_size=40))
def test_whatever_is_sent_is_refused_in_words(client: FlaskClient, answer: str) -> None:
    with writing():
        for each in db.session.scalars(select(FailedSignIn)):
            each.at = now() - timedelta(days=2)
    press(client, "/session/passkey/options")

    assert press(client, "/session/passkey", credential=answer).status_code == 422


def test_a_cut_or_altered_answer_makes_no_passkey(app: Flask, client: FlaskClient) -> None:
    link = set_up_link(member())
    for number in range(0, 200, 9):
        options = asked_for(client, f"{link}/passkey/options")
        whole = json.loads(Authenticator().make(options))
        told = whole["response"]["attestationObject"]
        whole["response"]["attestationObject"] = told[:number] + "A" + told[number + 2 :]

        answer = press(client, f"{link}/passkey", credential=json.dumps(whole))

        assert answer.status_code == 422, number
        assert "No passkey was made" in answer.text
    assert db.session.scalars(select(Passkey)).all() == []
