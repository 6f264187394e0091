"""The rules of the house that no other tool holds: sizes, doors, settings, words, locks."""

import ast
import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

from opinion.config import Settings, variable

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 200
FUNCTION_LINES = 40
ARGUMENTS = 6
DOORS = {"views.py", "commands.py"}
WRITES_TOO = {
    "opinion/database.py",  # defines it
    "opinion/notices/delivering.py",  # each step of a mail is one transaction
    "opinion/seeding/loading.py",  # one file is one transaction, and a run has many
}
RECORDING = "opinion/moderation/recording.py"
HTMX = "static/js/htmx-4.0.1.min.js"
CONFUSABLES = "opinion/people/confusables-16.0.0.txt"
HTMX_SHA384 = "Qp9rdC8H7EqOoX+nR0P3RPG2Noji+qdwJlGpfzwQJsfOpp3sGwIdSP9xO3+UlEhn"
TEXTS = {".css", ".html", ".js", ".lock", ".mako", ".md", ".po", ".py", ".toml", ".txt", ".yaml"}
OURS = ("bench", "docs", "migrations", "opinion", "static", "templates", "tests")
UNWANTED = {
    r"/(?:work|root|home|Users)/\w": "a path of somebody's machine",
    r"(?i)\bissues? (?:no\. ?|#)?\d": "the number of an issue: say what it is about",
    r"\b(?:TODO|FIXME|XXX)\b": "work left for later: do it, or file it",
    r"\xa0": "a space that cannot be seen",
}


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def texts() -> Iterator[Path]:
    for folder in OURS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS)
    yield from (path for path in ROOT.glob("*") if path.suffix in TEXTS or path.name == "Makefile")


ALL_MODULES = modules("opinion", "tests", "migrations", "bench")


def test_a_module_fits_on_a_few_screens() -> None:
    too_long = {
        name_of(path): lines
        for path in ALL_MODULES
        if "versions" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > MODULE_LINES
    }

    assert not too_long, f"over {MODULE_LINES} lines: move an activity into a file of its own"


def test_a_function_fits_on_one_screen() -> None:
    too_long = [
        f"{name_of(path)}: {function.name}"
        for path in ALL_MODULES
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
        and "versions" not in path.parts
    ]

    assert not too_long, f"over {FUNCTION_LINES} lines: give a part of it a name"


def test_a_function_takes_few_arguments() -> None:
    too_many = [
        f"{name_of(path)}: {function.name}"
        for path in ALL_MODULES
        for function in functions(path)
        if len(function.args.posonlyargs + function.args.args + function.args.kwonlyargs)
        - (function.args.args[:1] != [] and function.args.args[0].arg in {"self", "cls"})
        > ARGUMENTS
    ]

    assert not too_many, f"over {ARGUMENTS} arguments: make a value of those that belong together"


def test_no_function_hides_an_import() -> None:
    hidden = [
        f"{name_of(path)}: {function.name}"
        for path in ALL_MODULES
        for function in functions(path)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]

    assert not hidden, "import at the top; if that makes a circle, the rooms are cut wrongly"


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("opinion", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}

    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle


def test_only_doors_write() -> None:
    writers = [
        name_of(path)
        for path in modules("opinion")
        if re.search(r"\bwriting\(\)|\.commit\(\)", path.read_text("utf-8"))
        and path.name not in DOORS
        and path.parent.name not in {"views", "commands"}
        and name_of(path) not in WRITES_TOO
    ]

    assert not writers, "views and commands open writing(); what they call takes the transaction"


def test_every_setting_is_documented_with_its_default() -> None:
    rows = {
        cells[0].strip("` "): (cells[1].strip("` "), cells[2].strip())
        for line in (ROOT / "docs/settings.md").read_text("utf-8").splitlines()
        if line.startswith("| `OPINION_") and (cells := line.strip("|").split("|"))
    }
    known = {variable(setting): setting for setting in fields(Settings)}

    assert set(rows) == set(known), "docs/settings.md: one row for each setting, and no other"
    for name, setting in known.items():
        default, meaning = rows[name]
        assert default == shown(setting.default), f"docs/settings.md: the default of {name}"
        assert meaning == setting.metadata["meaning"], f"docs/settings.md: the meaning of {name}"


def shown(default: object) -> str:
    """Return a setting's default as the table shows it."""
    return ("on" if default else "off") if isinstance(default, bool) else str(default) or "—"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_hashes_but_no_server(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")

    assert "://" not in text, "make it anew with `make lock`"
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_tests_environment_holds_what_the_site_runs_with() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock"), "make both with `make lock`"


def test_htmx_is_the_file_that_its_makers_published() -> None:
    digest = hashlib.sha384((ROOT / HTMX).read_bytes()).digest()

    assert base64.b64encode(digest).decode() == HTMX_SHA384, "fetch it again: it was changed"


@pytest.mark.parametrize(("pattern", "what"), UNWANTED.items())
def test_no_file_says_what_does_not_belong_here(pattern: str, what: str) -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in texts()
        if path.name not in {Path(HTMX).name, Path(CONFUSABLES).name, Path(__file__).name}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]

    assert not found, what


def test_a_comments_state_changes_in_one_place_which_writes_it_down() -> None:
    known = {
        "opinion/comments/reporting.py",  # readers hide it
        "opinion/comments/revising.py",  # it is changed, and held again
        "opinion/comments/withdrawing.py",  # its writer deletes it
        "opinion/moderation/deciding.py",  # all else
        "opinion/privacy/purging.py",  # nobody decided in time
    }
    assigning = re.compile(r"(?<!self)(?<!response)\.status(?:, [\w.]+)* = |values\(status=")
    sources = {name_of(path): path.read_text("utf-8") for path in modules("opinion")}

    assert [name for name, text in sources.items() if assigning.search(text)] == [RECORDING]
    calling = {name for name, text in sources.items() if re.search(r"\bchange_state\(", text)}
    assert calling - {RECORDING} == known, "who else changes a state? opinion.moderation.deciding"
