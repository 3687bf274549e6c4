"""Who answers: the assistant, an officer, or nobody while it is switched off."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, time

import pytest

from assistant.appointments.calendar import WorkingDays
from assistant.clock import VIETNAM
from assistant.conversation.attendance import Attendance, is_attended, next_attended, when
from assistant.conversation.dialogue import Spoken
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import HandoverPolicy, OfficerHours
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.special_days import CalendarContent
from assistant.settings import Settings
from assistant.stores import Stores, open_stores

MORNING = OfficerHours(days=(1, 2, 3, 4, 5), opens=time(7, 30), closes=time(11, 30))
AFTERNOON = OfficerHours(days=(1, 2, 3, 4), opens=time(13, 0), closes=time(17, 0))
DAYS = WorkingDays(CalendarContent())
WISH = Spoken(outcome=Outcome.HANDED_OVER, intent="talk_to_officer")


def _at(day: int, clock: str) -> datetime:
    """A moment of the week that begins on Monday, 23 November 2026."""
    return datetime.combine(datetime(2026, 11, 22 + day), time.fromisoformat(clock), VIETNAM)


def _policy(*hours: OfficerHours) -> HandoverPolicy:
    return HandoverPolicy(hours=hours, release_after_minutes=30)


def _base(real_base: KnowledgeBase, *hours: OfficerHours) -> KnowledgeBase:
    policy = real_base.policy.model_copy(update={"handover": _policy(*hours)})
    return replace(real_base, policy=policy)


@pytest.fixture
async def attendance(stores: Stores) -> AsyncIterator[Attendance]:
    """Over the real database; the assistant is on after it."""
    yield Attendance(stores.cases, stores.switch)
    if await stores.switch.off_because() is not None:
        await stores.switch.turn(on=True, reason="", by="test")


@pytest.mark.parametrize(("day", "clock", "attended"), [
    (1, "07:29", False), (1, "07:30", True), (1, "11:29", True), (1, "11:30", False),
    (1, "13:00", True), (5, "13:00", False), (5, "08:00", True), (6, "08:00", False),
    (7, "08:00", False),
])  # fmt: skip
def test_hours_are_of_the_day_and_half_open(day: int, clock: str, attended: bool) -> None:
    assert is_attended(_policy(MORNING, AFTERNOON), DAYS, _at(day, clock)) is attended


def test_nobody_answers_on_a_holiday() -> None:
    assert is_attended(_policy(MORNING), DAYS, _at(2, "08:00")) is False  # 24/11
    assert next_attended(_policy(MORNING), DAYS, _at(1, "12:00")) == _at(3, "07:30")


def test_hours_nobody_has_said_are_not_known() -> None:
    assert is_attended(_policy(), DAYS, _at(1, "08:00")) is None


def test_outside_hours_it_says_when_an_answer_comes(real_base: KnowledgeBase) -> None:
    base = _base(real_base, MORNING, AFTERNOON)
    told = when(base, _at(6, "20:00"))
    assert "để lại câu hỏi" in told
    assert "sớm nhất từ 07:30 thứ Hai ngày 30/11" in told
    assert "thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu từ 07:30 đến 11:30" in told
    assert "thứ Hai, thứ Ba, thứ Tư, thứ Năm từ 13:00 đến 17:00" in told


def test_within_hours_and_without_known_hours_nothing_is_promised(
    real_base: KnowledgeBase,
) -> None:
    contact = real_base.phrases["handover_contact"]
    assert when(_base(real_base, MORNING), _at(1, "08:00")) == contact
    assert when(_base(real_base), _at(6, "20:00")) == contact


async def test_a_wish_gets_its_code_once(
    attendance: Attendance, stores: Stores, real_base: KnowledgeBase
) -> None:
    told = [
        await attendance.with_officer(real_base, "web:att-wish", "web", WISH) for _ in range(2)
    ]  # fmt: skip
    case = await stores.cases.of("web:att-wish")
    assert case is not None
    assert all(case.code in spoken.replies[0].text for spoken in told)
    assert {spoken.outcome for spoken in told} == {Outcome.HANDED_OVER}


async def test_what_is_no_wish_opens_nothing(
    attendance: Attendance, stores: Stores, real_base: KnowledgeBase
) -> None:
    answered = Spoken(replies=[Reply(text="Lệ phí: 15.000 đồng.")])
    assert await attendance.with_officer(real_base, "web:att-none", "web", answered) == answered
    assert await stores.cases.of("web:att-none") is None


async def test_the_assistant_goes_on_until_an_officer_comes_and_again_when_they_leave(
    attendance: Attendance, stores: Stores, real_base: KnowledgeBase
) -> None:
    code = await stores.cases.open("web:att-silent", "web")
    assert await attendance.instead(real_base, "web:att-silent") is None
    await stores.cases.claim(code, "Lan")
    silent = await attendance.instead(real_base, "web:att-silent")
    assert silent is not None
    assert (silent.outcome, silent.replies) == (Outcome.HANDED_OVER, [])
    kept = await attendance.with_officer(real_base, "web:att-silent", "web", silent)
    assert kept == silent
    assert await attendance.instead(real_base, "web:att-other") is None
    await stores.cases.close(code, "Lan")
    assert await attendance.instead(real_base, "web:att-silent") is None


@pytest.mark.parametrize(("reason", "told"), [
    ("đang bảo trì", "đang bảo trì. Tin nhắn"), ("Đang bảo trì. ", "Đang bảo trì. Tin nhắn"),
])  # fmt: skip
async def test_switched_off_it_says_why(
    attendance: Attendance, stores: Stores, real_base: KnowledgeBase, reason: str, told: str
) -> None:
    await stores.switch.turn(on=False, reason=reason, by="Lan")
    said = await attendance.instead(real_base, "web:att-off")
    assert said is not None
    assert said.outcome is Outcome.FAILED
    assert told in said.replies[0].text


async def test_an_officer_goes_on_while_the_assistant_is_off(
    attendance: Attendance, stores: Stores, real_base: KnowledgeBase
) -> None:
    code = await stores.cases.open("web:att-both", "web")
    await stores.cases.claim(code, "Lan")
    await stores.switch.turn(on=False, reason="Bảo trì.", by="Lan")
    silent = await attendance.instead(real_base, "web:att-both")
    assert silent is not None
    assert silent.replies == []


async def test_without_a_database_the_assistant_answers_and_a_wish_is_told_to_have_failed(
    real_base: KnowledgeBase,
) -> None:
    gone = open_stores(Settings(database_url="postgresql://nobody@127.0.0.1:1/none"))
    attendance = Attendance(gone.cases, gone.switch)
    assert await attendance.instead(real_base, "web:att-gone") is None
    spoken = await attendance.with_officer(real_base, "web:att-gone", "web", WISH)
    assert spoken.outcome is Outcome.FAILED
    assert spoken.replies[0].text == real_base.phrases["handover_failed"]
    await gone.engine.dispose()
