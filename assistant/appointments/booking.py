"""Booking: the rules of who may have which time, over a store that refuses what may not be."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from assistant.appointments.appointment import (
    Appointment,
    Closure,
    Contact,
    Kind,
    Slot,
    State,
    Taken,
    Wanted,
)


class AppointmentStore(Protocol):
    """Keeps appointments. Every method may raise StorageError; those that say so BookingError.

    `by`: who does it, for the record of changes: "resident", "officer:<name>", "system".
    """

    async def taken(self, office: str, since: datetime, until: datetime) -> list[Taken]:
        """Seats that are held, booked, or resting, and the seats of closed times."""

    async def hold(self, wanted: Wanted, seats: int, conversation: str | None,
                   until: datetime) -> Appointment:  # fmt: skip
        """Take one of `seats` seats for a while; BookingError TAKEN when none is free.

        A hold of the same conversation before it is given up, without rest.
        """

    async def attach(self, held: int, contact: Contact, person: str) -> None:
        """Who comes, kept sealed with the hold; BookingError HOLD_ENDED.

        `person`: what one resident is known by (a keyed digest of the phone), the same in all.
        """

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation, its contact opened if it has one."""

    async def confirm(self, held: int, by: str) -> Appointment:
        """A hold becomes an appointment; BookingError HOLD_ENDED, ONE_A_DAY, TOO_MANY."""

    async def by_code(self, code: str) -> Appointment | None:
        """With its contact opened, whatever its state; None when there is none of this code."""

    async def of_conversation(self, conversation: str, since: datetime) -> list[Appointment]:
        """Booked from there in the future, the nearest first."""

    async def change(self, appointment: Appointment, state: State, by: str) -> Appointment:
        """Another state; a cancelled time rests before others may take it. BookingError OVER."""

    async def move(self, appointment: Appointment, wanted: Wanted, seats: int,
                   by: str) -> Appointment:  # fmt: skip
        """Another time or place at once, the code stays. BookingError TAKEN, OVER, ONE_A_DAY."""

    async def day(self, office: str, day: date) -> list[Appointment]:
        """What an office has on a day, by time, contacts opened."""

    async def close(self, closed: Closure, by: str) -> list[Appointment]:
        """Let nobody book there then; those already booked, who have to be told."""

    async def guessed(self, code: str, address: str, since: datetime) -> int:
        """Count a wrong second factor, for this code and for this address; the greater number."""


class Booking:
    """What residents (API and conversation) and officers do. Times are aware, local."""

    async def free(self, office: str, kind: Kind, procedure: str | None, since: date,
                   until: date) -> list[Slot]:  # fmt: skip
        """What can be booked now, both days included. BookingError NOT_TAKEN_HERE."""
        raise NotImplementedError

    async def hold(self, office: str, kind: Kind, procedure: str | None, start: datetime,
                   conversation: str) -> Appointment:  # fmt: skip
        """Keep a time a while. BookingError TAKEN, CLOSED, PAST, TOO_FAR, NOT_TAKEN_HERE."""
        raise NotImplementedError

    async def attach(self, conversation: str, contact: Contact) -> bool:
        """Who comes, for the hold of this conversation; False when it holds nothing.

        Called by the reception before Rasa is asked: names and phones never reach the dialogue.
        """
        raise NotImplementedError

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation, with its contact if it was given."""
        raise NotImplementedError

    async def confirm(self, held: int) -> Appointment:
        """The code is given here. BookingError HOLD_ENDED, ONE_A_DAY, TOO_MANY."""
        raise NotImplementedError

    async def book(self, office: str, kind: Kind, procedure: str | None, start: datetime,
                   contact: Contact) -> Appointment:  # fmt: skip
        """Hold and confirm at once. BookingError as of both."""
        raise NotImplementedError

    async def find(self, code: str, factor: str, address: str) -> Appointment:
        """By code and the last four digits of the phone (or the whole).

        BookingError NOT_FOUND for a wrong code and a wrong factor alike; GUESSED_TOO_OFTEN.
        `address`: who guesses: an IP address or a conversation.
        """
        raise NotImplementedError

    async def mine(self, conversation: str) -> Sequence[Appointment]:
        """The coming appointments made in this conversation."""
        raise NotImplementedError

    async def move(self, appointment: Appointment, start: datetime, office: str | None,
                   by: str) -> Appointment:  # fmt: skip
        """Another time, perhaps another office. BookingError as of `hold`, and OVER."""
        raise NotImplementedError

    async def cancel(self, appointment: Appointment, by: str) -> Appointment:
        """Give the time back. BookingError OVER when it has passed or is cancelled."""
        raise NotImplementedError

    async def arrived(self, code: str, by: str) -> Appointment:
        """Check in, by code alone: an officer or the kiosk of the hall does it."""
        raise NotImplementedError

    async def missed(self, code: str, by: str) -> Appointment:
        """Nobody came."""
        raise NotImplementedError

    async def close(self, closed: Closure, by: str) -> Sequence[Appointment]:
        """Close a time; who had booked is told and offered others (the reminding does it)."""
        raise NotImplementedError
