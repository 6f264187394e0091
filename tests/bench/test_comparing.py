"""Comparing: what other programs do stands beside what ours does, and what is missing is said."""

from bench.comparing import compared

FIGURES = {"who": "Ours", "rate": 1234.5, "p50": 1.0, "p99": 2.0, "microseconds": 700.0}
FOUND = {
    "machine": "a machine",
    "client": "a client",
    "left_out": {"Theirs": "fetch it"},
    "pages": {"Ours": 9_000},
    "table": [
        {"what": "read", "connections": 32, "refused": 0.0, **FIGURES},
        {"what": "post", "connections": 8, "refused": 0.25, **FIGURES},
    ],
    "programs": [{"who": "Ours", "version": "1.0", "memory": [40.2, 60.1], "keeps": "everything"}],
}


def test_reading_posting_and_memory_each_have_a_table() -> None:
    said = compared(FOUND)

    assert "| Ours | 32 | 1,234.5 | 1.00 | 2.00 | 0.700 | 9,000 |" in said
    assert "| Ours | 8 | 1,234.5 | 1.00 | 2.00 | 25.0% | 0.700 |" in said
    assert "| Ours | 1.0 | 100 | 40 + 60 | everything |" in said


def test_what_is_left_out_is_said_with_how_to_install_it() -> None:
    assert "Theirs is left out, for it was not installed: fetch it." in compared(FOUND)
