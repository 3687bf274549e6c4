"""What the actions of the booking form share: the turn, the plan, and the arranging."""

from datetime import datetime
from typing import Any, Protocol

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SLOT, Asked
from assistant.appointments.arranging import Arranging
from assistant.appointments.hearing import Said
from assistant.appointments.plan import Plan
from assistant.conversation.dialogue import Spoken
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

FORM, PLAN = "booking_form", "booking"
_REJECTED = "action_execution_rejected"


class Desk(Protocol):
    """Arranges appointments by the knowledge of this moment."""

    @property
    def arranging(self) -> Arranging:
        """Over the booking service."""

    def now(self) -> datetime:
        """The present moment in Việt Nam."""

    async def rate(self, conversation: str, code: str, stars: int) -> bool:
        """Keep what a visitor thought; False when there was no such visit."""


class BookingAction(Action):
    """An action of the form."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def say(
        self, dispatcher: CollectingDispatcher, asked: Asked, state: State, replies: list[Reply],
        outcome: Outcome = Outcome.ANSWERED,
    ) -> None:  # fmt: skip
        """One custom message, as all actions send it."""
        spoken = Spoken(
            replies=replies, outcome=outcome, state=state, intent=asked.intent,
            confidence=round(asked.confidence, 3), reason="booking",
        )  # fmt: skip
        dispatcher.utter_message(json_message=spoken.model_dump(mode="json"))


def plan_of(tracker: Tracker) -> Plan | None:
    """What is being arranged; None when nothing is, or by a plan of an older release."""
    kept = tracker.get_slot(PLAN)
    return Plan.model_validate(kept) if kept else None


def said_in(asked: Asked) -> Said:
    """The turn as the arranging reads it."""
    return Said(asked.text, asked.intent, asked.entities, pressed=asked.is_button)


def is_interrupted(tracker: Tracker) -> bool:
    """Whether this turn was about something else: the form gave it away and comes back after."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == _REJECTED:
            return True
    return False


def remembered(plan: Plan | None, state: State) -> list[EventType]:
    """The slots that every turn of the form sets."""
    kept: Any = plan.model_dump(mode="json") if plan else None
    return [SlotSet(PLAN, kept), SlotSet(SLOT, state.model_dump(mode="json"))]
