"""When an office takes appointments on a day, and which group of its counters they go to. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.appointments.appointment import Kind
from assistant.appointments.calendar import WorkingDays
from assistant.clock import VIETNAM
from assistant.knowledge.hours import AT_HOME, Counter, OfficeHours, WeeklyOpening
from assistant.knowledge.offices import Offices


@dataclass(frozen=True)
class Opening:
    """From then to then, aware, without a break."""

    start: datetime
    end: datetime


def openings_of(hours: OfficeHours, kind: Kind, day: date, calendar: WorkingDays) -> list[Opening]:
    """The openings of one day in their order; none on holidays and closed days.

    A weekend day counts only where an opening names it, or where it is worked for another day.
    """
    if calendar.is_holiday(day) or any(c.since <= day <= c.until for c in hours.closed):
        return []
    weekday = calendar.weekday(day)
    weekly = [opening for opening in _weekly(hours, kind) if weekday in opening.days]
    return _joined(
        Opening(
            datetime.combine(day, opening.since, VIETNAM),
            datetime.combine(day, opening.until, VIETNAM),
        )
        for opening in weekly
    )


def counter_for(hours: OfficeHours, kind: Kind, field: str | None) -> Counter | None:
    """The group of counters for a visit: the one that names kind and field, else the next best.

    None: the office has no counter for it. `field`: of the procedure, None when none was said.
    """
    named = [counter for counter in hours.counters if kind.value in counter.kinds]
    open_to_all = [counter for counter in hours.counters if not counter.kinds]
    groups = named if kind.value == AT_HOME else [*named, *open_to_all]
    for counter in groups:
        if field is not None and field in counter.fields:
            return counter
    return next((counter for counter in groups if not counter.fields), None)


def capacities(offices: Offices) -> dict[tuple[str, str], int]:
    """How many seats each group of counters has, by office and group."""
    return {
        (office.id, counter.id): counter.seats
        for office in offices.offices
        for counter in offices.hours_of(office).counters
    }


def _weekly(hours: OfficeHours, kind: Kind) -> Sequence[WeeklyOpening]:
    if kind is Kind.AFTER_HOURS:
        return hours.after_hours
    if kind is Kind.HOME_VISIT and hours.home_visits is not None:
        return hours.home_visits
    return hours.openings


def _joined(openings: Iterable[Opening]) -> list[Opening]:
    """In their order; what overlaps or touches is one opening."""
    joined: list[Opening] = []
    for opening in sorted(openings, key=lambda opening: opening.start):
        if joined and opening.start <= joined[-1].end:
            joined[-1] = Opening(joined[-1].start, max(joined[-1].end, opening.end))
        else:
            joined.append(opening)
    return joined
