"""What the tests of the queue share."""

from datetime import datetime, timedelta

from assistant.queue.ticket import Ticket, TicketState
from tests.assistant.appointments.bookings import MONDAY, at

START = at(8)


def ticket(id_: int, taken: float = 0, due: float | None = None) -> Ticket:
    """One that waits; minutes after 8."""
    due_at = None if due is None else minute(due)
    return Ticket(id_, "x", "chung", MONDAY, "A", id_, TicketState.WAITING, minute(taken), due_at)


def minute(number: float) -> datetime:
    """So many minutes after 8."""
    return START + timedelta(minutes=number)
