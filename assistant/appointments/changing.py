"""Appointments that stand: shown, moved, cancelled, by those who made them."""

from collections.abc import Sequence
from datetime import datetime

from assistant.appointments.appointment import Appointment, BookingError, Refusal
from assistant.appointments.booking import Booking
from assistant.appointments.plan import Plan, Theirs
from assistant.appointments.receipt import Receipt
from assistant.appointments.times import TimeSearch
from assistant.appointments.visiting import Progress
from assistant.knowledge.base import KnowledgeBase

_BY = "resident"
_PHRASES = {
    Refusal.NOT_FOUND: "booking_none_found",
    Refusal.GUESSED_TOO_OFTEN: "booking_guessed_enough",
    Refusal.OVER: "booking_over_then",
    Refusal.TAKEN: "booking_taken_meanwhile",
    Refusal.CLOSED: "booking_closed_then",
    Refusal.PAST: "booking_past_then",
    Refusal.TOO_FAR: "booking_far_then",
    Refusal.ONE_A_DAY: "booking_one_a_day_then",
    Refusal.NOT_TAKEN_HERE: "booking_not_taken_here",
    Refusal.TOO_MANY: "booking_too_many_then",
    Refusal.HOLD_ENDED: "booking_hold_over",
}
_ENDS = (Refusal.OVER, Refusal.GUESSED_TOO_OFTEN, Refusal.TOO_MANY)


class Changing:
    """What this conversation booked needs no code; the rest is opened by code and phone digits."""

    def __init__(
        self, booking: Booking, base: KnowledgeBase, times: TimeSearch, receipt: Receipt
    ) -> None:
        self._booking = booking
        self._base = base
        self._times = times
        self._receipt = receipt

    async def go_on(
        self, progress: Progress, factor: str | None, conversation: str, now: datetime,
        *, at_once: bool,
    ) -> Progress:  # fmt: skip
        """`factor`: digits typed beside a code. `at_once`: a button that says all was pressed."""
        mine = await self._booking.mine(conversation)
        try:
            visit = await self._which(progress.plan, factor, mine, conversation)
        except BookingError as error:
            return self._refused(progress, error.refusal)
        if visit is None:
            return self._asked(progress, mine)
        plan = progress.plan.with_(chosen=visit.code, theirs=(_theirs(visit),))
        known = Progress(plan, progress.replies)
        if plan.task == "mine":
            return Progress(plan, (*known.replies, *self._receipt.listed([visit])), done=True)
        if plan.task == "cancel":
            return await self._cancel(known, visit, at_once=at_once)
        return await self._move(known, visit, now, at_once=at_once)

    async def _which(
        self, plan: Plan, factor: str | None, mine: Sequence[Appointment], conversation: str
    ) -> Appointment | None:
        """The one meant. A code alone opens only what was booked here."""
        if plan.chosen:
            own = next((visit for visit in mine if visit.code == plan.chosen), None)
            if own is not None:
                return own
            if factor is None:
                return None
            return await self._booking.find(plan.chosen, factor, conversation)
        return mine[0] if len(mine) == 1 and plan.task != "mine" else None

    def _asked(self, progress: Progress, mine: Sequence[Appointment]) -> Progress:
        plan = progress.plan
        if plan.chosen or not mine:
            first = not plan.chosen and plan.step != "code"
            none = (self._base.phrases["booking_none_here"],) if first else ()
            return progress.saying(*none).at("code")
        if plan.task == "mine":
            listed = (*progress.replies, *self._receipt.listed(mine))
            return Progress(plan, listed, done=True)
        theirs = tuple(_theirs(visit) for visit in mine)
        return Progress(plan.with_(theirs=theirs), progress.replies).at("appointment")

    async def _cancel(self, progress: Progress, visit: Appointment, *, at_once: bool) -> Progress:
        if not (at_once or progress.plan.confirmed):
            return progress.at("cancel")
        try:
            cancelled = await self._booking.cancel(visit, _BY)
        except BookingError as error:
            return self._refused(progress, error.refusal)
        replies = (*progress.replies, *self._receipt.cancelled(cancelled))
        return Progress(progress.plan, replies, done=True)

    async def _move(
        self, progress: Progress, visit: Appointment, now: datetime, *, at_once: bool
    ) -> Progress:
        """Kind and procedure stay; the place too unless another is said."""
        plan = progress.plan
        if plan.kind is None:
            office = plan.office or (None if plan.offices else visit.office)
            plan = plan.with_(kind=visit.kind, procedure=visit.procedure, office=office)
        if plan.office is None:
            return Progress(plan, progress.replies).at("office")
        if plan.step == "day":
            return Progress(plan, progress.replies)
        chosen = plan.start is not None
        found = await self._times.find(plan, now)
        told = Progress(found.plan, progress.replies).saying(*found.notes)
        if found.plan.office is None:
            return told.at("office")
        if found.plan.start is None:
            return told.at("time")
        if not (chosen and at_once) and not plan.confirmed:
            return told.at("confirm")
        try:
            moved = await self._booking.move(visit, found.plan.start, found.plan.office, _BY)
        except BookingError as error:
            again = Progress(plan.without_time().with_(step="time"), progress.replies)
            return self._refused(again, error.refusal)
        return Progress(plan, (*told.replies, *self._receipt.moved(moved)), done=True)

    def _refused(self, progress: Progress, refusal: Refusal) -> Progress:
        """Said, with nothing of the appointment; the question stands unless it cannot help."""
        told = progress.saying(self._base.phrases[_PHRASES[refusal]])
        if refusal in _ENDS:
            return Progress(told.plan, told.replies, done=True)
        if refusal is Refusal.NOT_FOUND:
            return Progress(told.plan.with_(chosen=None), told.replies).at("code")
        return told.at("time")


def _theirs(visit: Appointment) -> Theirs:
    return Theirs(code=visit.code, office=visit.office, start=visit.start)
