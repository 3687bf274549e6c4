"""Arranging an appointment in a conversation, over the real booking service and records."""

import pytest

from tests.assistant.appointments.talking import Talk


async def test_everything_in_one_breath_leaves_only_the_hour(talk: Talk) -> None:
    said = await talk.say("sáng thứ năm tuần sau nộp hồ sơ khai sinh ở Việt Yên")
    assert "phường Việt Yên" in said
    assert "Đăng ký khai sinh" in said
    assert talk.plan is not None
    assert {offer.start.day for offer in talk.plan.offers} == {26}
    assert all(offer.start.hour < 12 for offer in talk.plan.offers)


@pytest.mark.parametrize("order", [
    ["đặt lịch", "khai sinh", "ở phường Từ Sơn", "sáng thứ năm"],
    ["đặt lịch sáng thứ năm", "khai sinh", "ở phường Từ Sơn"],
    ["đặt lịch ở phường Từ Sơn", "sáng thứ năm", "khai sinh"],
    ["dat lich o phuong tu son", "khai sinh", "sang thu nam"],
])  # fmt: skip
async def test_things_are_taken_in_any_order(talk: Talk, order: list[str]) -> None:
    for text in order:
        await talk.say(text)
    plan = talk.plan
    assert plan is not None
    assert (plan.procedure, plan.step, plan.part) == ("1.001193", "time", "morning")
    assert {offer.start.day for offer in plan.offers} == {26}


async def test_a_question_about_something_else_is_not_for_the_arranging(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở phường Từ Sơn")
    plan = talk.plan
    await talk.say("lệ phí bao nhiêu", "ask_fee")
    assert talk.arranged is None
    assert talk.plan == plan
    assert talk.text.startswith("Mình tiếp tục")


async def test_many_other_questions_end_it(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở phường Từ Sơn")
    plan = talk.plan
    for _ in range(2):
        assert plan is not None
        plan = talk.arranging.interrupted(plan)  # type: ignore[assignment]
    assert plan is not None
    assert getattr(talk.arranging.interrupted(plan), "done", False)


async def test_stopping_gives_the_time_back(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Bố Hạ ngày 27/11 lúc 8 giờ")
    await talk.press("Đã đủ")
    assert await talk.booking.held(talk.conversation) is not None
    assert "Đã dừng" in await talk.say("thôi không đặt nữa")
    assert await talk.booking.held(talk.conversation) is None
    assert talk.plan is None


async def test_a_forgotten_conversation_goes_on_from_what_is_held(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Bố Hạ ngày 27/11 lúc 9 giờ")
    await talk.press("Đã đủ")
    talk.plan = None
    assert "xác nhận" in await talk.give()


async def test_a_button_of_a_question_that_is_over_is_told_so(talk: Talk) -> None:
    assert "không còn dùng được" in await talk.send('/answer_booking{"option": "yes9"}')
    assert talk.plan is None


async def test_the_state_awaits_a_contact_only_while_one_is_asked_for(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Bố Hạ ngày 27/11 lúc 10 giờ")
    assert talk.state.waiting is None
    await talk.press("Đã đủ")
    assert talk.state.waiting is not None
    assert talk.state.waiting.kind == "contact"
    await talk.give()
    assert talk.state.waiting is None


async def test_each_of_several_people_gets_an_appointment(talk: Talk) -> None:
    said = await talk.say("đặt hai suất làm khai sinh ở xã Bố Hạ")
    assert "Mỗi lịch dành cho một người" in said


async def test_thanks_for_a_rating(talk: Talk) -> None:
    assert talk.arranging.thanks(kept=True) != talk.arranging.thanks(kept=False)


@pytest.mark.parametrize(("text", "note"), [
    ("hôm qua", "đã qua rồi"), ("rằm tháng giêng", "ngày dương lịch"),
    ("thứ hai ngày 27/11", "không trùng với thứ"),
])  # fmt: skip
async def test_a_day_that_cannot_be_taken_is_told_politely(
    talk: Talk, text: str, note: str
) -> None:
    await talk.say("đặt lịch làm khai sinh ở phường Từ Sơn")
    assert note in await talk.say(text)
    assert talk.plan is not None
    assert talk.plan.offers
