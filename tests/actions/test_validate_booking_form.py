"""The booking form, turn by turn, over the real booking service."""

from datetime import timedelta

from actions.base import SLOT
from tests.actions.conftest import Clock, FormTalk


async def test_everything_in_one_breath_leaves_only_the_hour_to_choose(form: FormTalk) -> None:
    said = await form.say("sáng thứ năm tuần sau nộp hồ sơ khai sinh ở Việt Yên")
    assert "phường Việt Yên" in said
    assert "Đăng ký khai sinh" in said
    assert [title for title in form.buttons if "26/11" in title]
    assert all(offer.start.hour < 12 for offer in form.plan.offers)
    assert 1 <= len(form.plan.offers) <= 3


async def test_a_booking_from_the_first_word_to_the_code(form: FormTalk) -> None:
    await form.say("sang thu nam tuan sau nop ho so khai sinh o viet yen")
    assert "đủ các giấy tờ này chưa" in await form.say("số 1", "choose_ordinal")
    held = await form.say("đủ rồi", "affirm")
    assert "trong 5 phút" in held
    assert "30 ngày" in held
    assert "xác nhận" in await form.give()
    done = await form.say("ừ xác nhận", "affirm")
    assert "Mã lịch hẹn của bạn" in done
    assert not form.active
    (visit,) = await form.booking.mine(form.conversation)
    assert visit.code in done
    assert {"Đổi lịch", "Hủy lịch"} <= set(form.buttons)


async def test_what_is_remembered_holds_no_name_and_no_phone(form: FormTalk) -> None:
    await form.say("đặt lịch làm khai sinh ở phường Kinh Bắc ngày 30/11 lúc 8 giờ")
    await form.press("Đã đủ")
    said = await form.give("Trần Thị Bí Mật", "0987612345")
    kept = f"{form.slots}{said}"
    assert "Bí Mật" not in kept
    assert "0987612345" not in kept


async def test_a_question_in_between_is_given_away_and_the_form_comes_back(form: FormTalk) -> None:
    await form.say("đặt lịch làm khai sinh ở xã Tiên Lục")
    said = await form.say("lệ phí bao nhiêu", "ask_fee")
    assert form.given_away
    assert form.active
    assert "tiếp tục việc lịch hẹn" in said
    assert form.plan.offers


async def test_after_three_other_questions_the_booking_is_left(form: FormTalk) -> None:
    await form.say("đặt lịch làm khai sinh ở xã Tiên Lục")
    for _ in range(3):
        said = await form.say("lệ phí bao nhiêu", "ask_fee")
    assert not form.active
    assert "tạm dừng việc đặt lịch" in said


async def test_a_hold_that_ended_is_told_and_other_times_are_offered(
    form: FormTalk, clock: Clock
) -> None:
    await form.say("đặt lịch làm khai sinh ở xã Tam Tiến ngày 30/11 lúc 8 giờ")
    await form.press("Đã đủ")
    clock.at += timedelta(minutes=6)
    said = await form.give()
    assert "hết hạn" in said
    assert form.plan.offers


async def test_the_contact_is_awaited_only_while_it_is_asked_for(form: FormTalk) -> None:
    await form.say("đặt lịch làm khai sinh ở xã Tam Tiến ngày 30/11 lúc 9 giờ")
    await form.press("Đã đủ")
    assert form.slots[SLOT]["waiting"]["kind"] == "contact"
    await form.give()
    assert form.slots[SLOT]["waiting"] is None


async def test_a_button_of_a_question_that_is_over_ends_at_once(form: FormTalk) -> None:
    said = await form.send('/answer_booking{"option": "yes"}')
    assert "không còn dùng được" in said or form.active
