"""What a reminder says, and the buttons under it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from assistant.appointments.appointment import Appointment, Kind, Slot, State
from assistant.appointments.reminder import Due, ReminderKind
from assistant.appointments.reminder_words import nearest, telling
from assistant.clock import VIETNAM
from assistant.conversation.message import read_payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.content import Phrases
from assistant.knowledge.offices import Office, Offices
from assistant.knowledge.record import Record

START = datetime(2026, 11, 26, 8, 30, tzinfo=VIETNAM)
VISIT = Appointment(1, "K7DH-3MXA", "99999", "all", Kind.SUBMIT, None, START,
                    START + timedelta(minutes=15), State.BOOKED)  # fmt: skip
OFFICE = Office(id="99999", name="Trung tâm xã Thử", unit="Xã Thử", kind="commune")


@dataclass(frozen=True)
class _Words:
    phrases: Phrases
    offices: Offices
    records: dict[str, Record]


@pytest.fixture
def words(small_base: KnowledgeBase) -> _Words:
    """The real phrases, one invented office, the invented records."""
    offices = Offices.model_construct(checked_on=None, sources=[], offices=[OFFICE])
    return _Words(small_base.phrases, offices, small_base.records)


def _slot(day: int, hour: int, minute: int = 0) -> Slot:
    start = datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)
    return Slot(start, start + timedelta(minutes=15), 1)


def _due(kind: ReminderKind, visit: Appointment = VISIT, closed: str | None = None) -> Due:
    return Due(kind, 0, START, visit, closed)


def test_a_reminder_names_time_place_and_code_and_leads_on(words: _Words) -> None:
    visit = replace(VISIT, procedure="9.000001")
    told = telling(_due(ReminderKind.DAY, visit), words, [])
    for part in ("08:30 thứ Năm, 26/11", "Trung tâm xã Thử", "K7DH-3MXA"):
        assert part in told.reply.text
    assert words.records["9.000001"].name in told.reply.text
    assert [button.title for button in told.reply.buttons] == [
        "Đổi lịch", "Hủy lịch", "Xem giấy tờ",
    ]  # fmt: skip


def test_without_a_procedure_there_are_no_papers_to_show(words: _Words) -> None:
    told = telling(_due(ReminderKind.HOURS, replace(VISIT, procedure="0.0")), words, [])
    assert [button.title for button in told.reply.buttons] == ["Đổi lịch", "Hủy lịch"]


def test_a_visit_at_home_does_not_send_anybody_to_the_office(words: _Words) -> None:
    told = telling(_due(ReminderKind.DAY, replace(VISIT, kind=Kind.HOME_VISIT)), words, [])
    assert "tại nhà" in told.reply.text


def test_a_closed_day_is_told_with_its_reason_and_other_times(words: _Words) -> None:
    offers = [_slot(26, 14), _slot(27, 8), _slot(30, 8)]
    told = telling(_due(ReminderKind.CLOSED, closed="Mất điện"), words, offers)
    assert "Mất điện." in told.reply.text
    assert words.phrases["reminder_closed_offers"] in told.reply.text
    assert [button.title for button in told.reply.buttons] == [
        "14:00 thứ Năm, 26/11", "08:00 thứ Sáu, 27/11", "08:00 thứ Hai, 30/11", "Đổi lịch",
        "Hủy lịch",
    ]  # fmt: skip
    assert '"time": "2026-11-27t08.00"' in told.reply.buttons[1].payload


def test_a_closed_day_without_other_times_has_a_next_step(words: _Words) -> None:
    told = telling(_due(ReminderKind.CLOSED, closed="Mất điện"), words, [])
    assert words.phrases["reminder_closed_none"] in told.reply.text
    assert told.reply.buttons


def test_a_rating_has_five_buttons_the_best_first(words: _Words) -> None:
    told = telling(_due(ReminderKind.RATING), words, [])
    assert [b.title[0] for b in told.reply.buttons] == ["5", "4", "3", "2", "1"]
    assert '"rating": "5"' in told.reply.buttons[0].payload
    assert told.template is None


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_every_button_is_one_the_dialogue_would_read(words: _Words, kind: ReminderKind) -> None:
    visit = replace(VISIT, procedure="9.000001")
    told = telling(_due(kind, visit, "Họp."), words, [_slot(26, 14)])
    intents = frozenset(
        {"move_appointment", "cancel_appointment", "rate_service", "choose_procedure"}
    )
    entities = frozenset({"appointment", "time", "rating", "procedure", "aspect", "place"})
    for button in told.reply.buttons:
        assert read_payload(button.payload, intents, entities), button.payload
        assert len(button.title) <= 30


def test_the_template_says_the_same_and_nothing_of_the_person(words: _Words) -> None:
    told = telling(_due(ReminderKind.CLOSED, closed="Họp."), words, [])
    assert told.template is not None
    assert told.template.name == "closing"
    assert told.template.values == {
        "ma_lich_hen": "K7DH-3MXA", "thoi_gian": "08:30 26/11/2026",
        "dia_diem": "Trung tâm xã Thử",
    }  # fmt: skip


def test_other_times_are_near_of_different_half_days_and_to_come() -> None:
    slots = [_slot(26, 8, m) for m in (0, 15, 30, 45)] + [
        _slot(26, 14), _slot(25, 10), _slot(27, 8), _slot(27, 9), _slot(28, 8),
    ]  # fmt: skip
    now = datetime(2026, 11, 25, 12, tzinfo=VIETNAM)
    assert nearest(slots, START, now) == [_slot(26, 8, 30), _slot(26, 14), _slot(27, 8)]
    assert nearest([], START, now) == []
