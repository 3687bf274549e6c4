"""A share never stands alone: with it come how many it was found in, and how far it may be off."""

import math
from dataclasses import dataclass
from typing import Self

_Z = 1.96  # 95 %


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, with the 95 % interval of Wilson; whole is never 0."""

    part: int
    whole: int

    @classmethod
    def of(cls, part: int, whole: int) -> Self | None:
        """None of nothing."""
        return cls(part, whole) if whole else None

    @property
    def value(self) -> float:
        """Between 0 and 1."""
        return self.part / self.whole

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return max(self._middle - self._half, 0.0) if self.part else 0.0

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return min(self._middle + self._half, 1.0) if self.part < self.whole else 1.0

    @property
    def _middle(self) -> float:
        return (self.value + _Z**2 / (2 * self.whole)) / (1 + _Z**2 / self.whole)

    @property
    def _half(self) -> float:
        spread = self.value * (1 - self.value) / self.whole + _Z**2 / (4 * self.whole**2)
        return _Z * math.sqrt(spread) / (1 + _Z**2 / self.whole)
