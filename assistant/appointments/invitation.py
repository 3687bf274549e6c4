"""An appointment as a calendar file (RFC 5545), the same UID through every change.

Whoever has the link may read it: it holds the time, the office and the code, nobody's name,
phone or business.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.enums import STATUS

from assistant.appointments.appointment import Appointment, State
from assistant.knowledge.content import Phrases
from assistant.knowledge.offices import Office

_MAKER = "-//Tro ly Mot cua Bac Ninh//VI"
_WITHDRAWN = {State.CANCELLED, State.RESTING}


def invitation(
    visit: Appointment,
    office: Office,
    phrases: Phrases,
    reminders: Sequence[timedelta],
    now: datetime,
) -> bytes:
    """The file. `reminders`: how long before the visit the calendar itself shall ring."""
    gone = visit.state in _WITHDRAWN
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _MAKER)
    calendar.add("METHOD", "CANCEL" if gone else "PUBLISH")
    event = Event.new(
        uid=f"{visit.code}@tro-ly-mot-cua",
        stamp=now.astimezone(UTC),
        start=visit.start.astimezone(UTC),
        end=visit.end.astimezone(UTC),
        sequence=visit.sequence,
        status=STATUS.CANCELLED if gone else STATUS.CONFIRMED,
        summary=phrases.fill("invitation_summary", office=office.name),
        description=phrases.fill("invitation_description", code=visit.code),
        location=_place(office, phrases),
    )
    for before in () if gone else reminders:
        event.add_component(_alarm(before, phrases["invitation_alarm"]))
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def _place(office: Office, phrases: Phrases) -> str:
    """An address that nobody has confirmed says so: somebody will drive there."""
    if office.address is None:
        return f"{office.name}, {office.unit}"
    doubt = "" if office.address_confirmed else f" ({phrases['confirm_mark']})"
    return f"{office.name}, {office.address}{doubt}"


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", -before)
    alarm.add("DESCRIPTION", text)
    return alarm
