"""Finding a browser: only what starts counts."""

import sys

import pytest

from tests.browser import chromium


def test_only_a_program_that_starts_is_taken() -> None:
    assert chromium.runs(sys.executable)
    assert not chromium.runs("/nowhere/chromium")
    assert not chromium.attempt([sys.executable, "-c", "raise SystemExit(1)"])


def test_where_one_is_found_nothing_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    chromium.main()

    assert capsys.readouterr().out == f"The browser tests use {chromium.found()}.\n"
