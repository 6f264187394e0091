"""Reporting: what was measured as tables in Markdown, in the middle of docs/performance.md."""

from statistics import median
from typing import Any

from bench import comparing, plotting, results
from bench.tables import table
from opinion.config import place

DOCS = place("docs")
PAGE, PLOT = DOCS / "performance.md", DOCS / "performance.svg"
OURS, SAME, CONSTANT, NGINX = "Opinion", "constant, our headers", "constant", "nginx, a file"
READ = "read, 50 comments"
MEGABYTES, TIMES = 120, 3


def write() -> None:
    """Write what was measured last, with the plot, into the documentation; no short run."""
    bench, load, beside = (results.kept(name) for name in ("bench", "load", "beside"))
    page = PAGE.read_text("utf-8")
    if bench and not bench["short"]:
        page = between(page, "measured", measured(bench))
    if load and not load["short"]:
        page = between(page, "load", loaded(load))
    if beside and not beside["short"]:
        page = between(page, "beside", comparing.compared(beside))
    PAGE.write_text(page, "utf-8")
    if bench and not bench["short"]:
        PLOT.write_text(plotting.plot(bars(bench)), "utf-8")


def between(page: str, name: str, part: str) -> str:
    """Return ``page`` with ``part`` between the marks of this name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    head, _, rest = page.partition(begin)
    return f"{head}{begin}{part}\n{end}{rest.partition(end)[2]}"


def measured(found: dict[str, Any]) -> str:
    """Return all tables of ``make bench``."""
    return "\n\n".join((
        f"![Requests a second: the site beside its ceilings]({PLOT.name})",
        f"Measured on {found['machine']}; reading with {found['client']}.",
        "### Ratios\n\n" + ratios(found),
        "### Figures\n\n" + figures(found),
        "### Growth\n\n" + growth(found),
    ))  # fmt: skip


def ratios(found: dict[str, Any]) -> str:
    """Return what is measured against what it should be."""
    rows = []
    for number in (1, 32):
        rates = {
            line["who"]: line["rate"]
            for line in found["table"]
            if (line["what"], line["connections"]) == (READ, number)
        }
        for beside, least in ((CONSTANT, 0.9), (SAME, None), (NGINX, 0.55)):
            if beside in rates:
                share = rates[OURS] / rates[beside]
                what = f"a kept page of 50 comments, of “{beside}”, {number} at once"
                wanted = (f"≥ {least:.0%}", is_met(share >= least)) if least else ("", "")
                rows.append((what, wanted[0], f"{share:.0%}", wanted[1]))
    for name, change in (("first", "another headline"), ("first_commented", "a comment")):
        times = found["first"][name] / found["first"]["reference"]
        what = f"first rendering after {change}, by SQLite’s rows and a bare Jinja loop"
        rows.append((what, f"≤ {TIMES}", f"{times:.1f}", is_met(times <= TIMES)))
    memory = sum(found["memory"])
    each = " + ".join(f"{it:.0f}" for it in found["memory"])
    what = f"memory with two workers and a million comments ({each}: the first watches them)"
    rows.append((what, f"≤ {MEGABYTES} MB", f"{memory:.0f} MB", is_met(memory <= MEGABYTES)))
    rows += [
        (
            row["what"],
            f"≤ {row['most']}",
            f"{row['ratio']:.2f}",
            is_met(row["ratio"] <= row["most"]),
        )
        for row in found["growth"]
    ]
    return table(("what", "wanted", "is", ""), rows)


def is_met(is_so: bool) -> str:
    """Say whether something is as it should be."""
    return "met" if is_so else "**missed**"


def figures(found: dict[str, Any]) -> str:
    """Return requests a second, times and costs."""
    rows = [
        (
            line["what"], str(line["connections"]), line["who"], f"{line['rate']:,.0f}",
            f"{line['p50']:.2f}", f"{line['p99']:.2f}", f"{line['microseconds']:,.0f}",
        )
        for line in found["table"]
    ]  # fmt: skip
    head = ("what", "connections", "who", "requests/s", "p50, ms", "p99, ms", "processor, µs each")
    first = found["first"]
    posts = {line["connections"]: line["rate"] for line in found["table"] if line["what"] == "post"}
    each = ", ".join(f"{rate:.0f} with {number}" for number, rate in posts.items())
    said = (
        f"First rendering after another headline: {first['first']:.1f} ms ({first['bytes']:,} "
        f"bytes), {first['first_packed']:.1f} ms packed with Brotli; after a comment: "
        f"{first['first_commented']:.1f} ms; the reference takes "
        f"{first['reference']:.2f} ms ({first['reference_bytes']:,} bytes).\n\n"
        f"Comments posted a second: {each} connections. The disk kept "
        f"{median(found['syncs']):,.0f} single pages a second (write and fdatasync, one after the "
        "other), measured in between: no more could be posted by one after another."
    )
    memory = f"The server of one worker had {found['memory_after']:.0f} MB at the end of it."
    return f"{table(head, rows)}\n\n{said} {memory}"


def growth(found: dict[str, Any]) -> str:
    """Return how long things take with little and with much."""
    rows = [
        (
            row["what"],
            f"{row['little']:.2f}",
            f"{row['much']:.2f}",
            f"{row['ratio']:.2f}",
            f"{row['costs']:.2f}",
        )
        for row in found["growth"]
    ]
    return table(
        ("what, p50", "ms with little", "ms with much", "ratio", "ratio of processor time"), rows
    )


def loaded(found: dict[str, Any]) -> str:
    """Return what ``make bench-load`` found."""
    number, seconds = found["first"]["number"], found["first"]["seconds"]
    said = [
        f"Measured on {found['machine']}, client and server on the same cores.",
        f"Before, {number:,} answers were made, for as many addresses: {number / seconds:.0f}/s.",
    ]
    for phase in found["phases"]:
        rows = [
            (
                f"{step['share']:.2f}", f"{step['wanted']:.0f}", f"{step['rate']:.0f}",
                f"{step['p50']:.1f}", f"{step['p99']:.1f}", str(step["failed"] + step["unasked"]),
                f"{step['server']:.2f}", f"{step['client']:.2f}",
            )
            for step in phase["steps"]
        ]  # fmt: skip
        head = ("share", "wanted/s", "answered/s", "p50, ms", "p99, ms", "not answered",
                "cores, server", "cores, client")  # fmt: skip
        least = min(step["share"] for step in phase["steps"])
        share = f"{phase['carried']:.0%}" if phase["carried"] else f"less than {least:.0%}"
        carried = f"**{share}** of it is carried with p99 under 100 ms."
        said.append(f"{phase['what']}: {carried}\n\n{table(head, rows)}")
    return "\n\n".join(said)


def bars(found: dict[str, Any]) -> list[tuple[str, list[tuple[str, float]]]]:
    """Return what the plot shows: groups of bars, each with its name and its requests a second."""
    wanted = ((READ, 32), (READ, 1), ("conditional read", 32), ("conditional read", 1))
    return [
        (
            f"{what}, {number} connection{'s' if number > 1 else ''}",
            [
                (line["who"], line["rate"])
                for line in found["table"]
                if (line["what"], line["connections"]) == (what, number)
            ],
        )
        for what, number in wanted
    ]
