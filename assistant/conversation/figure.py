"""A figure for those who watch over the service: counts and times, never words."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A named number for each combination of its labels."""

    name: str
    labels: tuple[str, ...]
    values: Sequence[tuple[tuple[str, ...], float]]
