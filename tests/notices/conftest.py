"""What tests of mail may ask for besides: a mail server, and a site that knows it."""

from collections.abc import Iterator

import pytest

from tests.notices.server import MailServer, mail_server


@pytest.fixture
def smtp() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def environment(environment: dict[str, str], smtp: MailServer) -> dict[str, str]:
    """The settings of a site that sends mail to the server of the test."""
    return environment | {
        "OPINION_SITE_URL": "http://localhost",
        "OPINION_SECRET_KEY": "a secret that only the tests know",
        "OPINION_MAIL_SERVER": smtp.address,
        "OPINION_MAIL_FROM": "Opinion <mail@opinion.example>",
        "OPINION_MAIL_TIMEOUT": "1",
    }
