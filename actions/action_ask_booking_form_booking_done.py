"""The open question of the booking form."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import read_turn
from actions.booking import BookingAction, is_interrupted, plan_of
from assistant.knowledge.reply import Outcome


class ActionAskBookingFormBookingDone(BookingAction):
    """Rasa names it by the form and the one slot that only the end of the booking fills."""

    def name(self) -> str:
        return "action_ask_booking_form_booking_done"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Ask; after an interruption saying that the booking goes on."""
        asked, plan = read_turn(tracker), plan_of(tracker)
        if plan is not None:
            again = is_interrupted(tracker)
            question = self._desk.arranging.question(plan, again=again)
            self.say(dispatcher, asked, asked.state, [question], Outcome.CLARIFIED)
        return []
