"""Appointments that stand: shown, moved, cancelled."""

from tests.assistant.appointments.bookings import somebody
from tests.assistant.appointments.talking import Talk


async def test_none_here_asks_for_code_and_digits(talk: Talk) -> None:
    said = await talk.say("lịch của tôi", "my_appointments")
    assert "chưa có lịch hẹn nào" in said
    assert "4 số cuối" in said


async def test_mine_are_listed_with_their_buttons(talk: Talk) -> None:
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 26/11 lúc 8 giờ")
    said = await talk.say("lịch của tôi", "my_appointments")
    assert visit.code in said
    assert "Đăng ký khai sinh" in said
    assert talk.plan is None


async def test_a_move_is_confirmed_and_keeps_the_code(talk: Talk) -> None:
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 26/11 lúc 9 giờ")
    said = await talk.say("đổi lịch sang 9 giờ ngày 27/11", "move_appointment")
    assert "đúng không" in said
    assert "Đã đổi lịch" in await talk.say("ừ", "affirm")
    (moved,) = await talk.booking.mine(talk.conversation)
    assert (moved.code, moved.start.day, moved.start.hour) == (visit.code, 27, 9)


async def test_one_tap_of_a_reminder_cancels(talk: Talk) -> None:
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 26/11 lúc 10 giờ")
    payload = f'/cancel_appointment{{"appointment": "{visit.code.lower()}"}}'
    assert "Đã hủy lịch" in await talk.send(payload)
    assert not await talk.booking.mine(talk.conversation)
    assert "đã qua hoặc đã hủy" in await talk.send(payload) or "mã lịch hẹn" in talk.text


async def test_one_tap_of_a_closing_moves_to_its_time(talk: Talk) -> None:
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 27/11 lúc 8 giờ")
    code = visit.code.lower()
    payload = f'/move_appointment{{"appointment": "{code}", "time": "2026-11-30t08.30"}}'
    assert "Đã đổi lịch" in await talk.send(payload)


async def test_a_typed_wish_to_cancel_is_asked_once_more(talk: Talk) -> None:
    await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 27/11 lúc 10 giờ")
    assert "muốn hủy lịch này" in await talk.say("hủy lịch", "cancel_appointment")
    assert "Đã dừng" in await talk.press("Giữ lại")
    assert await talk.booking.mine(talk.conversation)
    await talk.say("hủy lịch", "cancel_appointment")
    assert "Đã hủy lịch" in await talk.say("ừ hủy đi", "affirm")


async def test_of_two_it_is_asked_which(talk: Talk) -> None:
    who = somebody()
    await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 1/12 lúc 8 giờ", who)
    second = await talk.booked("đặt lịch đăng ký kết hôn ở xã Kép ngày 2/12 lúc 8 giờ", who)
    assert "nhiều lịch hẹn" in await talk.say("hủy lịch", "cancel_appointment")
    await talk.say("số 2", "choose_ordinal")
    await talk.press("Hủy lịch này")
    codes = [visit.code for visit in await talk.booking.mine(talk.conversation)]
    assert second.code not in codes
    assert len(codes) == 1


async def test_what_others_booked_opens_by_code_and_digits_only(talk: Talk) -> None:
    who = somebody()
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 3/12 lúc 8 giờ", who)
    talk.conversation += "-elsewhere"
    assert "4 số cuối" in await talk.say(f"hủy lịch {visit.code}", "cancel_appointment")
    wrong = "0000" if who.phone[-4:] != "0000" else "1111"
    said = await talk.say(f"{visit.code} {wrong}", "nlu_fallback")
    assert "Không tìm thấy" in said
    assert "khai sinh" not in said.lower()
    said = await talk.say(f"{visit.code.lower()} {who.phone[-4:]}", "nlu_fallback")
    assert "muốn hủy lịch này" in said


async def test_a_cancelling_in_the_middle_of_a_move_moves_nothing(talk: Talk) -> None:
    visit = await talk.booked("đặt lịch làm khai sinh ở xã Kép ngày 4/12 lúc 8 giờ")
    await talk.say("đổi lịch sang 9 giờ ngày 7/12", "move_appointment")
    assert "muốn hủy lịch này" in await talk.say("thôi hủy lịch đi", "cancel_appointment")
    (still,) = await talk.booking.mine(talk.conversation)
    assert still.start == visit.start
