"""Charts: numbers become places in a picture. Pure; the template draws them, as SVG.

All places are in per cent of the picture, so that it can be drawn in any size and shape.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WHOLE = 100  # the picture's width, and its height
GAP = 0.2  # of a column's width


@dataclass(frozen=True)
class Box:
    """A rectangle: where, how large, and of what kind, which says how it is filled."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Tick:
    """A line across the picture, and the number that it stands for."""

    y: float
    value: float


@dataclass(frozen=True)
class Chart:
    """A picture of columns, and its ticks: the highest first."""

    boxes: Sequence[Box]
    ticks: Sequence[Tick]


def stacked(columns: Sequence[Mapping[str, float]]) -> Chart:
    """Return columns that have their parts on each other: numbers by kind, the lowest first."""
    most = round_up(max((sum(each.values()) for each in columns), default=0))
    boxes = []
    for number, column in enumerate(columns):
        x, width = _place(number, len(columns))
        below = 0.0
        for kind, value in column.items():
            if value:
                below += value
                top = _height(below, most)
                boxes.append(_box(x, top, width, _height(value, most), kind))
    return Chart(boxes, _ticks(most))


def side_by_side(columns: Sequence[Mapping[str, float]]) -> Chart:
    """Return columns that have their parts beside each other: numbers by kind, the first first."""
    most = round_up(max((max(each.values(), default=0) for each in columns), default=0))
    boxes = []
    for number, column in enumerate(columns):
        x, width = _place(number, len(columns))
        each_width = width / max(1, len(column))
        for place, (kind, value) in enumerate(column.items()):
            height = _height(value, most)
            if value:
                boxes.append(_box(x + place * each_width, height, each_width, height, kind))
    return Chart(boxes, _ticks(most))


def round_up(value: float) -> float:
    """Return the next of 1, 2, 4, 5, 10, 20, 40, 50, 100 … that is no less; 1 for nothing."""
    if value <= 1:
        return 1
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 5, 10) if step * power >= value)


def _place(number: int, how_many: int) -> tuple[float, float]:
    """Return where a column begins, and how wide it is."""
    each = WHOLE / how_many
    return each * (number + GAP / 2), each * (1 - GAP)


def _height(value: float, most: float) -> float:
    return WHOLE * value / most


def _box(x: float, top: float, width: float, height: float, kind: str) -> Box:
    return Box(round(x, 2), round(WHOLE - top, 2), round(width, 2), round(height, 2), kind)


def _ticks(most: float) -> list[Tick]:
    return [Tick(WHOLE - _height(value, most), value) for value in (most, most / 2, 0)]
