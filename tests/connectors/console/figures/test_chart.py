"""Charts: where the bars stand."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.console.figures.chart import BASE, WIDTH, bars, columns

VALUES = st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**6)), max_size=40)


@given(VALUES)
def test_no_bar_leaves_the_picture(values: list[tuple[str, int]]) -> None:
    lying, standing = bars(values), columns(values)
    assert (lying is None) == (standing is None) == (not any(n for _, n in values))
    if lying and standing:
        assert all(bar.width <= WIDTH - 70 and bar.y + bar.height <= lying.height
                   for bar in lying.bars)  # fmt: skip
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 1 for bar in standing.bars)
        assert all(0 <= bar.y <= BASE for bar in standing.bars)


def test_twice_as_many_are_twice_as_long_and_the_highest_is_named() -> None:
    chart = bars([("a", 50), ("b", 100), ("c", 0)])
    assert chart is not None
    assert chart.bars[1].width == 2 * chart.bars[0].width
    assert len(chart.bars) == 2
    assert chart.highest.label == "b"
