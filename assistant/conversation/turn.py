"""A turn as it is kept, and what the conversation needs from the place that keeps it."""

from dataclasses import dataclass, field
from typing import Protocol

from assistant.knowledge.reply import Outcome


@dataclass(frozen=True)
class Turn:
    """One message in, its replies out. `question` is masked; button turns carry the payload.

    `scores`: the first candidates as {code: score}. `degraded`: answered without Rasa.
    `ms`: the stages of the turn in milliseconds, by name. `aspect`: what was told of the procedure
    first; `office`: of the commune or ward that the resident named.
    """

    id: str
    conversation: str
    channel: str
    question: str
    outcome: Outcome
    intent: str | None = None
    confidence: float | None = None
    procedure: str | None = None
    reason: str = ""
    degraded: bool = False
    scores: dict[str, float] = field(default_factory=dict)
    ms: dict[str, float] = field(default_factory=dict)
    aspect: str | None = None
    office: str | None = None


class TurnStore(Protocol):
    """Keeps turns. Every method may raise StorageError."""

    async def record(self, turn: Turn) -> None:
        """Keep a turn; one of the same id that is kept already stays as it is."""

    async def is_ready(self) -> bool:
        """Whether the database answers."""
