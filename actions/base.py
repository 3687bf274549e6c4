"""What every action shares: the turn as read from the tracker, and the one way to answer."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from assistant.conversation.dialogue import Spoken
from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.live import Editions
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

log = structlog.get_logger()
SLOT = "consultation"
_ASK = "ask_"


@dataclass(frozen=True)
class Asked:
    """The turn: the sentence or the button, as Rasa understood it."""

    text: str
    intent: str
    confidence: float
    entities: dict[str, str]
    state: State
    turn: str = ""

    @property
    def is_button(self) -> bool:
        """Payloads name their intent; they are never read as sentences."""
        return self.text.startswith("/")

    @property
    def aspect(self) -> list[Aspect]:
        """The aspect the intent asks for, if it asks for one."""
        name = self.intent.removeprefix(_ASK) if self.intent.startswith(_ASK) else None
        name = self.entities.get("aspect", name)
        return [name] if name else []  # type: ignore[list-item] # the core refuses unknown ones


class ConsultingAction(Action, ABC):
    """An action that asks the core and says what it answers.

    `settles`: a typed text is first read as the answer to what was asked back.
    """

    settles = True

    def __init__(self, knowledge: Editions) -> None:
        self._knowledge = knowledge

    @property
    def base(self) -> KnowledgeBase:
        """The knowledge of this moment."""
        return self._knowledge.current.base

    @property
    def consultation(self) -> Consultation:
        """Who answers from it."""
        return self._knowledge.current.consultation

    @abstractmethod
    def advise(self, asked: Asked) -> Advice:
        """The answer to this turn."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Read, ask, say, remember."""
        asked = read_turn(tracker)
        advice = self._pending(asked) or self.advise(asked)
        spoken = Spoken(
            replies=list(advice.replies),
            outcome=advice.outcome,
            state=advice.state,
            intent=asked.intent,
            confidence=round(asked.confidence, 3),
            reason=advice.reason,
            hits=list(advice.hits),
        )
        log.info("advised", turn=asked.turn, action=self.name(), outcome=spoken.outcome)
        dispatcher.utter_message(json_message=spoken.model_dump(mode="json"))
        return [SlotSet(SLOT, advice.state.model_dump(mode="json"))]

    def phrase(self, name: str, state: State, outcome: Outcome) -> Advice:
        """A canned sentence, with a person one button away."""
        officer = self.consultation.officer_button()
        reply = Reply(text=self.base.phrases[name], buttons=[officer])
        return Advice((reply,), state, outcome, name)

    def _pending(self, asked: Asked) -> Advice | None:
        if not self.settles or asked.is_button:
            return None
        taken_back = self.consultation.correction(asked.text, asked.state)
        return taken_back or self.consultation.pending(asked.text, asked.state)


def read_turn(tracker: Tracker) -> Asked:
    """The turn from what Rasa hands over."""
    message = tracker.latest_message or {}
    intent = message.get("intent") or {}
    entities = {e["entity"]: str(e["value"]) for e in message.get("entities") or []}
    remembered = tracker.get_slot(SLOT)
    return Asked(
        text=message.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        entities=entities,
        state=State.model_validate(remembered) if remembered else State(),
        turn=str(message.get("message_id") or ""),
    )
