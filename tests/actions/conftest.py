"""Running one action as the action server does, over the knowledge base that ships."""

import json
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action_ask_booking_form_booking_done import ActionAskBookingFormBookingDone
from actions.base import SLOT, ConsultingAction
from actions.booking import FORM, PLAN
from actions.desk import BookingDesk
from actions.validate_booking_form import ValidateBookingForm
from assistant import wiring
from assistant.appointments.appointment import Contact
from assistant.appointments.booking import Booking
from assistant.appointments.plan import Plan
from assistant.clock import VIETNAM
from assistant.conversation.dialogue import Spoken
from assistant.knowledge.live import LiveKnowledge
from assistant.knowledge.reply import Reply
from assistant.knowledge.state import State
from assistant.settings import Settings
from assistant.storage.appointments import PostgresAppointments
from assistant.stores import open_stores


@dataclass
class Done:
    """What an action said, what it remembered, and Rasa's own response it asked for."""

    spoken: Spoken
    state: State
    response: str | None

    @property
    def text(self) -> str:
        """All texts of the replies."""
        return "\n".join(reply.text for reply in self.spoken.replies)

    @property
    def sources(self) -> list[str]:
        """The codes of the records told from."""
        return [source.code for reply in self.spoken.replies for source in reply.sources]

    @property
    def buttons(self) -> list[str]:
        """The intents of the buttons."""
        payloads = [b.payload for reply in self.spoken.replies for b in reply.buttons]
        return [payload.removeprefix("/").partition("{")[0] for payload in payloads]


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    """What ships, published, searched by words alone: no model is needed."""
    data = tmp_path_factory.mktemp("data")
    return wiring.live(Settings(data=data, encoder_model=None), "tests", by_words_alone=True)


@pytest.fixture
def run(knowledge: LiveKnowledge) -> Run:
    """Run an action of this kind on a turn: (kind, text, intent, state, entities)."""

    def _run(
        kind: type[ConsultingAction],
        text: str = "",
        intent: str = "",
        state: State | None = None,
        **entities: str,
    ) -> Done:
        action = kind(knowledge)
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker_of(text, intent, state, entities), {})
        assert len(events) == 1
        assert (events[0]["event"], events[0]["name"]) == ("slot", SLOT)
        customs = [m["custom"] for m in dispatcher.messages if m.get("custom")]
        responses = [m["response"] for m in dispatcher.messages if m.get("response")]
        assert len(customs) == 1
        spoken = Spoken.model_validate(customs[0])
        state = State.model_validate(events[0]["value"])
        assert spoken.state == state
        return Done(spoken, state, responses[0] if responses else None)

    return _run


def tracker_of(text: str, intent: str, state: State | None, entities: dict[str, str]) -> Tracker:
    """A turn as Rasa hands it over; a turn without a text is a button."""
    message: dict[str, Any] = {
        "text": text or f"/{intent}",
        "intent": {"name": intent, "confidence": 0.91234},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    slots = {SLOT: state.model_dump(mode="json") if state else None}
    return Tracker("web:test", slots, message, [], False, None, {}, "action_listen")


# A Friday; the Tuesday after it, 24 November, is a holiday from 2026 on.
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


@dataclass
class Clock:
    """A time that a test may move on."""

    at: datetime = FRIDAY

    def __call__(self) -> datetime:
        return self.at


@dataclass
class FormTalk:
    """One resident in the booking form, as Rasa runs it: validate, then the open question."""

    booking: Booking
    desk: BookingDesk
    conversation: str = field(default_factory=lambda: f"web:{random.random()}")
    slots: dict[str, Any] = field(default_factory=lambda: {SLOT: None, PLAN: None})
    replies: list[Reply] = field(default_factory=list)
    active: bool = False
    given_away: bool = False

    @property
    def text(self) -> str:
        """Everything said in the last turn."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def buttons(self) -> dict[str, str]:
        """Title → payload, of the last turn."""
        return {b.title: b.payload for reply in self.replies for b in reply.buttons}

    @property
    def plan(self) -> Plan:
        """What is being arranged."""
        return Plan.model_validate(self.slots[PLAN])

    async def say(self, text: str, intent: str = "book_appointment") -> str:
        """A sentence, understood as this intent; what is said back."""
        return await self._turn(text, intent, {})

    async def press(self, title: str) -> str:
        """A button of the last turn, by the beginning of its title."""
        payload = next(p for t, p in self.buttons.items() if t.startswith(title))
        return await self.send(payload)

    async def send(self, payload: str) -> str:
        """A payload."""
        intent, _, carried = payload.removeprefix("/").partition("{")
        entities = json.loads("{" + carried) if carried else {}
        return await self._turn(payload, intent, entities)

    async def give(self, name: str = "Nguyễn Văn An", phone: str | None = None) -> str:
        """What the reception does with a contact."""
        await self.booking.attach(self.conversation, Contact(name, phone or new_phone()))
        return await self.send("/give_contact{}")

    async def _turn(self, text: str, intent: str, entities: dict[str, str]) -> str:
        self.replies, self.given_away = [], False
        events: list[dict[str, Any]] = [{"event": "user"}]
        changed = await self._run(ValidateBookingForm, text, intent, entities, events)
        if not changed:
            self.given_away = True
            events.append({"event": "action_execution_rejected"})
            changed = await self._run(ValidateBookingForm, text, intent, entities, events)
        self.active = not any(e.get("name") == "requested_slot" for e in changed)
        assert self.active == any(e.get("name") == FORM for e in changed)
        if self.active:
            await self._run(ActionAskBookingFormBookingDone, text, intent, entities, events)
        return self.text

    async def _run(
        self, kind: Any, text: str, intent: str, entities: dict[str, str],
        events: list[dict[str, Any]],
    ) -> list[dict[str, Any]]:  # fmt: skip
        tracker = tracker_of(text, intent, None, entities)
        tracker.sender_id, tracker.slots, tracker.events = self.conversation, self.slots, events
        dispatcher = CollectingDispatcher()
        changed: list[dict[str, Any]] = await kind(self.desk).run(dispatcher, tracker, {})
        for message in dispatcher.messages:
            self.replies += Spoken.model_validate(message["custom"]).replies
        for event in changed:
            if event["event"] == "slot":
                self.slots[event["name"]] = json.loads(json.dumps(event["value"]))
        return changed


def new_phone() -> str:
    """A mobile number of nobody, another one each time."""
    return f"09{random.randrange(10**8):08}"


@pytest.fixture
def clock() -> Clock:
    """Friday morning."""
    return Clock()


@pytest.fixture
async def booking(
    knowledge: LiveKnowledge, database_url: str, clock: Clock, tmp_path: Any
) -> AsyncIterator[Booking]:
    """The booking service over a real database."""
    kept = open_stores(Settings(database_url=database_url, data=tmp_path))
    store = PostgresAppointments(kept.engine, kept.seal, clock)
    yield Booking(store, lambda: knowledge.current.base, kept.seal.digest, clock)
    await kept.engine.dispose()


async def _unrated(conversation: str, code: str, stars: int) -> bool:
    return code == "k7dh-3mxa" and 1 <= stars <= 5


@pytest.fixture
def desk(knowledge: LiveKnowledge, booking: Booking, clock: Clock) -> BookingDesk:
    """The desk of the actions."""
    return BookingDesk(knowledge, booking, _unrated, clock=clock)


@pytest.fixture
def form(booking: Booking, desk: BookingDesk) -> FormTalk:
    """A resident who begins to book."""
    return FormTalk(booking, desk)
