"""When an office is open, and which group of its counters a visit goes to."""

from datetime import date, datetime, time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.appointment import Kind
from assistant.appointments.calendar import WorkingDays
from assistant.appointments.openings import Opening, capacities, counter_for, openings_of
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import OfficeHours
from assistant.knowledge.offices import Offices

WEDNESDAY, SATURDAY, CULTURE_DAY = date(2026, 11, 25), date(2026, 11, 28), date(2026, 11, 24)


@pytest.fixture(scope="module")
def calendar(real_base: KnowledgeBase) -> WorkingDays:
    """The calendar that ships."""
    return WorkingDays(real_base.calendar)


def opening(days: list[int], since: str, until: str) -> dict[str, Any]:
    """As YAML says it."""
    return {"days": days, "from": since, "to": until}


def office(**said: Any) -> OfficeHours:
    """An office open in the morning from Monday to Friday, with a change."""
    morning = [opening([1, 2, 3, 4, 5], "08:00", "11:00")]
    return OfficeHours.model_validate({"openings": morning, **said})


def shown(openings: list[Opening]) -> list[str]:
    """As on a door."""
    return [f"{o.start:%H:%M}-{o.end:%H:%M}" for o in openings]


def test_a_working_day_has_the_openings_of_its_weekday_in_vietnamese_time(
    calendar: WorkingDays,
) -> None:
    (only,) = openings_of(office(), Kind.SUBMIT, WEDNESDAY, calendar)
    assert only == Opening(
        datetime(2026, 11, 25, 8, tzinfo=VIETNAM), datetime(2026, 11, 25, 11, tzinfo=VIETNAM)
    )
    assert only.start.utcoffset() == only.end.utcoffset()
    assert only.start.isoformat() == "2026-11-25T08:00:00+07:00"


@pytest.mark.parametrize("day", [CULTURE_DAY, date(2026, 2, 17), SATURDAY, date(2026, 11, 29)])
@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_is_taken_on_days_off(calendar: WorkingDays, day: date, kind: Kind) -> None:
    assert openings_of(office(), kind, day, calendar) == []


def test_an_office_that_says_so_is_open_on_saturdays_but_not_at_tet(calendar: WorkingDays) -> None:
    hours = office(openings=[opening([6], "08:00", "10:00")])
    assert shown(openings_of(hours, Kind.SUBMIT, SATURDAY, calendar)) == ["08:00-10:00"]
    assert openings_of(hours, Kind.SUBMIT, date(2027, 2, 6), calendar) == []


def test_a_saturday_worked_for_a_monday_has_mondays_openings(calendar: WorkingDays) -> None:
    hours = office(openings=[opening([1], "09:00", "10:00"), opening([6], "13:00", "14:00")])
    assert shown(openings_of(hours, Kind.SUBMIT, date(2026, 8, 22), calendar)) == ["09:00-10:00"]


def test_closed_days_are_closed_from_the_first_to_the_last(calendar: WorkingDays) -> None:
    closed = [{"from": "2026-11-25", "to": "2026-11-26", "reason": "sửa điện"}]
    hours = office(closed=closed)
    found = [openings_of(hours, Kind.SUBMIT, date(2026, 11, day), calendar) for day in (25, 26, 27)]
    assert [len(openings) for openings in found] == [0, 0, 1]


def test_openings_that_overlap_or_touch_are_one(calendar: WorkingDays) -> None:
    """Else the same minutes could be booked twice."""
    spans = [("14:00", "16:00"), ("08:00", "10:00"), ("09:00", "11:00"), ("11:00", "11:30")]
    hours = office(openings=[opening([3], *span) for span in spans])
    found = openings_of(hours, Kind.SUBMIT, WEDNESDAY, calendar)
    assert shown(found) == ["08:00-11:30", "14:00-16:00"]


def test_after_hours_and_home_visits_have_openings_of_their_own(calendar: WorkingDays) -> None:
    hours = office(after_hours=[opening([3], "17:00", "19:00")])
    assert shown(openings_of(hours, Kind.AFTER_HOURS, WEDNESDAY, calendar)) == ["17:00-19:00"]
    assert shown(openings_of(hours, Kind.HOME_VISIT, WEDNESDAY, calendar)) == ["08:00-11:00"]
    never = office(home_visits=[])
    assert openings_of(never, Kind.HOME_VISIT, WEDNESDAY, calendar) == []
    assert openings_of(never, Kind.AFTER_HOURS, WEDNESDAY, calendar) == []


@given(
    spans=st.lists(
        st.tuples(st.times(), st.times()).filter(lambda span: span[0] < span[1]), max_size=6
    )
)
def test_openings_come_in_order_and_cover_the_same_minutes(
    calendar: WorkingDays, spans: list[tuple[time, time]]
) -> None:
    weekly = [opening([3], since.isoformat(), until.isoformat()) for since, until in spans]
    found = openings_of(office(openings=weekly), Kind.COLLECT, WEDNESDAY, calendar)
    assert all(one.end < two.start for one, two in pairwise(found))
    for since, until in spans:
        assert sum(o.start.time() <= since and until <= o.end.time() for o in found) == 1
    ends = {time for span in spans for time in span}
    assert {moment.time() for o in found for moment in (o.start, o.end)} <= ends


GROUPS = [
    {"id": "ho-tich", "name": "Hộ tịch", "fields": ["ho_tich", "chung_thuc"], "seats": 2},
    {"id": "tong-hop", "name": "Khác", "seats": 3},
    {"id": "tra", "name": "Trả kết quả", "kinds": ["collect"], "seats": 1},
    {"id": "nha", "name": "Tại nhà", "kinds": ["home_visit"], "seats": 1},
]


@pytest.mark.parametrize(
    ("kind", "field", "group"),
    [
        (Kind.SUBMIT, "ho_tich", "ho-tich"),
        (Kind.SUBMIT, "dat_dai", "tong-hop"),
        (Kind.SUBMIT, None, "tong-hop"),
        (Kind.ASSIST, "chung_thuc", "ho-tich"),
        (Kind.COLLECT, None, "tra"),
        (Kind.COLLECT, "dat_dai", "tra"),
        (Kind.HOME_VISIT, "ho_tich", "nha"),
        (Kind.AFTER_HOURS, "ho_tich", "ho-tich"),
    ],
)
def test_a_visit_goes_to_the_group_that_names_it(kind: Kind, field: str, group: str) -> None:
    counter = counter_for(office(counters=GROUPS), kind, field)
    assert counter is not None
    assert counter.id == group


def test_without_a_group_for_it_nobody_visits_at_home() -> None:
    hours = office(counters=GROUPS[:2])
    assert counter_for(hours, Kind.HOME_VISIT, "ho_tich") is None
    assert counter_for(office(), Kind.SUBMIT, None) is None


def test_every_group_of_every_office_has_its_seats() -> None:
    offices = Offices.model_validate(
        {
            "checked_on": "2026-11-21",
            "sources": [{"name": "một nguồn"}],
            "standard": {"counters": GROUPS[:2]},
            "offices": [
                {"id": "a", "name": "A", "unit": "Xã A", "kind": "provincial"},
                {
                    "id": "b", "name": "B", "unit": "Xã B", "kind": "provincial",
                    "hours": {"counters": [{"id": "mot", "name": "Một", "seats": 7}]},
                },
            ],
        }
    )  # fmt: skip
    assert capacities(offices) == {
        ("a", "ho-tich"): 2, ("a", "tong-hop"): 3, ("b", "mot"): 7
    }  # fmt: skip


def test_every_office_that_ships_has_a_counter_for_every_kind_and_field(
    real_base: KnowledgeBase,
) -> None:
    for each in real_base.offices.offices:
        hours = real_base.offices.hours_of(each)
        for kind in Kind:
            for field in (None, *real_base.fields.root):
                assert counter_for(hours, kind, field), (each.id, kind, field)
