"""Carrying: what was begun at one place goes on at another, by a short code that lives an hour.

The code is shown as a QR and typed as words ("MT-K7DH-3MXA"). It says nothing by itself, opens one
thing, and may be used more than once while it lives. It has 38 bits: at the pace that one address
may ask, an hour of tries finds one of a thousand living codes once in forty thousand times, and
what is found has no name.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from assistant import clock
from assistant.appointments.appointment import Appointment
from assistant.appointments.appointment import State as Standing
from assistant.appointments.code import read_code
from assistant.appointments.links import Links
from assistant.appointments.receipt import Receipt
from assistant.conversation.asked import CARRIED
from assistant.conversation.contacts import Aside
from assistant.conversation.dialogue import Spoken
from assistant.conversation.message import Button
from assistant.conversation.outbox import FETCHED
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.packing import packed
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

log = structlog.get_logger()
_MARK = "MT"
_TYPED = re.compile(
    r"(?<![^\W_])MT[\W_]{0,3}(?P<signs>[^\W_]{4}[\W_]{0,3}[^\W_]{4})(?![^\W_])", re.IGNORECASE
)
_LETTERS_AT_LEAST = 2
_AROUND = {"", "mã", "ma", "start", "mã tiếp tục", "mã của tôi"}


@dataclass(frozen=True)
class Carried:
    """A procedure with the cases settled so far, or the code of an appointment."""

    procedure: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    office: str | None = None
    appointment: str | None = None


@dataclass(frozen=True)
class Opener:
    """What opens it, until then."""

    code: str
    expires_at: datetime


class CarriedStore(Protocol):
    """Keeps what is carried. Every method may raise StorageError."""

    async def keep(self, carried: Carried, until: datetime) -> str:
        """Keep it until then; the code that opens it, without the mark in front."""

    async def find(self, code: str, now: datetime) -> Carried | None:
        """What a living code opens."""

    async def adopt(self, appointment: str, conversation: str, now: datetime) -> bool:
        """An appointment still to come is from now on this conversation's; False when another that
        reminders reach has it already.
        """


class Visits(Protocol):
    """The part of the appointments' store that is needed here."""

    async def by_code(self, code: str) -> Appointment | None:
        """Whatever its state."""


def shown(code: str) -> str:
    """The code as residents see and type it: "MT-K7DH-3MXA"."""
    return f"{_MARK}-{code}"


def read_typed(text: str) -> tuple[str, bool] | None:
    """The code in a text, and whether it is all there is; None when there is none.

    A digit and two letters tell it from words ("mt khai sinh") and from numbers.
    """
    plain = unicodedata.normalize("NFKC", text)
    for found in _TYPED.finditer(plain):
        code = read_code(found["signs"])
        if code is None or not any(sign.isdigit() for sign in found["signs"]):
            continue
        if sum(sign.isalpha() for sign in code) < _LETTERS_AT_LEAST:
            continue
        around = re.sub(r"[\W_]+", " ", plain[: found.start()] + " " + plain[found.end() :])
        return code, unicodedata.normalize("NFC", around).strip().lower() in _AROUND
    return None


class Carrying:
    """`then`: asked about a text that brings nothing. `links`: to an appointment's papers."""

    def __init__(  # noqa: PLR0913, PLR0917 - two stores, the words, and who comes next
        self, store: CarriedStore, visits: Visits, knowledge: Callable[[], KnowledgeBase],
        then: Aside, links: Links | None = None, now: Callable[[], datetime] = clock.now,
    ) -> None:  # fmt: skip
        self._store = store
        self._visits = visits
        self._knowledge = knowledge
        self._then = then
        self._links = links
        self._now = now

    async def take(self, carried: Carried) -> Opener:
        """A code for what goes on elsewhere."""
        minutes = self._knowledge().policy.carrying.live_minutes
        until = self._now() + timedelta(minutes=minutes)
        return Opener(shown(await self._store.keep(carried, until)), until)

    async def opened(self, typed: str) -> Carried | None:
        """What a code opens, however it was typed; None when it is none, or lives no more."""
        read = read_typed(typed)
        return await self._store.find(read[0], self._now()) if read else None

    async def taken_from(
        self, raw: str, conversation: str, state: State, base: KnowledgeBase
    ) -> Button | Spoken | None:
        """The button that a code in a text stands for, or what is said of its appointment."""
        read = read_typed(raw)
        if read is None:
            return await self._then.taken_from(raw, conversation, state, base)
        code, alone = read
        try:
            carried = await self._store.find(code, self._now())
            if carried is None:
                return _said(base, "carried_over") if alone else None
            if carried.appointment is not None:
                return await self._visit(carried.appointment, conversation, base)
        except StorageError as error:
            log.error("carried thing not read", error=str(error))
            return _said(base, "broken", Outcome.FAILED)
        return resumed(carried) if base.knows(carried.procedure or "") else None

    async def _visit(self, code: str, conversation: str, base: KnowledgeBase) -> Spoken:
        """Told, and where reminders reach this conversation they come here."""
        visit = await self._visits.by_code(code)
        if visit is None or visit.state is not Standing.BOOKED or visit.start <= self._now():
            return _said(base, "carried_visit_past")
        receipt = Receipt(base, self._links)
        if not await self._store.adopt(code, conversation, self._now()):
            line = receipt.line(visit)
            told = Reply(text=f"{base.phrases['carried_visit_taken']}\n\n{line}")
            return Spoken(replies=[told], outcome=Outcome.ANSWERED, reason=CARRIED)
        channel = conversation.partition(":")[0]
        phrase = "carried_visit_web" if channel in FETCHED else "carried_visit"
        intro = Reply(text=base.phrases[phrase])
        replies = [intro, *receipt.whole(visit)]
        return Spoken(replies=replies, outcome=Outcome.ANSWERED, reason=CARRIED)


def resumed(carried: Carried) -> Button:
    """The button that goes on with a checklist."""
    entities = {"procedure": carried.procedure or ""}
    if carried.answers:
        entities["answers"] = packed(carried.answers)
    if carried.office:
        entities["place"] = carried.office
    return Button("resume_checklist", entities)


def _said(base: KnowledgeBase, phrase: str, outcome: Outcome = Outcome.CLARIFIED) -> Spoken:
    return Spoken(replies=[Reply(text=base.phrases[phrase])], outcome=outcome, reason=CARRIED)
