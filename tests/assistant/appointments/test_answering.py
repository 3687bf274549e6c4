"""A short answer, read by what was asked."""

from datetime import date, datetime, time

import pytest

from assistant.appointments.answering import answered, chosen_offer
from assistant.appointments.appointment import Kind
from assistant.appointments.plan import Offer, Plan, Theirs
from assistant.appointments.wish import Wish
from assistant.clock import VIETNAM

AT = datetime(2026, 12, 7, 8, 0, tzinfo=VIETNAM)
OFFERS = (Offer(office="a", start=AT), Offer(office="a", start=AT.replace(hour=14)))


def test_an_offer_by_number_hour_or_yes_to_the_only_one() -> None:
    plan = Plan(step="time", offers=OFFERS)
    assert chosen_offer(plan, Wish(number=2)) == OFFERS[1]
    assert chosen_offer(plan, Wish(number=-1)) == OFFERS[1]
    assert chosen_offer(plan, Wish(number=5)) is None
    assert chosen_offer(plan, Wish(at=time(14))) == OFFERS[1]
    assert chosen_offer(plan, Wish(yes=True)) is None
    assert chosen_offer(plan.with_(offers=OFFERS[:1]), Wish(yes=True)) == OFFERS[0]
    assert chosen_offer(plan, Wish(number=1, relations=("later",))) is None
    assert chosen_offer(Plan(step="papers", offers=OFFERS), Wish(number=1)) is None


def test_yes_to_several_times_asks_which() -> None:
    assert answered(Plan(step="time", offers=OFFERS), Wish(yes=True))[1] == ("booking_which_time",)


@pytest.mark.parametrize(("wish", "has_all"), [
    (Wish(complete=True), "yes"), (Wish(yes=True), "yes"), (Wish(complete=False), "no"),
    (Wish(no=True), "no"), (Wish(unsure=True), "unsure"), (Wish(), None),
    (Wish(yes=True, complete=False), "no"),
])  # fmt: skip
def test_whether_the_papers_are_complete(wish: Wish, has_all: str | None) -> None:
    assert answered(Plan(step="papers"), wish)[0].has_all == has_all


def test_an_incomplete_file_keeps_its_time_or_gets_a_later_one() -> None:
    plan = Plan(step="later", has_all="no", start=AT, offers=OFFERS)
    kept = answered(plan, Wish(yes=True))[0]
    assert (kept.start, kept.has_all) == (AT, "unsure")
    later = answered(plan, Wish(no=True))[0]
    assert (later.start, later.since) == (None, date(2026, 12, 10))


def test_a_weekday_said_on_that_day_is_today_or_in_a_week() -> None:
    plan = Plan(step="day", since=AT.date(), until=AT.date())
    assert answered(plan, Wish(yes=True))[0].since == AT.date()
    week = Wish(since=date(2026, 12, 14), until=date(2026, 12, 20))
    assert answered(plan, week)[0].since == date(2026, 12, 14)
    assert answered(plan, Wish())[0].step == "day"


def test_yes_confirms_only_when_nothing_else_is_said() -> None:
    assert answered(Plan(step="confirm"), Wish(yes=True))[0].confirmed
    assert not answered(Plan(step="confirm"), Wish(yes=True, since=AT.date()))[0].confirmed
    assert answered(Plan(step="confirm"), Wish(no=True))[1] == ("booking_what_to_change",)


def test_choices_by_number() -> None:
    assert answered(Plan(step="office", offices=("a", "b")), Wish(number=2))[0].office == "b"
    named = answered(Plan(step="procedure", candidates=("1.1", "1.2")), Wish(number=1))[0]
    assert named.procedure == "1.1"
    theirs = (Theirs(office="a", start=AT, code="X"), Theirs(office="a", start=AT, code="Y"))
    assert answered(Plan(step="appointment", theirs=theirs), Wish(number=2))[0].chosen == "Y"


def test_who_does_not_know_the_procedure_goes_on_without() -> None:
    assert answered(Plan(step="procedure"), Wish(unsure=True))[0].any_procedure


def test_of_a_home_visit_for_whom_and_why() -> None:
    assert answered(Plan(step="whom"), Wish(for_others=True))[0].whom == "other"
    assert answered(Plan(step="whom"), Wish(for_oneself=True))[0].whom == "self"
    assert answered(Plan(step="reason"), Wish(reason="ill"))[0].reason == "ill"
    assert answered(Plan(step="reason"), Wish(unsure=True))[0].reason == "unsaid"
    assert answered(Plan(step="reason"), Wish(no=True))[0].reason == "none"
    home = Plan(step="other_kind", kind=Kind.HOME_VISIT)
    assert answered(home, Wish(yes=True))[0].kind is Kind.SUBMIT


def test_a_cancelling_is_confirmed() -> None:
    assert answered(Plan(step="cancel"), Wish(yes=True))[0].confirmed
