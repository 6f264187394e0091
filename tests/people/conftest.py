"""What tests of signing in by way of a provider may ask for besides."""

from collections.abc import Iterator

import pytest

from tests.people.openid import OpenIDProvider
from tests.people.openid_server import openid_provider


@pytest.fixture
def provider(environment: dict[str, str]) -> Iterator[OpenIDProvider]:
    """A provider, which the site under test knows: ask for it before ``app``."""
    with openid_provider() as running:
        environment.update(running.settings)
        yield running
