"""What tests of kept pages may ask for besides."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from opinion import clock
from opinion.articles import views
from opinion.comments import forms
from opinion.comments.views import seen
from opinion.kept_pages import checking, keeping

Wait = Callable[[timedelta], None]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Move the clock on, of pages and of what keeps them."""
    later = timedelta()

    def moved() -> datetime:
        return clock.now() + later

    def by(time: timedelta) -> None:
        nonlocal later
        later += time

    for module in (views, forms, seen, checking, keeping):
        monkeypatch.setattr(module, "now", moved)
    return by
