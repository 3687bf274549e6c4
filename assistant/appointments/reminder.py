"""What is told about an appointment without being asked, and when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.appointments.appointment import Appointment, State

# Left this late, a reminder is one that a stopped worker could not send: it may wait for the day.
_LATE = timedelta(minutes=10)
# Who came days ago does not remember which counter it was.
_RATING_ENDS = timedelta(days=2)
_JUST_BEFORE_NIGHT = timedelta(minutes=5)


class ReminderKind(StrEnum):
    """What it is about."""

    DAY = "day"
    HOURS = "hours"
    CLOSED = "closed"
    REOPENED = "reopened"
    RATING = "rating"


class Fate(StrEnum):
    """What becomes of a reminder whose time has come."""

    SEND = "send"
    WAIT = "wait"
    DROP = "drop"


class Rules(Protocol):
    """The part of policy.yml that reminders follow."""

    @property
    def day_before_minutes(self) -> int: ...

    @property
    def hours_before_minutes(self) -> int: ...

    @property
    def rating_after_minutes(self) -> int: ...

    @property
    def latest_minutes(self) -> int: ...

    @property
    def night_from(self) -> time: ...

    @property
    def night_until(self) -> time: ...


@dataclass(frozen=True)
class Reminder:
    """`sequence`: of the appointment it was made for; a moved one has others. `due_at` None: it
    is not sent, and that it was thought of is kept.
    """

    kind: ReminderKind
    sequence: int
    due_at: datetime | None


@dataclass(frozen=True)
class Due:
    """A reminder whose time has come, with the appointment as it stands now.

    `closed`: the office takes nobody then, for this reason.
    """

    kind: ReminderKind
    sequence: int
    due_at: datetime
    appointment: Appointment
    closed: str | None = None


def before_the_visit(booked: Appointment, since: datetime, rules: Rules) -> list[Reminder]:
    """The reminders of an appointment that was booked, or moved to its time, at `since`."""
    made = []
    for kind, minutes in ((ReminderKind.DAY, rules.day_before_minutes),
                          (ReminderKind.HOURS, rules.hours_before_minutes)):  # fmt: skip
        wanted = booked.start - timedelta(minutes=minutes)
        latest = booked.start - timedelta(minutes=rules.latest_minutes)
        due = by_day(wanted, since, latest, rules) if wanted > since else None
        made.append(Reminder(kind, booked.sequence, due))
    return made


def after_the_visit(visited: Appointment, rules: Rules) -> Reminder:
    """The question how it was. Its sequence is always 0: a visit is asked about once."""
    wanted = visited.end + timedelta(minutes=rules.rating_after_minutes)
    due = by_day(wanted, visited.end, wanted + _RATING_ENDS, rules)
    return Reminder(ReminderKind.RATING, 0, due)


def of_closing(booked: Appointment, now: datetime, rules: Rules) -> Reminder:
    """The notice that the office takes nobody at the time booked: at once, but for the night."""
    latest = booked.start - timedelta(minutes=rules.latest_minutes)
    due = by_day(now, now, latest, rules)
    return Reminder(ReminderKind.CLOSED, booked.sequence, due)


def fate(due: Due, now: datetime, rules: Rules) -> Fate:
    """Whether a reminder is still right to send, by what the appointment is now."""
    if not _still_holds(due, now, rules):
        return Fate.DROP
    late = now - due.due_at > _LATE
    asleep = late and is_night(now, rules)
    return Fate.WAIT if asleep and _has_a_morning(due, now, rules) else Fate.SEND


def by_day(wanted: datetime, earliest: datetime, latest: datetime, rules: Rules) -> datetime:
    """The moment by day nearest to the one wanted; at night too where no other is left."""
    if not is_night(wanted, rules):
        return wanted
    near = [moment for moment in _days_ends(wanted, rules) if earliest <= moment <= latest]
    return min(near, key=lambda moment: abs(moment - wanted), default=wanted)


def is_night(moment: datetime, rules: Rules) -> bool:
    """Whether people are left in peace then; the night goes over midnight."""
    clock = moment.time()
    return clock >= rules.night_from or clock < rules.night_until


def _days_ends(night: datetime, rules: Rules) -> Iterable[datetime]:
    """Just before this night begins, and when it ends."""
    evening = night.date() if night.time() >= rules.night_from else night.date() - timedelta(days=1)
    yield datetime.combine(evening, rules.night_from, night.tzinfo) - _JUST_BEFORE_NIGHT
    yield datetime.combine(evening + timedelta(days=1), rules.night_until, night.tzinfo)


def _still_holds(due: Due, now: datetime, rules: Rules) -> bool:
    visit = due.appointment
    if due.kind is ReminderKind.RATING:
        return visit.state is State.ARRIVED and now - due.due_at < _RATING_ENDS
    if visit.state is not State.BOOKED or visit.sequence != due.sequence or now >= visit.start:
        return False
    if due.kind is ReminderKind.CLOSED:
        return due.closed is not None
    if due.closed is not None:
        return False
    if due.kind is ReminderKind.REOPENED:
        return True
    # The later reminder says all that the earlier would.
    over = visit.start - timedelta(minutes=rules.hours_before_minutes)
    return due.kind is ReminderKind.HOURS or now < over


def _has_a_morning(due: Due, now: datetime, rules: Rules) -> bool:
    """Whether the night ends early enough before the visit."""
    if due.kind is ReminderKind.RATING:
        return True
    latest = due.appointment.start - timedelta(minutes=rules.latest_minutes)
    return list(_days_ends(now, rules))[1] <= latest
