"""The calendar file: what a calendar needs to follow a visit, and nothing about the person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Alarm, Calendar, Event

from assistant.appointments.appointment import Appointment, Contact, Kind, State
from assistant.appointments.invitation import invitation
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)
VISIT = Appointment(
    7, "K7DH-3MXA", "07210", "ho-tich", Kind.SUBMIT, "1.001193",
    datetime(2026, 11, 26, 8, 30, tzinfo=VIETNAM), datetime(2026, 11, 26, 8, 50, tzinfo=VIETNAM),
    State.BOOKED, 0, "web:abcdefgh", Contact("Nguyễn Thị Bí Mật", "0912345678"),
)  # fmt: skip
BEFORE = [timedelta(days=1), timedelta(hours=2)]


def text_of(base: KnowledgeBase, visit: Appointment) -> str:
    office = base.offices.office(visit.office)
    assert office is not None
    return invitation(visit, office, base.phrases, BEFORE, NOW).decode()


def read(base: KnowledgeBase, visit: Appointment) -> tuple[Calendar, Event]:
    """The file as a calendar reads it."""
    calendar = Calendar.from_ical(text_of(base, visit))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def test_a_calendar_reads_the_time_the_office_and_the_code(real_base: KnowledgeBase) -> None:
    calendar, event = read(real_base, VISIT)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert event.start == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
    assert event.end == datetime(2026, 11, 26, 1, 50, tzinfo=UTC)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert "phường Bắc Giang" in event["SUMMARY"]
    assert "K7DH-3MXA" in event["DESCRIPTION"]
    assert "phường Bắc Giang" in event["LOCATION"]
    assert [alarm["TRIGGER"].dt for alarm in alarms(event)] == [-before for before in BEFORE]


@pytest.mark.parametrize(("address", "confirmed", "shown"), [
    (None, False, "X, Phường Y"), ("Số 1", True, "X, Số 1"),
    ("Số 1", False, "X, Số 1 (cần xác nhận với điểm tiếp nhận)"),
])  # fmt: skip
def test_an_address_says_when_nobody_has_confirmed_it(
    real_base: KnowledgeBase, address: str | None, confirmed: bool, shown: str
) -> None:
    office = Office(
        id="x", name="X", unit="Phường Y", kind="provincial", address=address,
        address_confirmed=confirmed,
    )  # fmt: skip
    calendar = Calendar.from_ical(invitation(VISIT, office, real_base.phrases, BEFORE, NOW))
    assert calendar.walk("VEVENT")[0]["LOCATION"] == shown


def test_times_are_utc_and_lines_are_short(real_base: KnowledgeBase) -> None:
    lines = text_of(real_base, VISIT).split("\r\n")
    assert "DTSTART:20261126T013000Z" in lines
    assert "DTSTAMP:20261122T020000Z" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_moved_visit_is_the_same_one_with_a_higher_number(real_base: KnowledgeBase) -> None:
    day = timedelta(days=1)
    moved = replace(VISIT, start=VISIT.start + day, end=VISIT.end + day, sequence=1)
    (_, before), (_, after) = read(real_base, VISIT), read(real_base, moved)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.start - before.start == day


@pytest.mark.parametrize("state", [State.CANCELLED, State.RESTING])
def test_a_cancelled_visit_leaves_the_calendar(real_base: KnowledgeBase, state: State) -> None:
    calendar, event = read(real_base, replace(VISIT, state=state, sequence=2))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert event["UID"] == read(real_base, VISIT)[1]["UID"]
    assert alarms(event) == []


def test_nothing_of_the_person_is_in_it(real_base: KnowledgeBase) -> None:
    said = text_of(real_base, VISIT)
    record = real_base.record("1.001193")
    for secret in ("Bí Mật", "0912345678", "5678", "1.001193", record.name, "abcdefgh"):
        assert secret not in said


def alarms(event: Event) -> list[Alarm]:
    return [alarm for alarm in event.subcomponents if isinstance(alarm, Alarm)]
