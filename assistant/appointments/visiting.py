"""Arranging a new visit, step by step: what is missing is asked, what is known is never asked."""

from dataclasses import dataclass
from datetime import datetime

from assistant.appointments.appointment import Appointment, BookingError, Kind, Refusal
from assistant.appointments.booking import Booking
from assistant.appointments.needs import Needs
from assistant.appointments.person import ContactField
from assistant.appointments.plan import Plan, Step
from assistant.appointments.receipt import Receipt
from assistant.appointments.times import TimeSearch
from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Reply
from assistant.knowledge.state import State

# What another time helps against.
_ANOTHER_TIME = {
    Refusal.TAKEN: "booking_taken_meanwhile",
    Refusal.CLOSED: "booking_closed_then",
    Refusal.PAST: "booking_past_then",
    Refusal.TOO_FAR: "booking_far_then",
    Refusal.HOLD_ENDED: "booking_hold_over",
    Refusal.ONE_A_DAY: "booking_one_a_day_then",
}


@dataclass(frozen=True)
class Progress:
    """The plan with its next step, what is said before its question. `done`: nothing is open."""

    plan: Plan
    replies: tuple[Reply, ...] = ()
    done: bool = False

    def saying(self, *texts: str) -> "Progress":
        """With more said."""
        return Progress(self.plan, (*self.replies, *(Reply(text=t) for t in texts)), self.done)

    def at(self, step: Step) -> "Progress":
        """Waiting with this question."""
        return Progress(self.plan.with_(step=step), self.replies)


class Visiting:
    """Leads to a hold and from there to a code."""

    def __init__(
        self, booking: Booking, base: KnowledgeBase, needs: Needs, times: TimeSearch,
        receipt: Receipt,
    ) -> None:  # fmt: skip
        self._booking = booking
        self._base = base
        self._needs = needs
        self._times = times
        self._receipt = receipt
        self._speaker = Speaker(base)

    async def go_on(
        self, progress: Progress, state: State, conversation: str, now: datetime
    ) -> Progress:
        """To the next question, or to the end."""
        if progress.plan.purpose is Kind.HOME_VISIT and progress.plan.step is None:
            progress = progress.saying(self._base.phrases["home_visit_intro"])
        what = self._what(progress, state)
        if what is not None:
            return what
        plan = progress.plan
        if plan.step == "day":
            return progress
        if plan.start is None or plan.held is None:
            progress = await self._when(progress, now)
            if progress.plan.step in ("office", "time"):
                return progress
        progress = self._papers(progress, state)
        if progress.plan.step in ("papers", "later"):
            return progress
        return await self._who(progress, conversation, now)

    def _what(self, progress: Progress, state: State) -> Progress | None:
        """Kind, procedure and office; None when they are known."""
        plan = progress.plan
        if plan.purpose is Kind.HOME_VISIT and (asked := self._at_home(progress)):
            return asked
        if plan.purpose is Kind.AFTER_HOURS and not self._any_after_hours():
            return progress.saying(self._base.phrases["booking_no_after_hours"]).at("other_kind")
        handing_in = plan.purpose in (Kind.SUBMIT, Kind.AFTER_HOURS)
        if handing_in and plan.procedure is None and not plan.any_procedure:
            return progress.at("procedure")
        if plan.office is None:
            if not plan.offices and state.office:  # another place than that of the conversation
                near = self._needs.others(state.office, plan.purpose, plan.procedure)
                plan = plan.with_(offices=tuple(office.id for office in near))
            return Progress(plan, progress.replies).at("office")
        return None

    def _at_home(self, progress: Progress) -> Progress | None:
        """For whom, and why: a choice, and nobody has to say."""
        plan = progress.plan
        if plan.whom is None:
            return progress.at("whom")
        if plan.reason is None:
            return progress.at("reason")
        if plan.reason == "none":
            return progress.saying(self._base.phrases["home_visit_not_for"]).at("other_kind")
        office = self._needs.office(plan.office or "")
        if office is not None and office.kind != "commune":
            return Progress(plan.with_(office=None), progress.replies).at("office")
        return None

    def _any_after_hours(self) -> bool:
        offices = self._base.offices
        return any(offices.hours_of(office).after_hours for office in offices.offices)

    async def _when(self, progress: Progress, now: datetime, *, choose: bool = True) -> Progress:
        found = await self._times.find(progress.plan, now, choose=choose)
        told = Progress(found.plan, progress.replies).saying(*found.notes)
        if found.plan.office is None:
            return told.at("office")
        if found.plan.start is None:
            if found.plan.offers:
                return told.at("time")
            nothing = told.plan.purpose is Kind.HOME_VISIT
            return told.at("other_kind" if nothing else "time")
        return Progress(told.plan.with_(step=None), told.replies)

    def _papers(self, progress: Progress, state: State) -> Progress:
        """The list of this resident before anything is settled: an incomplete file is sent home."""
        plan = progress.plan
        record = self._base.records.get(plan.procedure or "")
        if plan.purpose not in (Kind.SUBMIT, Kind.AFTER_HOURS) or record is None:
            return Progress(plan.with_(step=None), progress.replies)
        if plan.has_all is None:
            if not plan.papers_told:
                answers = state.answers if state.procedure == record.code else {}
                listed = self._speaker.papers(record, answers)
                listed = listed.model_copy(update={"buttons": []})
                plan = plan.with_(papers_told=True)
                progress = Progress(plan, (*progress.replies, listed))
            return progress.at("papers")
        if plan.has_all == "no":
            return progress.at("later")
        return Progress(plan.with_(step=None), progress.replies)

    async def _who(self, progress: Progress, conversation: str, now: datetime) -> Progress:
        """Holds the time, waits for the contact, and books it when all is said."""
        plan = progress.plan
        try:
            held = await self._held(plan, conversation)
            plan = plan.with_(held=held.id)
            missing = _missing(held)
            if missing:
                plan = plan.with_(confirmed=False, missing=missing)
                return Progress(plan, progress.replies).at("contact")
            if not plan.confirmed:
                return Progress(plan, progress.replies).at("confirm")
            booked = await self._booking.confirm(held.id)
        except BookingError as error:
            return await self._refused(progress, error.refusal, now)
        replies = (*progress.replies, *self._receipt.booked(booked, has_all=plan.has_all == "yes"))
        return Progress(plan, replies, done=True)

    async def _held(self, plan: Plan, conversation: str) -> Appointment:
        """The living hold, or a new one when none was made yet."""
        assert plan.start is not None
        assert plan.office is not None
        held = await self._booking.held(conversation)
        if held is not None and held.id == plan.held:
            return held
        if plan.held is not None:
            raise BookingError(Refusal.HOLD_ENDED)
        return await self._booking.hold(
            plan.office, plan.purpose, plan.procedure, plan.start, conversation
        )

    async def _refused(self, progress: Progress, refusal: Refusal, now: datetime) -> Progress:
        """Another time where one helps; otherwise why not, and what else can be done."""
        phrase = _ANOTHER_TIME.get(refusal)
        if phrase is None:
            told = progress.saying(self._base.phrases[_FINAL[refusal]])
            return Progress(told.plan, told.replies, done=True)
        plan, phrases = progress.plan, self._base.phrases
        if refusal is Refusal.ONE_A_DAY and plan.start is not None:
            # Any time of that day would be refused again.
            after = plan.start.replace(hour=23, minute=59)
            plan = plan.with_(after=after, since=None, until=None, at=None)
        plan = plan.without_time().with_(step="time")
        told = Progress(plan, progress.replies).saying(phrases[phrase])
        return await self._when(told, now, choose=False)


def _missing(held: Appointment) -> tuple[ContactField, ...]:
    """What is not known yet of who comes."""
    wanted: list[ContactField] = ["name", "phone"]
    if held.kind is Kind.HOME_VISIT:
        wanted.append("address")
    return tuple(part for part in wanted if not getattr(held.contact, part, ""))


_FINAL = {
    Refusal.TOO_MANY: "booking_too_many_then",
    Refusal.NOT_TAKEN_HERE: "booking_not_taken_here",
    Refusal.NOT_FOUND: "booking_none_found",
    Refusal.GUESSED_TOO_OFTEN: "booking_guessed_enough",
    Refusal.OVER: "booking_over_then",
}
