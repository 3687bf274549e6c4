"""The day's list of an office: appointments with the names that officers read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.appointments.appointment import Appointment
from assistant.knowledge.base import KnowledgeBase
from assistant.language.text import fold


@dataclass(frozen=True)
class Line:
    """One appointment. name, phone, address: empty when they are no longer kept.

    `counter`, `procedure`: how they are called; their id where nobody calls them anything.
    """

    visit: Appointment
    counter: str
    procedure: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)


def day_list(visits: Iterable[Appointment], base: KnowledgeBase) -> list[Line]:
    """By counter, then by time: each counter reads its own part from top to bottom."""
    lines = [line_of(visit, base) for visit in visits]
    return sorted(lines, key=lambda line: (fold(line.counter), line.visit.start, line.visit.code))


def line_of(visit: Appointment, base: KnowledgeBase) -> Line:
    """One line of it."""
    contact, code = visit.contact, visit.procedure or ""
    return Line(
        visit,
        _counter(visit, base),
        base.name(code) if code and base.knows(code) else code,
        contact.name if contact else "",
        contact.phone if contact else "",
        contact.address if contact else "",
    )


def _counter(visit: Appointment, base: KnowledgeBase) -> str:
    office = base.offices.office(visit.office)
    counters = base.offices.hours_of(office).counters if office else ()
    return next((c.name for c in counters if c.id == visit.counter), visit.counter)
