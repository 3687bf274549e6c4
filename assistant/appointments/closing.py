"""Closing a time: which time is meant, whom it concerns, and opening it again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from assistant.appointments.appointment import Appointment, Closure
from assistant.appointments.booking import Booking
from assistant.appointments.reminder import Rules, by_day
from assistant.clock import VIETNAM
from assistant.errors import AssistantError

_NOON = time(12)
_DAY = timedelta(days=1)
_FURTHEST = timedelta(days=366)
_LONGEST_REASON = 300


class Part(StrEnum):
    """Which part of a day is closed."""

    DAY = "day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    HOURS = "hours"


class ClosingRefusal(StrEnum):
    """Why a time cannot be closed, or opened again."""

    NO_REASON = "no_reason"
    LONG_REASON = "long_reason"
    NO_HOURS = "no_hours"
    NO_TIME = "no_time"
    PAST = "past"
    TOO_FAR = "too_far"
    UNKNOWN_COUNTER = "unknown_counter"
    REOPENED_ALREADY = "reopened_already"


class ClosingError(AssistantError):
    """A closing that is refused, with the reason."""

    def __init__(self, refusal: ClosingRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Wish:
    """What an officer fills in. `last`: the last day, where whole days are closed; `since`,
    `until`: where hours of one day are.
    """

    day: date
    part: Part = Part.DAY
    last: date | None = None
    since: time | None = None
    until: time | None = None
    counter: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class KeptClosure:
    """A closed time as it is kept. `reopened_at`: since then people are taken there again."""

    id: int
    closure: Closure
    by: str
    at: datetime
    reopened_by: str | None = None
    reopened_at: datetime | None = None


class Told(StrEnum):
    """Whether the owner of a visit at a closed time has been told."""

    NOT_YET = "not_yet"
    SENT = "sent"
    ON_THE_PAGE = "on_the_page"  # lies on the web page, where they find it if they look
    PHONE = "phone"  # nothing reaches them but a call


@dataclass(frozen=True)
class Concerned:
    """A visit at a closed time. `told`: what is known of the notice, or will be."""

    visit: Appointment
    told: Told


class ClosureStore(Protocol):
    """Keeps closed times. Every method may raise StorageError."""

    async def booked(self, closed: Closure) -> Sequence[Appointment]:
        """Who has booked there then, by time; nothing is changed."""

    async def after(self, office: str, moment: datetime) -> Sequence[KeptClosure]:
        """Closed times of an office that end after a moment, also reopened ones, by time."""

    async def one(self, id_: int) -> KeptClosure | None:
        """One of them."""

    async def notices(self, visits: Sequence[int]) -> dict[int, bool]:
        """Of these visits, those whose notice of a closing was dealt with; whether it was sent."""

    async def reopen(
        self, id_: int, by: str, due: Callable[[Appointment], datetime]
    ) -> Sequence[Appointment] | None:
        """Take people there again. Who was told of the closing is told of this, at `due`, if the
        visit stands still; these visits. None: it is open again already.
        """


@dataclass(frozen=True)
class Reach:
    """How notices get to residents. `fetched`: channels where they must come to read; `by_phone`:
    whether a notice goes to a phone where there is no conversation.
    """

    fetched: Collection[str] = ()
    by_phone: bool = False

    def of(self, visit: Appointment) -> Told:
        """How the owner of a visit is told."""
        channel = (visit.conversation or "").partition(":")[0]
        if channel and channel not in self.fetched:
            return Told.SENT
        if self.by_phone and visit.contact is not None:
            return Told.SENT
        return Told.ON_THE_PAGE if channel else Told.PHONE


class Closing:
    """What officers do with closed times."""

    def __init__(
        self, store: ClosureStore, booking: Booking, rules: Callable[[], Rules],
        now: Callable[[], datetime], reach: Reach,
    ) -> None:  # fmt: skip
        self._store = store
        self._booking = booking
        self._rules = rules
        self._now = now
        self._reach = reach

    def meant(self, office: str, wish: Wish) -> Closure:
        """The time that a form means; ClosingError."""
        closure = closure_of(office, wish)
        if closure.until <= self._now():
            raise ClosingError(ClosingRefusal.PAST)
        if closure.until > self._now() + _FURTHEST:
            raise ClosingError(ClosingRefusal.TOO_FAR)
        return closure

    async def preview(self, closure: Closure) -> list[Concerned]:
        """Whom it would concern, and how they would be told."""
        visits = await self._store.booked(closure)
        return [Concerned(visit, self._reach.of(visit)) for visit in self._coming(visits)]

    async def close(self, closure: Closure, by: str) -> KeptClosure:
        """Take nobody then; who had booked is told and offered other times."""
        await self._booking.close(closure, by)
        kept = await self._store.after(closure.office, closure.since)
        return max((one for one in kept if one.closure == closure), key=lambda one: one.id)

    async def after(self, office: str, moment: datetime) -> Sequence[KeptClosure]:
        """Closed times of an office that end after a moment."""
        return await self._store.after(office, moment)

    async def one(self, id_: int) -> KeptClosure | None:
        """One of them."""
        return await self._store.one(id_)

    async def left(self, kept: KeptClosure) -> list[Concerned]:
        """Who still has a visit at the closed time, and whether they know."""
        visits = self._coming(await self._store.booked(kept.closure))
        sent = await self._store.notices([visit.id for visit in visits])
        return [Concerned(visit, self._told(visit, sent.get(visit.id))) for visit in visits]

    async def reopen(self, id_: int, by: str) -> Sequence[Appointment]:
        """Take people there again; those who were told otherwise. ClosingError."""
        told = await self._store.reopen(id_, by, self._due)
        if told is None:
            raise ClosingError(ClosingRefusal.REOPENED_ALREADY)
        return told

    def _due(self, visit: Appointment) -> datetime:
        """At once, but for the night."""
        now, rules = self._now(), self._rules()
        latest = visit.start - timedelta(minutes=rules.latest_minutes)
        return by_day(now, now, latest, rules)

    def _told(self, visit: Appointment, sent: bool | None) -> Told:
        reach = self._reach.of(visit)
        if sent is None:
            return Told.NOT_YET if reach is not Told.PHONE else reach
        return reach if sent else Told.PHONE

    def _coming(self, visits: Sequence[Appointment]) -> list[Appointment]:
        return [visit for visit in visits if visit.start > self._now()]


def closure_of(office: str, wish: Wish) -> Closure:
    """The time that is meant, in Việt Nam; ClosingError."""
    reason = " ".join(wish.reason.split())
    if not reason:
        raise ClosingError(ClosingRefusal.NO_REASON)
    if len(reason) > _LONGEST_REASON:
        raise ClosingError(ClosingRefusal.LONG_REASON)
    since, until = _span(wish)
    if until <= since:
        raise ClosingError(ClosingRefusal.NO_TIME)
    return Closure(office, wish.counter, since, until, reason)


def _span(wish: Wish) -> tuple[datetime, datetime]:
    begin, noon = _at(wish.day, time.min), _at(wish.day, _NOON)
    match wish.part:
        case Part.MORNING:
            return begin, noon
        case Part.AFTERNOON:
            return noon, _after(wish.day)
        case Part.HOURS:
            if wish.since is None or wish.until is None:
                raise ClosingError(ClosingRefusal.NO_HOURS)
            return _at(wish.day, wish.since), _at(wish.day, wish.until)
        case _:
            return begin, _after(wish.last or wish.day)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock.replace(tzinfo=None), VIETNAM)


def _after(day: date) -> datetime:
    """Midnight, when a day has ended."""
    try:
        return _at(day + _DAY, time.min)
    except OverflowError:
        raise ClosingError(ClosingRefusal.TOO_FAR) from None
