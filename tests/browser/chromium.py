"""The Chromium that the browser tests drive: one that is there, else one that is fetched."""

import os
import shutil
import subprocess
import sys
from functools import cache, partial
from pathlib import Path

import click
import playwright
from playwright.sync_api import sync_playwright

SHELL = "chromium-headless-shell"  # without windows and what belongs to them: a third faster
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN = "fonts-liberation"  # without a font, text has no size
DRIVER = str(Path(playwright.__file__).parent / "driver" / "node")
DRIVER_DEBIAN = ("libatomic1", "libstdc++6")  # the driver's, which a bare system lacks
PATIENCE = 600  # seconds for a download


@cache
def found() -> str | None:
    """Return the program on the PATH, else Playwright's own; None where neither runs."""
    for name in NAMES:
        program = shutil.which(name)
        if program and runs(program):
            return program
    if not runs(DRIVER):
        return None
    with sync_playwright() as driver:
        own = driver.chromium.executable_path
    return own if runs(own) else None


def runs(program: str) -> bool:
    """Whether ``program`` starts: a download may lack the system's libraries."""
    return attempt([program, "--version"], patience=60)


def download() -> None:
    """Have Playwright fetch its own."""
    attempt([sys.executable, "-m", "playwright", "install", "chromium"])


def install(*packages: str) -> None:
    """Have Debian's package manager install: as root, or by a sudo that asks nothing."""
    if shutil.which("apt-get") is None:
        return
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if attempt([*rights, "apt-get", "update", "-qq"]):
        settings = ["env", "DEBIAN_FRONTEND=noninteractive"]
        attempt([*rights, *settings, "apt-get", "install", "-y", "-qq", *packages])


def attempt(command: list[str], patience: int = PATIENCE) -> bool:
    """Run ``command`` quietly, for ``patience`` seconds at most; whether it ended well."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=patience, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> None:
    """Say which Chromium the tests will use; fetch what is missing."""
    if not runs(DRIVER):
        click.echo(f"Installing {' and '.join(DRIVER_DEBIAN)}, which Playwright needs ...")
        install(*DRIVER_DEBIAN)
    if not runs(DRIVER):
        sys.exit(f"Playwright does not start: install {' and '.join(DRIVER_DEBIAN)}.")

    ways = (
        (download, "Playwright"),
        (partial(install, SHELL, DEBIAN), "apt-get"),
        (partial(install, "chromium", DEBIAN), "apt-get"),  # the only one that some releases have
    )
    for way, words in ways:
        if found():
            break
        click.echo(f"Fetching Chromium with {words} ...")
        way()
        found.cache_clear()
    program = found()
    if program is None:
        sys.exit("The browser tests need Chromium: install it, so that “chromium” is on the PATH.")
    click.echo(f"The browser tests use {program}.")


if __name__ == "__main__":
    main()
