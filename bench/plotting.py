"""Plotting: groups of bars, as a picture in SVG that is readable in the dark, too."""

from collections.abc import Sequence
from html import escape

WIDTH, LEFT, RIGHT = 760, 190, 90
BAR, GAP, HEAD = 20, 6, 30
OURS, OTHERS = "#0b6148", "#8a9a94"
Groups = Sequence[tuple[str, Sequence[tuple[str, float]]]]


def plot(groups: Groups) -> str:
    """Return a picture of ``groups``: each has a name, and bars with their names and lengths."""
    most = max(value for _, bars in groups for _, value in bars)
    parts: list[str] = []
    top = 10
    for name, bars in groups:
        parts.append(_text(0, top + 16, name, "font-weight='bold'"))
        top += HEAD
        for place, (who, value) in enumerate(bars):
            length = max(1, round((WIDTH - LEFT - RIGHT) * value / most))
            colour = OTHERS if place else OURS
            parts.append(_text(LEFT - 8, top + 15, who, "text-anchor='end'"))
            parts.append(
                f"<rect x='{LEFT}' y='{top}' width='{length}' height='{BAR}' fill='{colour}'/>"
            )
            parts.append(_text(LEFT + length + 6, top + 15, f"{value:,.0f}"))
            top += BAR + GAP
        top += GAP
    title = "Requests a second, by turns in one run"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {top}' role='img'"
        " font-family='sans-serif' font-size='14'>\n"
        f"<title>{title}</title>\n<rect width='{WIDTH}' height='{top}' fill='#fff'/>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _text(x: int, y: int, what: str, more: str = "") -> str:
    return f"<text x='{x}' y='{y}' fill='#1c2421' {more}>{escape(what)}</text>"
