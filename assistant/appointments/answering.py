"""A short answer, read by what was asked: yes, no, a number, one of the choices. Pure."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from assistant.appointments.appointment import Kind
from assistant.appointments.plan import Offer, Plan
from assistant.appointments.wish import Doubt, Wish

Answered = tuple[Plan, tuple[str, ...]]
_GATHERING = timedelta(days=3)  # to get a missing paper


def answered(plan: Plan, wish: Wish) -> Answered:
    """The plan after the answer to its question, and the names of phrases to be said."""
    reading = _READINGS.get(plan.step or "")
    return reading(plan, wish) if reading else (plan, ())


def chosen_offer(plan: Plan, wish: Wish) -> Offer | None:
    """The offer that is meant: by its number, its hour, or yes to the only one."""
    if plan.step != "time" or not plan.offers or wish.relations:
        return None
    if wish.number is not None:
        return _numbered(plan.offers, wish.number)
    if wish.yes and len(plan.offers) == 1:
        return plan.offers[0]
    if wish.dated and wish.doubt in (None, Doubt.TODAY_OR_NEXT):
        fitting = [offer for offer in plan.offers if _is_meant(offer, wish)]
        return fitting[0] if len(fitting) == 1 else None
    return None


def _is_meant(offer: Offer, wish: Wish) -> bool:
    """Whether the words fit this offer; a part of the day alone may be said of any day."""
    start = offer.start
    if wish.at is not None:
        # "2h" under an offer of 14:00, "8h" under one of 08:00
        return start.time() == wish.at and wish.since in (None, start.date())
    return wish.part is None and wish.since == wish.until == start.date()


def _numbered(offers: tuple[Offer, ...], number: int) -> Offer | None:
    if number == -1:
        return offers[-1]
    return offers[number - 1] if 1 <= number <= len(offers) else None


def _time(plan: Plan, wish: Wish) -> Answered:
    if wish.no and not wish.dated and not wish.relations:
        return plan.with_(offers=(), after=_last(plan), start=None), ()
    if wish.yes and not wish.dated and len(plan.offers) > 1 and wish.number is None:
        return plan, ("booking_which_time",)
    return plan, ()


def _last(plan: Plan) -> object:
    return max((offer.start for offer in plan.offers), default=None)


def _day(plan: Plan, wish: Wish) -> Answered:
    """ "Thứ sáu" on a Friday: today, or in a week."""
    if plan.since is None or (wish.since is None and not wish.yes and not wish.no):
        return plan, ()
    next_week = plan.since + timedelta(days=7)
    later = wish.no or bool(
        wish.since
        and wish.until
        and wish.since <= next_week <= wish.until
        and wish.since != plan.since
    )
    day = next_week if later else wish.since or plan.since
    return plan.with_(since=day, until=day, step=None), ()


def _papers(plan: Plan, wish: Wish) -> Answered:
    if wish.complete is False or (wish.no and wish.complete is None):
        return plan.with_(has_all="no"), ()
    if wish.complete or wish.yes:
        return plan.with_(has_all="yes"), ()
    return (plan.with_(has_all="unsure"), ()) if wish.unsure else (plan, ())


def _later(plan: Plan, wish: Wish) -> Answered:
    """Not all papers are there: keep the time, or another some days on."""
    if wish.yes or wish.complete:
        return plan.with_(has_all="unsure" if not wish.complete else "yes"), ()
    if wish.no or "later" in wish.relations or "other_day" in wish.relations:
        since = plan.start.date() + _GATHERING if plan.start else None
        moved = plan.without_time().with_(since=since, until=None, after=None, has_all="unsure")
        return moved, ()
    if wish.dated:
        return plan.with_(has_all="unsure"), ()
    return plan, ()


def _confirm(plan: Plan, wish: Wish) -> Answered:
    if wish.no and not wish.dated and not wish.relations:
        return plan.with_(confirmed=False), ("booking_what_to_change",)
    return plan.with_(confirmed=wish.yes and not wish.dated and not wish.relations), ()


def _cancel(plan: Plan, wish: Wish) -> Answered:
    return plan.with_(confirmed=wish.yes or wish.stops), ()


def _office(plan: Plan, wish: Wish) -> Answered:
    if wish.number is not None and 1 <= wish.number <= len(plan.offices):
        return plan.with_(office=plan.offices[wish.number - 1], offices=()), ()
    if wish.yes and len(plan.offices) == 1:
        return plan.with_(office=plan.offices[0], offices=()), ()
    return plan, ()


def _procedure(plan: Plan, wish: Wish) -> Answered:
    if wish.number is not None and 1 <= wish.number <= len(plan.candidates):
        chosen = plan.candidates[wish.number - 1]
        return plan.with_(procedure=chosen, candidates=()), ()
    if wish.yes and len(plan.candidates) == 1:
        return plan.with_(procedure=plan.candidates[0], candidates=()), ()
    if wish.unsure or wish.no:
        return plan.with_(any_procedure=True, candidates=()), ()
    return plan, ()


def _whom(plan: Plan, wish: Wish) -> Answered:
    whom = "other" if wish.for_others else "self" if wish.yes or wish.for_oneself else plan.whom
    return plan.with_(whom=whom, reason=plan.reason or wish.reason), ()


def _reason(plan: Plan, wish: Wish) -> Answered:
    if wish.reason == "none" or (wish.no and wish.reason is None):
        return plan.with_(reason="none"), ()
    return plan.with_(reason=wish.reason or ("unsaid" if wish.unsure else plan.reason)), ()


def _other_kind(plan: Plan, wish: Wish) -> Answered:
    """In the ordinary hours, or at the counter, instead of what is not to be had."""
    if wish.yes:
        return plan.without_time().with_(kind=Kind.SUBMIT, reason=None, step=None), ()
    return plan, ("booking_officer_instead",) if wish.no else ()


def _appointment(plan: Plan, wish: Wish) -> Answered:
    if wish.number is not None and 1 <= wish.number <= len(plan.theirs):
        return plan.with_(chosen=plan.theirs[wish.number - 1].code), ()
    return plan, ()


_READINGS: Mapping[str, Callable[[Plan, Wish], Answered]] = {
    "time": _time,
    "day": _day,
    "papers": _papers,
    "later": _later,
    "confirm": _confirm,
    "cancel": _cancel,
    "office": _office,
    "procedure": _procedure,
    "whom": _whom,
    "reason": _reason,
    "other_kind": _other_kind,
    "appointment": _appointment,
}
