"""The booking form takes a turn: what was said goes into the plan, or it is given away."""

from typing import Any

import structlog
from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import read_turn
from actions.booking import (
    FORM,
    BookingAction,
    is_interrupted,
    plan_of,
    remembered,
    said_in,
)
from assistant.appointments.arranging import Arranged
from assistant.appointments.plan import Plan

log = structlog.get_logger()


class ValidateBookingForm(BookingAction):
    """No slot set means: not for the form. Rasa then rejects the form, the ordinary rules answer,
    and the form comes back to ask its question again.
    """

    def name(self) -> str:
        return "validate_booking_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Go on with the plan."""
        asked, plan = read_turn(tracker), plan_of(tracker)
        if is_interrupted(tracker) and plan is not None:
            return self._after_another(dispatcher, tracker, plan)
        arranged = await self._desk.arranging.go_on(
            said_in(asked), plan, asked.state, tracker.sender_id, self._desk.now()
        )
        if arranged is None:
            return []
        log.info("arranged", turn=asked.turn, step=arranged.plan.step, done=arranged.done)
        if arranged.replies:
            self.say(dispatcher, asked, arranged.state, list(arranged.replies), arranged.outcome)
        return _events(arranged)

    def _after_another(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, plan: Plan
    ) -> list[EventType]:
        """The question is asked again, unless the resident has gone on to other things."""
        asked = read_turn(tracker)
        went_on = self._desk.arranging.interrupted(plan)
        if isinstance(went_on, Plan):
            state = self._desk.arranging.waiting(went_on, asked.state)
            return [*remembered(went_on, state), ActiveLoop(FORM)]
        self.say(dispatcher, asked, asked.state, list(went_on.replies))
        return [*remembered(None, asked.state), SlotSet("requested_slot", None)]


def _events(arranged: Arranged) -> list[EventType]:
    """The loop is named anew on each turn, as Rasa reads only the last turns of a conversation."""
    if arranged.done:
        return [*remembered(None, arranged.state), SlotSet("requested_slot", None)]
    return [*remembered(arranged.plan, arranged.state), ActiveLoop(FORM)]
