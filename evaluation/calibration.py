"""Does the confidence of the decision hold what it says? Reliability in ten bins, risk by coverage.

A point is one question: how sure the finder was of its first hit, and whether that was right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.knowledge.finder import Finder
from assistant.language.short_forms import clean
from evaluation.report import Report, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 10
Series = Mapping[str, Sequence["Point"]]


@dataclass(frozen=True)
class Point:
    """One question asked."""

    confidence: float
    right: bool


def point(finder: Finder, text: str, codes: frozenset[str]) -> Point:
    """How sure the finder is of the first hit for a text, and whether it is one of `codes`."""
    meant = finder.find(finder.composed(clean(text)), None)
    ranked = [hit.code for hit in meant.hits] or list(meant.decision.codes)
    return Point(meant.confidence, bool(ranked) and ranked[0] in codes)


def calibration(report: Report, folder: Path, series: Series, answer_from: float) -> None:
    """The tables and both pictures."""
    shown = {name: points for name, points in series.items() if points}
    for name, points in shown.items():
        report.table(
            f"Calibration: {name}",
            ["confidence", "questions", "mean confidence", "right"],
            _bin_rows(points),
            f"Expected calibration error {expected_error(points):.3f}, Brier {brier(points):.3f}.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    _draw(folder / "calibration.png", shown, answer_from, risk=False)
    _draw(folder / "risk-coverage.png", shown, answer_from, risk=True)
    report.picture("calibration.png", "Confidence of the decision and how often it was right")
    report.picture("risk-coverage.png", "The surest share of the questions, and how many are wrong")


def bins(points: Sequence[Point]) -> list[list[Point]]:
    """The points of each tenth of the confidence; 1.0 belongs to the last."""
    parts: list[list[Point]] = [[] for _ in range(BINS)]
    for each in points:
        parts[min(int(each.confidence * BINS), BINS - 1)].append(each)
    return parts


def expected_error(points: Sequence[Point]) -> float:
    """Mean distance of confidence and right share over the bins, by their counts."""
    filled = [part for part in bins(points) if part]
    return sum(len(part) * abs(_mean(part) - _right(part)) for part in filled) / len(points)


def brier(points: Sequence[Point]) -> float:
    """Mean square distance of confidence and truth."""
    return sum((each.confidence - each.right) ** 2 for each in points) / len(points)


def risk_by_coverage(points: Sequence[Point]) -> list[tuple[float, float]]:
    """(share answered, share of these that is wrong), the surest first."""
    ranked = sorted(points, key=lambda each: -each.confidence)
    wrong = np.cumsum([not each.right for each in ranked])
    return [(n / len(ranked), float(w) / n) for n, w in enumerate(wrong, 1)]


def _bin_rows(points: Sequence[Point]) -> list[list[object]]:
    return [
        [f"{n / BINS:.1f}–{(n + 1) / BINS:.1f}", len(part),
         percent(sum(each.confidence for each in part), len(part)),
         percent(sum(each.right for each in part), len(part))]
        for n, part in enumerate(bins(points))
    ]  # fmt: skip


def _draw(path: Path, series: Series, answer_from: float, *, risk: bool) -> None:
    import matplotlib as mpl  # noqa: PLC0415 - a second to import, for pictures alone

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, axes = plt.subplots(figsize=(6.4, 4.8), dpi=120)
    draw = _draw_risk if risk else _draw_reliability
    draw(axes, series, answer_from)
    axes.set_xlim(0, 1)
    axes.grid(alpha=0.3)
    axes.legend(loc="upper right" if risk else "upper left", fontsize="small")
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)


def _draw_reliability(axes: "Axes", series: Series, answer_from: float) -> None:
    for name, points in series.items():
        filled = [part for part in bins(points) if part]
        places, rights = [_mean(part) for part in filled], [_right(part) for part in filled]
        axes.plot(places, rights, marker="o", label=f"{name} ({len(points)})")
        for x, y, part in zip(places, rights, filled, strict=True):
            axes.annotate(str(len(part)), (x, y), textcoords="offset points", xytext=(4, -11))
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":", label="as it should be")
    axes.axvline(answer_from, color="grey", linestyle="--", label="answered at once from here")
    axes.set(xlabel="confidence (number of questions beside each point)", ylabel="first hit right")
    axes.set_ylim(-0.05, 1.35)  # room for the legend


def _draw_risk(axes: "Axes", series: Series, answer_from: float) -> None:
    for name, points in series.items():
        curve = risk_by_coverage(points)
        (line,) = axes.plot(*zip(*curve, strict=True), label=f"{name} ({len(points)})")
        sure = sum(each.confidence >= answer_from for each in points)
        if sure:
            axes.plot(*curve[sure - 1], marker="o", color=line.get_color())
    axes.set(
        xlabel="share of the questions answered, the surest first",
        ylabel="wrong among them (dot: answer_from)",
    )
    axes.set_ylim(bottom=0)


def _mean(part: Sequence[Point]) -> float:
    return sum(each.confidence for each in part) / len(part)


def _right(part: Sequence[Point]) -> float:
    return sum(each.right for each in part) / len(part)
