"""The wheel is the whole site: installed alone, in an empty place, it serves everything."""

import re
import site
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.servers import fetch, running, said_until

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "opinion/templates/layout.html",
    "opinion/static/js/htmx-4.0.1.min.js",
    "opinion/static/css/base.css",
    "opinion/migrations/env.py",
    "opinion/migrations/versions/2026_11_24_first_tables.py",
    "opinion/people/confusables-16.0.0.txt",
    "opinion/translations/de/LC_MESSAGES/messages.po",
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, place: Path, environment: Mapping[str, str] | None = None) -> str:
    """Run ``command`` in the folder ``place``, and return what it says; it must end well."""
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(*build, place=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel; only what it depends on is lent."""
    place = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", place, place=place)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    run(*pip, "install", "--no-deps", "--no-index", wheel, place=place)
    packages = run(python, "-c", "import site; print(site.getsitepackages()[0])", place=place)
    (Path(packages.strip()) / "lent.pth").write_text("\n".join(site.getsitepackages()))
    return place / "bin"


def test_the_wheel_holds_all_that_the_site_needs_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert set(NEEDED) <= set(names)
    assert any(name.startswith("opinion/seeding/samples/") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"opinion"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("confusables-16.0.0.LICENSE.txt") for name in names)
    assert not [name for name in names if name.endswith(".pyc")]


def test_installed_alone_it_makes_fills_and_serves_a_site(installed: Path, tmp_path: Path) -> None:
    environment = {"OPINION_INSTANCE": str(tmp_path / "site"), "PATH": str(installed)}
    flask = (installed / "python", "-m", "flask", "--app", "opinion")
    empty = tmp_path / "empty"
    empty.mkdir()

    where = run(installed / "python", "-c", "import opinion; print(opinion)", place=empty)
    upgraded = run(*flask, "db", "upgrade", place=empty, environment=environment)
    seeded = run(*flask, "seed", "--with-comments", place=empty, environment=environment)
    with running([*flask, "serve", "--port", "8400"], empty, environment) as server:
        port = int(said_until(server, "http://").rpartition("127.0.0.1:")[2].partition("/")[0])
        status, page = fetch(port)
        stylesheet = re.search(r'href="(/static/[^"]+/css/base\.css)"', page)
        assert stylesheet, page
        styled, _ = fetch(port, stylesheet[1])

    assert str(installed.parent) in where
    assert "2026_" in upgraded
    assert ", 0 failed" in seeded
    assert (status, styled) == (200, 200)
    assert list(empty.iterdir()) == []
