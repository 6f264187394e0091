"""A worker that is killed, at each point and anywhere: nothing lost, no mail twice."""

import random
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from opinion.database import db
from opinion.notices.commands import mail
from opinion.notices.models import Mail, State
from tests import make
from tests.notices.mailing import deliver, follower, later, states
from tests.notices.server import Behaviour, MailServer
from tests.servers import BIN

RUN_OUT = timedelta(seconds=40)  # longer than any lease


def worker(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a worker in a process of its own."""
    return subprocess.Popen(  # noqa: S603
        [str(BIN / "flask"), "mail", "deliver"],
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def followers(number: int) -> None:
    article = make.article("Bread")
    for each in range(number):
        follower(article, f"reader{each}@example.org")
    make.comment(article)
    db.session.remove()


def killed_at(step: str, smtp: MailServer, environment: Mapping[str, str]) -> None:
    """Run a worker, and kill it when the server is at ``step`` for the second mail."""
    seen: Counter[str] = Counter()
    started: list[subprocess.Popen[str]] = []
    ready = threading.Event()

    def kill(at: str) -> None:
        seen[at] += 1
        if at == step and seen[at] == 2:
            ready.wait(10)
            started[0].send_signal(signal.SIGKILL)
            started[0].wait()

    smtp.behaviour = Behaviour(hook=kill)
    with worker(environment) as process:
        started.append(process)
        ready.set()
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    smtp.behaviour = Behaviour()


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_killed_before_the_mail_is_handed_over_it_is_sent_again(
    app: Flask, smtp: MailServer, environment: dict[str, str], step: str
) -> None:
    followers(4)

    killed_at(step, smtp, environment)

    assert "sending" in states()
    deliver(app)
    assert Counter(states()) == {"sent": 3, "sending": 1}, "its lease has not run out"
    later(RUN_OUT)
    deliver(app)
    assert Counter(states()) == {"sent": 4}
    assert sorted(smtp.copies().values()) == [1, 1, 1, 1]


@pytest.mark.parametrize("step", ["END", "TAKEN"])
def test_killed_after_it_the_mail_is_set_aside_and_not_sent_twice(
    app: Flask, smtp: MailServer, environment: dict[str, str], step: str
) -> None:
    followers(4)

    killed_at(step, smtp, environment)

    later(RUN_OUT)
    result = deliver(app)
    assert Counter(states()) == {"sent": 3, "unsure": 1}
    assert "1 perhaps sent and set aside" in result.output
    assert set(smtp.copies().values()) == {1}


def test_a_mail_set_aside_goes_out_again_when_a_person_says_so(
    app: Flask, smtp: MailServer, environment: dict[str, str]
) -> None:
    followers(2)
    killed_at("TAKEN", smtp, environment)
    later(RUN_OUT)
    deliver(app)
    number = db.session.scalars(select(Mail.id).where(Mail.state == State.UNSURE)).one()

    result = app.test_cli_runner().invoke(mail, ["resend", str(number), "999"])

    assert "1 of 2 will be sent again" in result.output
    deliver(app)
    assert Counter(states()) == {"sent": 2}
    assert sorted(smtp.copies().values()) == [1, 2], "with the same Message-ID"


@pytest.mark.slow
def test_killed_anywhere_again_and_again_nothing_is_lost_and_nothing_twice(
    app: Flask, smtp: MailServer, environment: dict[str, str]
) -> None:
    followers(60)
    dice = random.Random(7)  # noqa: S311
    smtp.behaviour = Behaviour(slow=0.01)

    for _ in range(8):
        with worker(environment) as process:
            try:
                process.communicate(timeout=dice.uniform(0.9, 2.0))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
        later(RUN_OUT)
    deliver(app)

    counts = Counter(states())
    assert set(counts) <= {"sent", "unsure"}
    assert max(smtp.copies().values()) == 1
    assert counts["sent"] <= len(smtp.copies()) <= 60
    assert sum(counts.values()) == 60


@pytest.mark.usefixtures("each_database")
def test_two_workers_share_the_work_and_send_nothing_twice(
    environment: dict[str, str], smtp: MailServer, app: Flask
) -> None:
    followers(30)

    with worker(environment) as one, worker(environment) as other:
        said = [process.communicate(timeout=60)[0] for process in (one, other)]

    assert (one.returncode, other.returncode) == (0, 0), said
    assert Counter(states()) == {"sent": 30}
    assert sorted(smtp.copies().values()) == [1] * 30


def test_a_watching_worker_finishes_and_leaves_when_it_is_asked(
    app: Flask, smtp: MailServer, environment: dict[str, str]
) -> None:
    followers(2)
    command = [str(BIN / "flask"), "mail", "deliver", "--watch"]
    taken = threading.Event()
    smtp.behaviour = Behaviour(hook=lambda step: taken.set() if step == "TAKEN" else None, slow=0.1)

    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert taken.wait(20)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)

    assert process.returncode == 0
    assert Counter(states())["sent"] == len(smtp.received)
    assert set(states()) <= {"sent", "queued"}
