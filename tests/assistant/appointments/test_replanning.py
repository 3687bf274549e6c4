"""What a wish changes in a plan."""

from datetime import date, datetime, time

from assistant.appointments.appointment import Kind
from assistant.appointments.plan import Offer, Plan
from assistant.appointments.replanning import answered_by, with_procedure
from assistant.appointments.wish import Doubt, Wish
from assistant.clock import VIETNAM

AT = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
WAITING = Plan(step="time", procedure="1.1", office="a", offers=(Offer(office="a", start=AT),))


def test_relations_are_measured_by_what_was_offered() -> None:
    assert answered_by(Wish(relations=("earlier",)), WAITING).plan.before == AT
    assert answered_by(Wish(relations=("later",)), WAITING).plan.after == AT
    assert answered_by(Wish(relations=("other_place",)), WAITING).plan.office is None
    assert answered_by(Wish(kind=Kind.COLLECT), WAITING).plan.kind is Kind.COLLECT


def test_an_hour_keeps_the_day_and_a_day_the_hour() -> None:
    day = answered_by(Wish(since=AT.date(), until=AT.date()), WAITING.with_(offers=())).plan
    both = answered_by(Wish(at=time(14)), day.with_(step=None)).plan
    assert (both.since, both.at) == (AT.date(), time(14))
    later = answered_by(Wish(since=date(2026, 11, 27), until=date(2026, 11, 27)), both).plan
    assert (later.since, later.at) == (date(2026, 11, 27), time(14))


def test_a_weekday_said_on_that_day_is_asked_about() -> None:
    wish = Wish(since=AT.date(), until=AT.date(), doubt=Doubt.TODAY_OR_NEXT)
    assert answered_by(wish, WAITING.with_(offers=())).plan.step == "day"


def test_an_offer_that_is_meant_is_chosen() -> None:
    assert answered_by(Wish(number=1), WAITING).plan.start == AT


def test_the_same_procedure_changes_nothing_another_everything() -> None:
    assert with_procedure(WAITING, ("1.1",)) == WAITING
    assert with_procedure(WAITING, ("1.2",)).offers == ()
    assert with_procedure(WAITING, ("1.2", "1.3")).candidates == ("1.2", "1.3")
