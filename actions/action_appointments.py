"""What a visitor thought of a visit."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import read_turn
from actions.booking import BookingAction


class ActionAppointments(BookingAction):
    """A rating is one tap: it is kept with the visit it is about, or with the conversation."""

    def name(self) -> str:
        return "action_appointments"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Keep it and say thanks."""
        asked = read_turn(tracker)
        stars, code = asked.entities.get("rating", ""), asked.entities.get("appointment")
        kept = False
        if code and stars.isdecimal():
            kept = await self._desk.rate(tracker.sender_id, code, int(stars))
        reply = self._desk.arranging.thanks(kept=kept)
        self.say(dispatcher, asked, asked.state, [reply])
        return []
