"""A new visit, step by step."""

from assistant.appointments.appointment import Contact, Kind
from tests.assistant.appointments.bookings import somebody
from tests.assistant.appointments.talking import Talk


async def test_from_the_first_word_to_the_code(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Tam Tiến ngày 27/11 lúc 8 giờ")
    assert "giấy tờ bạn cần" in talk.text
    held = await talk.press("Đã đủ")
    assert "5 phút" in held
    assert "30 ngày" in held
    assert "xác nhận" in await talk.give()
    done = await talk.press("Xác nhận")
    (visit,) = await talk.booking.mine(talk.conversation)
    assert visit.code in done
    assert talk.plan is None


async def test_half_a_contact_is_asked_for_the_other_half(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Tam Tiến ngày 27/11 lúc 9 giờ")
    await talk.press("Đã đủ")
    assert "Còn thiếu số điện thoại" in await talk.give(Contact("Trần Thị Mai", ""))
    assert "xác nhận" in await talk.give(Contact("", somebody().phone))


async def test_an_incomplete_file_is_warned_of_and_may_be_put_off(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Tam Tiến ngày 25/11 lúc 8 giờ")
    assert "đi lại" in await talk.say("còn thiếu")
    await talk.press("Lùi vài ngày")
    assert talk.plan is not None
    assert min(offer.start.day for offer in talk.plan.offers) >= 28 or talk.plan.since is not None


async def test_a_time_taken_meanwhile_is_told_and_others_are_offered(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Đồng Kỳ ngày 27/11 lúc 8 giờ")
    assert talk.plan is not None
    start, office, code = talk.plan.start, talk.plan.office, talk.plan.procedure
    assert start is not None
    assert office is not None
    while any(s.start == start for s in await talk.booking.free(
        office, Kind.SUBMIT, code, start.date(), start.date()
    )):  # fmt: skip
        await talk.booking.book(office, Kind.SUBMIT, code, start, somebody())
    said = await talk.press("Đã đủ")
    assert "vừa có người khác đặt" in said
    assert talk.plan.offers
    assert start not in {offer.start for offer in talk.plan.offers}


async def test_a_hold_that_ended_offers_again(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Đồng Kỳ ngày 27/11 lúc 9 giờ")
    await talk.press("Đã đủ")
    talk.clock.forward(minutes=6)
    assert "hết hạn" in await talk.give()
    assert talk.plan is not None
    assert talk.plan.step == "time"


async def test_a_second_of_the_same_kind_on_one_day_is_refused(talk: Talk) -> None:
    who = somebody()
    await talk.booked("đặt lịch làm khai sinh ở xã Đồng Kỳ ngày 30/11 lúc 8 giờ", who)
    await talk.say("đặt lịch đăng ký kết hôn ở xã Đồng Kỳ ngày 30/11 lúc 14 giờ")
    await talk.press("Đã đủ")
    await talk.give(who)
    assert "đã có một lịch cùng loại" in await talk.press("Xác nhận")
    assert talk.plan is not None
    assert all(offer.start.date() > talk.clock().date() for offer in talk.plan.offers)


async def test_fetching_a_result_asks_for_no_papers(talk: Talk) -> None:
    await talk.say("đặt lịch nhận kết quả ở phường Nếnh sáng ngày 27/11")
    assert "Đã giữ" in await talk.say("số 1")


async def test_a_home_visit_asks_with_dignity_and_for_the_address(talk: Talk) -> None:
    said = await talk.say("đăng ký phục vụ tại nhà", "request_home_visit")
    assert "gọi điện xác nhận" in said
    assert "không bắt buộc phải nói" in await talk.press("Cho người khác")
    assert "xã, phường nào" in await talk.press("Không muốn nói")
    await talk.say("xã Yên Thế")
    assert "địa chỉ" in await talk.say("số 1")
    assert "Còn thiếu địa chỉ" in await talk.give()
    assert "xác nhận" in await talk.give(Contact("", "", "thôn Giữa"))


async def test_who_cannot_have_a_home_visit_gets_a_next_step(talk: Talk) -> None:
    await talk.say("đăng ký phục vụ tại nhà", "request_home_visit")
    await talk.press("Cho tôi")
    await talk.press("Không thuộc các trường hợp này")
    assert {"Đặt trong giờ hành chính", "Gặp cán bộ"} <= set(talk.buttons)
    assert "làm thủ tục gì" in await talk.press("Đặt trong giờ hành chính")


async def test_after_hours_that_nobody_announced_get_a_next_step(talk: Talk) -> None:
    assert "cần xác nhận với điểm tiếp nhận" in await talk.say("đặt lịch ngoài giờ")
    assert {"Đặt trong giờ hành chính", "Gặp cán bộ"} <= set(talk.buttons)


async def test_another_place_offers_the_nearest(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở phường Kinh Bắc")
    await talk.say("chỗ khác đi")
    assert talk.plan is not None
    assert talk.plan.step == "office"
    assert "Phường Vũ Ninh" in talk.buttons
