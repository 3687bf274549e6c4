"""Booking: the rules of who may have which time, over a store that refuses what may not be."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from assistant.appointments.appointment import (
    Appointment,
    BookingError,
    Closure,
    Contact,
    Guest,
    Kind,
    Refusal,
    Slot,
    State,
    Wanted,
)
from assistant.appointments.code import read_code
from assistant.appointments.person import completed, contact_of, knows
from assistant.appointments.rules import Rules
from assistant.appointments.store import AppointmentStore
from assistant.knowledge.base import KnowledgeBase

_RESIDENT = "resident"
_NOBODY = Contact("", "")


class Booking:
    """What residents (API and conversation) and officers do. Times are aware, local.

    `digest`: a keyed one, by which a person is known without their phone.
    """

    def __init__(
        self, store: AppointmentStore, knowledge: Callable[[], KnowledgeBase],
        digest: Callable[[str], str], now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._store = store
        self._knowledge = knowledge
        self._digest = digest
        self._now = now
        self._known: Rules | None = None
        self._seated: Rules | None = None

    async def free(self, office: str, kind: Kind, procedure: str | None, since: date,
                   until: date) -> list[Slot]:  # fmt: skip
        """What can be booked now, both days included. BookingError NOT_TAKEN_HERE."""
        rules, now = self._rules(), self._now()
        place = rules.place(office, kind, procedure)
        openings = rules.openings(place, since, until, now)
        if not openings:
            return []
        await self._ready()
        taken = await self._store.taken(office, openings[0].start, openings[-1].end)
        return rules.free(place, openings, taken, now)

    async def hold(self, office: str, kind: Kind, procedure: str | None, start: datetime,
                   conversation: str) -> Appointment:  # fmt: skip
        """Keep a time a while. BookingError TAKEN, CLOSED, PAST, TOO_FAR, NOT_TAKEN_HERE."""
        wanted, seats = self._wanted(office, kind, procedure, start)
        await self._ready()
        until = self._now() + timedelta(minutes=self._rules().policy.hold_minutes)
        return await self._store.hold(wanted, seats, conversation, until)

    async def attach(self, conversation: str, contact: Contact) -> bool:
        """Who comes, for the hold of this conversation; False when it holds nothing.

        Called by the reception before Rasa is asked: names and phones never reach the dialogue.
        What is empty keeps what was said before. ContactError names what cannot be used.
        """
        held = await self._store.held(conversation)
        if held is None:
            return False
        whole = completed(held.contact or _NOBODY, contact)
        try:
            await self._store.attach(held.id, self._guest(whole))
        except BookingError:
            return False
        return True

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation, with its contact if it was given."""
        return await self._store.held(conversation)

    async def release(self, conversation: str) -> None:
        """Give up what the conversation holds; others may take it at once."""
        await self._store.release(conversation)

    async def confirm(self, held: int) -> Appointment:
        """The code is given here. BookingError HOLD_ENDED, ONE_A_DAY, TOO_MANY.

        Confirmed again it is the same appointment.
        """
        return await self._store.confirm(held, _RESIDENT, self._rules().policy.most_coming)

    async def book(self, office: str, kind: Kind, procedure: str | None, start: datetime,
                   contact: Contact) -> Appointment:  # fmt: skip
        """Hold and confirm at once. BookingError as of both; ContactError."""
        guest = self._guest(contact_of(contact.name, contact.phone, contact.address))
        wanted, seats = self._wanted(office, kind, procedure, start)
        await self._ready()
        most = self._rules().policy.most_coming
        return await self._store.book(wanted, seats, guest, _RESIDENT, most)

    async def find(self, code: str, factor: str, address: str) -> Appointment:
        """By code and the last four digits of the phone (or the whole).

        BookingError NOT_FOUND for a wrong code and a wrong factor alike; GUESSED_TOO_OFTEN.
        `address`: who guesses: an IP address or a conversation.
        """
        known = read_code(code)
        if known is None:
            raise BookingError(Refusal.NOT_FOUND)
        policy, who = self._rules().policy, self._digest(address)
        since = self._now() - timedelta(minutes=policy.guess_minutes)
        if await self._store.guessed(known, who, since) > policy.guesses:
            raise BookingError(Refusal.GUESSED_TOO_OFTEN)
        visit = await self._store.by_code(known)
        if visit is None or visit.contact is None or not knows(visit.contact, factor):
            raise BookingError(Refusal.NOT_FOUND)
        await self._store.pardon(known, who)
        return visit

    async def by_code_of(self, conversation: str, code: str) -> Appointment:
        """One made in this conversation: no second factor there. BookingError NOT_FOUND."""
        visit = await self._by_code(code)
        if visit.conversation != conversation:
            raise BookingError(Refusal.NOT_FOUND)
        return visit

    async def mine(self, conversation: str) -> Sequence[Appointment]:
        """The coming appointments made in this conversation."""
        return await self._store.of_conversation(conversation, self._now())

    async def move(self, appointment: Appointment, start: datetime, office: str | None,
                   by: str) -> Appointment:  # fmt: skip
        """Another time, perhaps another office. BookingError as of `hold`, and OVER."""
        self._still_to_come(appointment)
        kind, procedure = appointment.kind, appointment.procedure
        wanted, seats = self._wanted(office or appointment.office, kind, procedure, start)
        await self._ready()
        return await self._store.move(appointment, wanted, seats, by, self._rules().rest)

    async def cancel(self, appointment: Appointment, by: str) -> Appointment:
        """Give the time back. BookingError OVER when it has passed or is cancelled."""
        self._still_to_come(appointment)
        return await self._store.change(appointment, State.CANCELLED, by, self._rules().rest)

    async def forget(self, appointment: Appointment, by: str) -> None:
        """Delete who it was for, as they may ask; what is still to come is cancelled."""
        await self._store.forget(appointment, by)

    async def arrived(self, code: str, by: str) -> Appointment:
        """Check in, by code alone: an officer or the kiosk of the hall does it.

        BookingError NOT_FOUND, NOT_YET on a day before, OVER. Read twice it is no error.
        """
        visit, today = await self._by_code(code), self._now().date()
        if visit.state is State.ARRIVED:
            return visit
        if visit.state is State.BOOKED and visit.start.date() > today:
            raise BookingError(Refusal.NOT_YET)
        if visit.start.date() < today:
            raise BookingError(Refusal.OVER)
        return await self._store.change(visit, State.ARRIVED, by, timedelta(0))

    async def missed(self, code: str, by: str) -> Appointment:
        """Nobody came. BookingError NOT_FOUND, NOT_YET before its time, OVER."""
        visit = await self._by_code(code)
        if visit.state is State.BOOKED and visit.start > self._now():
            raise BookingError(Refusal.NOT_YET)
        return await self._store.change(visit, State.MISSED, by, timedelta(0))

    async def day(self, office: str, day: date) -> Sequence[Appointment]:
        """What an office has on a day, by time, with contacts: for officers."""
        return await self._store.day(office, day)

    async def close(self, closed: Closure, by: str) -> Sequence[Appointment]:
        """Close a time; who had booked is told and offered others (the reminding does it)."""
        await self._ready()
        return await self._store.close(closed, by)

    async def _ready(self) -> None:
        """The seats are those of the edition that stands: looked at when another does."""
        rules = self._rules()
        if self._seated is not rules:
            await self._store.sync(rules.seats())
            self._seated = rules

    def _rules(self) -> Rules:
        base = self._knowledge()
        if self._known is None or self._known.base is not base:
            self._known = Rules(base)
        return self._known

    def _wanted(
        self, office: str, kind: Kind, procedure: str | None, start: datetime
    ) -> tuple[Wanted, int]:
        """What is asked of the store, with the number of seats there."""
        place = self._rules().place(office, kind, procedure)
        return self._rules().wanted(place, start, self._now()), place.counter.seats

    def _guest(self, contact: Contact) -> Guest:
        whole = contact.name and contact.phone
        return Guest(contact, self._digest(contact.phone) if whole else None)

    def _still_to_come(self, visit: Appointment) -> None:
        if visit.state is not State.BOOKED or visit.start <= self._now():
            raise BookingError(Refusal.OVER)

    async def _by_code(self, code: str) -> Appointment:
        known = read_code(code)
        visit = await self._store.by_code(known) if known else None
        if visit is None:
            raise BookingError(Refusal.NOT_FOUND)
        return visit
