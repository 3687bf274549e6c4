"""What was said or pressed, taken into the plan."""

from datetime import datetime

import pytest

from assistant.appointments.hearing import Hearing, Said, read_time
from assistant.appointments.needs import Needs
from assistant.appointments.plan import Offer, Plan
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.state import State
from tests.assistant.appointments.talking import FRIDAY

AT = datetime(2026, 11, 26, 9, 0, tzinfo=VIETNAM)
WAITING = Plan(step="time", procedure="1.001193", office="07210",
               offers=(Offer(office="07210", start=AT),))  # fmt: skip


@pytest.fixture(scope="module")
def hearing(real_base: KnowledgeBase, finder: Finder) -> Hearing:
    """Over what ships."""
    return Hearing(Needs(real_base, finder))


def said(text: str, intent: str = "book_appointment", **carried: str) -> Said:
    """A turn; with something carried it is a button."""
    return Said(text, intent, carried, pressed=bool(carried))


def test_a_new_plan_knows_the_subject_and_the_office_of_the_conversation(hearing: Hearing) -> None:
    state = State(procedure="1.000894", office="07228")
    heard = hearing.hear(said("đặt lịch"), None, state, FRIDAY)
    assert heard is not None
    assert (heard.plan.procedure, heard.plan.office) == ("1.000894", "07228")
    moved = hearing.hear(said("đổi lịch", "move_appointment"), None, state, FRIDAY)
    assert moved is not None
    assert (moved.plan.task, moved.plan.office) == ("move", None)


@pytest.mark.parametrize(("text", "intent"), [
    ("lệ phí bao nhiêu", "ask_fee"), ("cần mang giấy tờ gì", "ask_papers"),
    ("cảm ơn nhé", "thanks"), ("gặp cán bộ", "talk_to_officer"),
])  # fmt: skip
def test_other_matters_are_not_for_it(hearing: Hearing, text: str, intent: str) -> None:
    assert hearing.hear(said(text, intent), WAITING, State(), FRIDAY) is None


@pytest.mark.parametrize(("text", "intent"), [
    ("sáng thứ năm có làm việc không", "ask_after_hours"), ("chiều mai", "nlu_fallback"),
    ("ở phường Đa Mai", "ask_place"), ("số 1", "choose_ordinal"), ("sớm hơn", "nlu_fallback"),
])  # fmt: skip
def test_what_changes_the_plan_is_for_it_whatever_it_was_taken_for(
    hearing: Hearing, text: str, intent: str
) -> None:
    assert hearing.hear(said(text, intent), WAITING, State(), FRIDAY) is not None


def test_buttons_carry_time_place_and_procedure(hearing: Hearing) -> None:
    pressed = said("/x", "choose_slot", time="2026-11-26t09.00", place="07228")
    heard = hearing.hear(pressed, WAITING, State(), FRIDAY)
    assert heard is not None
    assert (heard.plan.start, heard.plan.office) == (AT, "07228")
    other = said("/x", "choose_procedure", procedure="1.000894")
    assert hearing.hear(other, WAITING, State(), FRIDAY) is None
    asked = WAITING.with_(step="procedure", procedure=None)
    heard = hearing.hear(other, asked, State(), FRIDAY)
    assert heard is not None
    assert heard.plan.procedure == "1.000894"
    assert hearing.hear(said("/x", "answer_case", case="a"), WAITING, State(), FRIDAY) is None


def test_a_reminder_names_its_appointment(hearing: Hearing) -> None:
    pressed = said("/x", "cancel_appointment", appointment="k7dh-3mxa")
    heard = hearing.hear(pressed, None, State(), FRIDAY)
    assert heard is not None
    assert (heard.plan.task, heard.plan.chosen) == ("cancel", "K7DH-3MXA")


def test_a_code_with_the_digits_of_the_phone(hearing: Hearing) -> None:
    heard = hearing.hear(
        said("k7dh 3mxa số cuối 5678"), Plan(task="cancel", step="code"), State(), FRIDAY
    )
    assert heard is not None
    assert (heard.plan.chosen, heard.factor) == ("K7DH-3MXA", "5678")


def test_a_day_said_anew_keeps_the_part_of_the_day(hearing: Hearing) -> None:
    first = hearing.hear(said("sáng thứ năm"), WAITING, State(), FRIDAY)
    assert first is not None
    second = hearing.hear(said("à không, thứ tư cơ"), first.plan, State(), FRIDAY)
    assert second is not None
    assert second.plan.since is not None
    assert (second.plan.since.day, second.plan.part) == (25, "morning")


def test_another_subject_takes_the_time_and_the_papers_with_it(hearing: Hearing) -> None:
    plan = WAITING.with_(has_all="yes", papers_told=True)
    heard = hearing.hear(said("không, ý tôi là đăng ký kết hôn", "correct"), plan, State(), FRIDAY)
    assert heard is not None
    assert (heard.plan.procedure, heard.plan.has_all, heard.plan.offers) == ("1.000894", None, ())


def test_times_of_buttons() -> None:
    assert read_time("2026-11-26t09.00") == AT
    assert read_time("gestern") is None
