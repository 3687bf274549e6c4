"""The times offered for a plan: what is free at its office, and the nearest that is sooner."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.appointments.appointment import BookingError, Refusal, Slot
from assistant.appointments.asking import Asking
from assistant.appointments.booking import Booking
from assistant.appointments.calendar import WorkingDays
from assistant.appointments.needs import Needs
from assistant.appointments.offering import Times, good_times
from assistant.appointments.plan import Offer, Plan
from assistant.knowledge.base import KnowledgeBase

_MOST = 3  # offers, that of another office among them


@dataclass(frozen=True)
class Found:
    """The plan with its offers, or with the time chosen; `notes`: texts to be said before."""

    plan: Plan
    notes: tuple[str, ...] = ()


class TimeSearch:
    """Looks for times with the booking service."""

    def __init__(self, booking: Booking, base: KnowledgeBase, needs: Needs, asking: Asking) -> None:
        self._booking = booking
        self._base = base
        self._needs = needs
        self._asking = asking
        self._days = WorkingDays(base.calendar)

    async def find(self, plan: Plan, now: datetime, *, choose: bool = True) -> Found:
        """Offers near the wish. The very time that was wished for is chosen at once if `choose`."""
        assert plan.office is not None
        last = now.date() + timedelta(days=self._base.policy.appointments.horizon_days)
        try:
            free = await self._free(plan, plan.office, now, last)
        except BookingError as error:
            if error.refusal is not Refusal.NOT_TAKEN_HERE:
                raise
            return self._not_here(plan)
        off = plan.since == plan.until and plan.since and self._days.why_off(plan.since)
        if plan.since and plan.since > last and not off:
            note = self._base.phrases.fill("booking_too_far", last=self._day(last))
            plan = plan.with_(since=None, until=None)
            return self._offered(plan, good_times(free, plan), (note,))
        if plan.start is not None:
            if any(slot.start == plan.start for slot in free):
                return Found(plan)
            lost = (self._base.phrases["booking_taken_meanwhile"],)
            return self._offered(plan, good_times(free, plan), lost)
        times = good_times(free, plan)
        if (
            choose
            and times.exact is not None
            and plan.since is not None
            and plan.since == plan.until
        ):
            return Found(plan.with_(start=times.exact.start))
        if times.fits:
            return self._offered(plan, times, self._hour_taken(plan, times) or self._quiet(times))
        found = self._offered(plan, times, (self._why(plan, free, now),))
        return await self._with_other_office(found, now, last)

    async def _free(self, plan: Plan, office: str, now: datetime, last: date) -> list[Slot]:
        return await self._booking.free(office, plan.purpose, plan.procedure, now.date(), last)

    def _offered(self, plan: Plan, times: Times, notes: tuple[str, ...]) -> Found:
        assert plan.office is not None
        offers = tuple(Offer(office=plan.office, start=slot.start) for slot in times.slots)
        return Found(plan.with_(start=None, offers=offers), notes)

    def _why(self, plan: Plan, free: list[Slot], now: datetime) -> str:
        """Why the wish itself cannot be had."""
        phrases = self._base.phrases
        if not free:
            return phrases["booking_nothing_free"]
        if plan.before:
            return phrases["booking_nothing_earlier"]
        if plan.since and plan.since == plan.until:
            off = self._days.why_off(plan.since)
            if off is not None:
                return phrases.fill(
                    "booking_day_off", day=_capital(self._day(plan.since)), reason=off
                )
            if plan.since == now.date():
                return phrases["booking_none_today"]
            return phrases.fill("booking_day_full", day=_capital(self._day(plan.since)))
        return phrases["booking_nothing_then"]

    async def _with_other_office(self, found: Found, now: datetime, last: date) -> Found:
        """One more offer: the nearest other office that has what was wished, or is sooner."""
        plan = found.plan
        first = min((offer.start for offer in plan.offers), default=None)
        for office in self._needs.others(plan.office, plan.purpose, plan.procedure):
            try:
                free = await self._free(plan, office.id, now, last)
            except BookingError:
                continue
            times = good_times(free, plan, 1)
            if not times.slots or not (times.fits or first is None or times.slots[0].start < first):
                continue
            other = Offer(office=office.id, start=times.slots[0].start)
            note = self._base.phrases.fill(
                "booking_other_office", office=self._needs.unit(office.id),
                when=self._asking.when(other.start),
            )  # fmt: skip
            offers = (*plan.offers[: _MOST - 1], other)
            return Found(plan.with_(offers=offers), (*found.notes, note))
        return found

    def _not_here(self, plan: Plan) -> Found:
        """The office does not take this procedure: others are named."""
        others = self._needs.others(plan.office, plan.purpose, plan.procedure)
        offices = tuple(office.id for office in others)
        takes = plan.with_(office=None, offices=offices, offers=(), start=None)
        return Found(takes, (self._base.phrases["booking_not_taken_here"],))

    def _hour_taken(self, plan: Plan, times: Times) -> tuple[str, ...]:
        if plan.at is None or times.exact is not None:
            return ()
        return (self._base.phrases.fill("booking_hour_taken", hour=f"{plan.at:%H:%M}"),)

    def _quiet(self, times: Times) -> tuple[str, ...]:
        if not times.quiet or len(times.quiet) == len(times.slots):
            return ()
        said = "; ".join(self._asking.when(slot.start) for slot in times.quiet)
        return (self._base.phrases.fill("booking_quiet", times=said),)

    def _day(self, day: date) -> str:
        weekday = self._base.phrases["weekdays"].split("; ")[day.weekday()]
        return f"{weekday} {day.day}/{day.month}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
