"""A resident who arranges an appointment, without Rasa: words and buttons in, replies out."""

import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from assistant.appointments.appointment import Appointment, Contact, Kind
from assistant.appointments.arranging import Arranged, Arranging
from assistant.appointments.booking import Booking
from assistant.appointments.hearing import Said
from assistant.appointments.plan import Plan
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import entries_of
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.finder import Finder
from assistant.knowledge.reply import Reply
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State
from assistant.storage.seal import Seal
from tests.assistant.appointments.bookings import Clock, somebody, store_at

# A Friday; the Tuesday after it is a holiday.
FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
_NUMBERS = itertools.count()


@dataclass
class Talk:
    """One conversation."""

    arranging: Arranging
    booking: Booking
    clock: Clock
    conversation: str = field(default_factory=lambda: f"web:talk-{next(_NUMBERS)}")
    plan: Plan | None = None
    state: State = field(default_factory=State)
    replies: list[Reply] = field(default_factory=list)
    arranged: Arranged | None = None

    @property
    def text(self) -> str:
        """Everything said in the last turn."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def buttons(self) -> dict[str, str]:
        """Title → payload, of the last turn."""
        return {b.title: b.payload for reply in self.replies for b in reply.buttons}

    async def say(self, text: str, intent: str = "book_appointment") -> str:
        """A sentence, understood as this intent; what is said back."""
        return await self._turn(Said(text, intent, {}))

    async def press(self, title: str) -> str:
        """A button of the last turn, by the beginning of its title."""
        return await self.send(next(p for t, p in self.buttons.items() if t.startswith(title)))

    async def send(self, payload: str) -> str:
        """A payload."""
        intent, _, carried = payload.removeprefix("/").partition("{")
        entities = json.loads("{" + carried) if carried else {}
        return await self._turn(Said(payload, intent, entities, pressed=True))

    async def give(self, contact: Contact | None = None) -> str:
        """What the reception does with a contact."""
        await self.booking.attach(self.conversation, contact or somebody())
        return await self.send("/give_contact")

    async def booked(self, text: str, contact: Contact | None = None) -> Appointment:
        """All the way to an appointment that stands; the text names everything."""
        await self.say(text)
        await self.press("Đã đủ")
        await self.give(contact)
        await self.press("Xác nhận")
        return (await self.booking.mine(self.conversation))[-1]

    async def _turn(self, said: Said) -> str:
        self.arranged = await self.arranging.go_on(
            said, self.plan, self.state, self.conversation, self.clock()
        )
        if self.arranged is None:
            assert self.plan is not None
            self.replies = [self.arranging.question(self.plan, again=True)]
            return self.text
        self.replies = list(self.arranged.replies)
        self.state, done = self.arranged.state, self.arranged.done
        # Rasa keeps it as JSON.
        kept = json.loads(json.dumps(self.arranged.plan.model_dump(mode="json")))
        self.plan = None if done else Plan.model_validate(kept)
        if self.plan is not None:
            self.replies.append(self.arranging.question(self.plan))
        return self.text


@pytest.fixture(scope="session")
def finder(real_base: KnowledgeBase) -> Finder:
    """Finds among the real records, by words alone."""
    policy = real_base.policy
    index = SearchIndex(
        entries_of(real_base), FeatureCache(), policy.search, policy.confidence,
        real_base.distinctions,
    )  # fmt: skip
    return Finder(real_base, index)


@pytest.fixture
async def talk(
    real_base: KnowledgeBase, finder: Finder, database_url: str, tmp_path: Path
) -> AsyncIterator[Talk]:
    """Somebody who has said nothing yet, on a Friday morning."""
    clock = Clock(FRIDAY)
    store = store_at(database_url, tmp_path, clock)
    digest = Seal("khóa thử", tmp_path / "key").digest
    booking = Booking(store, lambda: real_base, digest, clock)
    yield Talk(Arranging(booking, real_base, finder), booking, clock)
    await store._engine.dispose()


KINDS = tuple(Kind)
