"""Where appointments are kept: what booking asks of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from assistant.appointments.appointment import (
    Appointment,
    Closure,
    Guest,
    State,
    Taken,
    Wanted,
)


class AppointmentStore(Protocol):
    """Keeps appointments. Every method may raise StorageError; those that say so BookingError.

    `by`: who does it, for the record of changes: "resident", "officer:<name>", "system".
    `capacity`: how many seats the counter group has. `rest`: how long a time given back is kept
    from others.
    """

    async def sync(self, capacities: Mapping[tuple[str, str], int]) -> None:
        """Make the seats of each office and counter group as many as given."""

    async def taken(self, office: str, since: datetime, until: datetime) -> list[Taken]:
        """Seats that are held, booked, or resting, and the seats of closed times."""

    async def hold(self, wanted: Wanted, capacity: int, conversation: str | None,
                   until: datetime) -> Appointment:  # fmt: skip
        """Take a seat for a while; BookingError TAKEN when none is free, CLOSED.

        A hold of the same conversation before it is given up, without rest.
        """

    async def attach(self, held: int, guest: Guest) -> None:
        """Who comes, kept sealed with the hold; BookingError HOLD_ENDED."""

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation, its contact opened if it has one."""

    async def release(self, conversation: str) -> None:
        """Give up its hold, without rest."""

    async def confirm(self, held: int, by: str, at_most: int) -> Appointment:
        """A hold becomes an appointment; BookingError HOLD_ENDED, ONE_A_DAY, TOO_MANY."""

    async def book(self, wanted: Wanted, capacity: int, guest: Guest, by: str,
                   at_most: int) -> Appointment:  # fmt: skip
        """Hold and confirm in one transaction; BookingError as of both."""

    async def by_code(self, code: str) -> Appointment | None:
        """With its contact opened, whatever its state; None when there is none of this code."""

    async def of_conversation(self, conversation: str, since: datetime) -> list[Appointment]:
        """Booked from there in the future, the nearest first."""

    async def change(self, appointment: Appointment, state: State, by: str,
                     rest: timedelta) -> Appointment:  # fmt: skip
        """Another state; a cancelled time rests before others may take it. BookingError OVER."""

    async def move(self, appointment: Appointment, wanted: Wanted, capacity: int, by: str,
                   rest: timedelta) -> Appointment:  # fmt: skip
        """Another time or place at once, the code stays. BookingError TAKEN, OVER, ONE_A_DAY."""

    async def day(self, office: str, day: date) -> list[Appointment]:
        """What an office has on a day, by time, contacts opened."""

    async def close(self, closed: Closure, by: str) -> list[Appointment]:
        """Let nobody book there then; those already booked, who have to be told."""

    async def forget(self, appointment: Appointment, by: str) -> None:
        """Delete who it was for; what is still to come is cancelled."""

    async def guessed(self, code: str, address: str, since: datetime) -> int:
        """Count a try at a second factor, for this code and this address; the greater number."""

    async def pardon(self, code: str, address: str) -> None:
        """Forget the tries of one address at one code: it knew the factor."""
