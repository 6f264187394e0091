"""Charts: columns are as high as what they say, and the ticks leave room for all of them."""

import pytest

from opinion.moderation.charts import round_up, side_by_side, stacked


def test_parts_stand_on_each_other() -> None:
    chart = stacked([{"a": 3, "b": 1}, {"a": 0, "b": 0}, {"a": 2, "b": 0}])

    assert [box.height for box in chart.boxes] == [75, 25, 50]
    assert chart.boxes[1].y + chart.boxes[1].height == chart.boxes[0].y


def test_parts_stand_beside_each_other() -> None:
    chart = side_by_side([{"half": 1.5, "nine": 4}])

    assert [box.height for box in chart.boxes] == [37.5, 100]
    assert chart.boxes[0].x + chart.boxes[0].width == chart.boxes[1].x


def test_without_columns_there_is_nothing_but_ticks() -> None:
    chart = stacked([])

    assert chart.boxes == []
    assert [tick.value for tick in chart.ticks] == [1, 0.5, 0]


@pytest.mark.parametrize(
    ("number", "ticks"),
    [
        (0, [1, 0.5, 0]),
        (9, [10, 5, 0]),
        (1_000, [1_000, 500, 0]),
        (12_345, [20_000, 10_000, 0]),
        (1_000_000, [1_000_000, 500_000, 0]),
    ],
)
def test_ticks_are_round_numbers_from_top_to_bottom(number: int, ticks: list[float]) -> None:
    chart = stacked([{"a": number}, {"a": 0}])

    assert [(tick.y, tick.value) for tick in chart.ticks] == list(
        zip([0, 50, 100], ticks, strict=True)
    )


@pytest.mark.parametrize("number", [9, 1_000, 12_345, 1_000_000])
def test_nothing_is_drawn_outside_the_picture(number: int) -> None:
    columns = [{"a": number, "b": number / 3}] * 53

    for box in [*stacked(columns).boxes, *side_by_side(columns).boxes]:
        assert 0 <= box.x <= box.x + box.width <= 100
        assert 0 <= box.y <= box.y + box.height <= 100.01  # both are rounded


def test_numbers_are_rounded_up_to_what_halves_well() -> None:
    rounded = [round_up(each) for each in (0, 1, 3, 7, 10, 11, 401)]

    assert rounded == [1, 1, 4, 10, 10, 20, 500]
