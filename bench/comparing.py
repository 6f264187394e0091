"""Comparing: the site and other programs, as tables in Markdown."""

from typing import Any

from bench.tables import table


def compared(found: dict[str, Any]) -> str:
    """Return what ``make bench-beside`` found."""
    parts = [
        f"Measured on {found['machine']}; reading with {found['client']}.",
        *(
            f"{name} is left out, for it was not installed: {how}."
            for name, how in found["left_out"].items()
        ),
        "### Reading 50 comments\n\n" + reading(found),
        "### Posting a comment\n\n" + posting(found),
        "### Memory, and what is kept\n\n" + keeping(found),
    ]
    return "\n\n".join(parts)


def reading(found: dict[str, Any]) -> str:
    """Return how fast the page is handed out, for what, and how large it is."""
    head = ("who", "connections", "requests/s", "p50, ms", "p99, ms", "processor, ms each",
            "bytes sent")  # fmt: skip
    rows = [
        (
            line["who"], str(line["connections"]), f"{line['rate']:,.1f}", f"{line['p50']:,.2f}",
            f"{line['p99']:,.2f}", f"{line['microseconds'] / 1e3:,.3f}",
            f"{found['pages'][line['who']]:,}",
        )
        for line in found["table"] if line["what"] == "read"
    ]  # fmt: skip
    return table(head, rows)


def posting(found: dict[str, Any]) -> str:
    """Return how fast comments are taken."""
    rows = [
        (
            line["who"], str(line["connections"]), f"{line['rate']:,.1f}", f"{line['p50']:,.2f}",
            f"{line['p99']:,.2f}", f"{line['refused']:.1%}", f"{line['microseconds'] / 1e3:,.3f}",
        )
        for line in found["table"] if line["what"] == "post"
    ]  # fmt: skip
    head = ("who", "connections", "posts/s", "p50, ms", "p99, ms", "refused", "processor, ms each")
    return table(head, rows)


def keeping(found: dict[str, Any]) -> str:
    """Return what each program takes of the memory, and what is kept before it answers."""
    rows = [
        (
            each["who"], each["version"], f"{sum(each['memory']):.0f}",
            " + ".join(f"{it:.0f}" for it in each["memory"]), each["keeps"],
        )
        for each in found["programs"]
    ]  # fmt: skip
    head = ("who", "version", "MB", "of each process", "on the disk before a post is answered")
    return table(head, rows)
