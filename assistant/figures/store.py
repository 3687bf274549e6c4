"""Where samples, service times and the figures of the centres are kept. StorageError may come."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.figures.centre import CentreMonth
from assistant.figures.grade import Grade, Grades, Sampled
from assistant.figures.period import Period
from assistant.figures.service import Service


class Samples(Protocol):
    """Turns drawn for grading."""

    async def draw(self) -> int:
        """Draw from the week that ended last, once; how many."""

    async def weeks(self) -> list[tuple[date, int, int]]:
        """Monday, how many drawn, how many graded; the newest first."""

    async def of_week(self, week: date) -> list[Sampled]:
        """What was drawn from a week, in its order."""

    async def grade(
        self, week: date, position: int, grade: Grade, note: str, by: str
    ) -> Grade | None:
        """Keep it; the grade before. LookupError when there is no such turn to grade."""

    async def grades(self, period: Period, office: str | None = None) -> Grades:
        """Of the weeks that begin in the period."""


class ServiceFigures(Protocol):
    """Times and visits."""

    async def read(self, period: Period, office: str | None = None) -> Service:
        """All of a period."""

    async def visits_by_month(self, period: Period) -> list[tuple[date, str, str, int]]:
        """Month, office, state and how many."""


class CentreFigures(Protocol):
    """What offices say of their months."""

    async def keep(self, months: Sequence[CentreMonth], by: str) -> list[CentreMonth | None]:
        """Keep all or none of them; what stood there before."""

    async def of_month(self, month: date) -> list[CentreMonth]:
        """What was said of a month."""

    async def of_office(self, office: str) -> list[CentreMonth]:
        """All months of an office, the newest first."""

    async def months(self) -> list[date]:
        """The months that something is known of, the newest first."""
