"""What an edition says about booking, without any store."""

from datetime import timedelta

import pytest

from assistant.appointments.appointment import BookingError, Kind, Refusal, Taken
from assistant.appointments.rules import Rules
from assistant.knowledge.base import KnowledgeBase
from tests.assistant.appointments.bookings import MONDAY, at, with_offices

NOW = at(7) - timedelta(days=3)


@pytest.fixture
def rules(small_base: KnowledgeBase) -> Rules:
    """Of one office with two seats at each counter."""
    return Rules(with_offices(small_base, 2, "mot"))


def test_seats_are_those_of_every_office_and_counter(rules: Rules) -> None:
    assert rules.seats() == {("mot", "chung"): 2, ("mot", "ho-tich"): 2}


def test_what_another_counter_has_booked_is_no_matter(rules: Rules) -> None:
    place = rules.place("mot", Kind.SUBMIT, None)
    openings = rules.openings(place, MONDAY, MONDAY, NOW)
    other = [Taken.once("ho-tich", seat, at(8), at(11)) for seat in (1, 2)]
    assert {slot.free for slot in rules.free(place, openings, other, NOW)} == {2}
    own = [Taken.once("chung", 1, at(8), at(11))]
    assert {slot.free for slot in rules.free(place, openings, own, NOW)} == {1}


def test_days_gone_and_days_too_far_have_no_openings(rules: Rules) -> None:
    place = rules.place("mot", Kind.SUBMIT, None)
    days = rules.openings(place, MONDAY - timedelta(days=90), MONDAY + timedelta(days=90), NOW)
    assert days[0].start >= NOW - timedelta(days=1)
    assert days[-1].start.date() <= NOW.date() + timedelta(days=rules.policy.horizon_days)
    assert rules.openings(place, MONDAY, MONDAY - timedelta(days=1), NOW) == []


def test_every_time_that_is_free_can_be_wanted(rules: Rules) -> None:
    place = rules.place("mot", Kind.SUBMIT, None)
    openings = rules.openings(place, MONDAY, MONDAY, NOW)
    for slot in rules.free(place, openings, [], NOW):
        wanted = rules.wanted(place, slot.start, NOW)
        assert (wanted.start, wanted.end) == (slot.start, slot.end)
    with pytest.raises(BookingError) as error:
        rules.wanted(place, at(11), NOW)
    assert error.value.refusal is Refusal.CLOSED
