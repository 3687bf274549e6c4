"""The switch that turns the assistant off, with a reason and a line for the audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Turned:
    """One turn of the switch, kept for the audit."""

    is_on: bool
    reason: str
    by: str
    at: datetime


class Switch(Protocol):
    """Every method may raise StorageError."""

    async def off_because(self) -> str | None:
        """Why the assistant is off, None while it is on."""

    async def turn(self, *, on: bool, reason: str, by: str) -> None:
        """Turn it, and keep who did so and why."""

    async def history(self, limit: int) -> list[Turned]:
        """The latest turns of the switch, newest first."""
