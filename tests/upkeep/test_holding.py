"""A copied site keeps writers out until somebody says so, also where nobody can press Enter."""

import os
import subprocess
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.comments.sending import send
from tests.databases import postgresql

COPY = ("-m", "flask", "--app", "opinion", "db", "copy", "--hold")

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sqlite_alone", "impatient")]


def test_writers_wait_until_the_command_is_ended(
    app: Flask, client: FlaskClient, environment: dict[str, str]
) -> None:
    make.article(slug="bread")
    with (
        postgresql() as address,
        subprocess.Popen(  # noqa: S603
            [sys.executable, *COPY, address],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        ) as command,
    ):
        assert command.stdout
        assert any("Nobody can press it here" in line for line in command.stdout)
        early = send(client, "bread", text="Too early.")
        command.terminate()

    later = send(app.test_client(), "bread", text="In time.")

    assert (early.status_code, later.status_code) == (503, 303)
