"""Charts as shapes: where each bar stands. The template draws them, with the table beside."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, HEIGHT, BASE = 400, 44, 170, 140
_TOP = 24
_MOST_BARS = 12


@dataclass(frozen=True)
class Bar:
    """One bar; `label` and `value` as they are read."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int


@dataclass(frozen=True)
class Chart:
    """`kind`: "bars" lie below one another, "columns" stand side by side. `most`: the highest."""

    kind: str
    height: int
    bars: tuple[Bar, ...]
    most: int

    @property
    def highest(self) -> Bar:
        """The first of the highest."""
        return max(self.bars, key=lambda bar: bar.value)


def bars(values: Sequence[tuple[str, int]]) -> Chart | None:
    """Bars below one another, the first dozen; None of nothing."""
    shown = [each for each in values if each[1] > 0][:_MOST_BARS]
    if not shown:
        return None
    most = max(value for _, value in shown)
    made = tuple(
        Bar(0, number * ROW + 22, max(value / most * (WIDTH - 70), 2), 14, label, value)
        for number, (label, value) in enumerate(shown)
    )
    return Chart("bars", len(made) * ROW, made, most)


def columns(values: Sequence[tuple[str, int]]) -> Chart | None:
    """Columns side by side, also the empty ones; None when all are."""
    most = max((value for _, value in values), default=0)
    if most == 0:
        return None
    step = WIDTH / len(values)
    made = []
    for number, (label, value) in enumerate(values):
        height = value / most * (BASE - _TOP)
        place = (round(number * step + step * 0.1, 2), round(BASE - height, 2))
        made.append(Bar(*place, round(step * 0.8, 2), round(height, 2), label, value))
    return Chart("columns", HEIGHT, tuple(made), most)
