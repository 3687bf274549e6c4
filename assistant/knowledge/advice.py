"""What a consultation gives back for one turn."""

from dataclasses import dataclass

from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.search import Hit
from assistant.knowledge.state import State


@dataclass(frozen=True)
class Advice:
    """The replies of a turn, what to remember, and why: the reason and the scores for staff."""

    replies: tuple[Reply, ...]
    state: State
    outcome: Outcome
    reason: str = ""
    hits: tuple[Hit, ...] = ()
