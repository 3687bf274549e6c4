"""The times offered for a plan, over the real booking service."""

from datetime import date

from assistant.appointments.appointment import Closure
from tests.assistant.appointments.bookings import at
from tests.assistant.appointments.talking import Talk


async def test_a_holiday_and_a_sunday_are_named(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Nhã Nam")
    assert "ngày nghỉ" in await talk.say("ngày 24/11")
    assert "ngày nghỉ (Chủ nhật)" in await talk.say("chủ nhật")


async def test_a_full_day_is_told_with_the_nearest_office(talk: Talk) -> None:
    day = date(2026, 12, 10)
    await talk.say("đặt lịch làm khai sinh ở xã Nhã Nam")
    assert talk.plan is not None
    assert talk.plan.office is not None
    closed = Closure(talk.plan.office, None, at(0, day=day), at(23, day=day), "bão")
    await talk.booking.close(closed, "officer:thu")
    said = await talk.say("sáng ngày 10/12")
    assert "đã hết chỗ" in said
    assert "Gần đó" in said
    offices = {offer.office for offer in talk.plan.offers}
    assert talk.plan.office in offices
    assert len(offices) == 2


async def test_too_far_ahead_is_told_with_the_last_day(talk: Talk) -> None:
    await talk.say("đặt lịch làm khai sinh ở xã Nhã Nam")
    assert "20/12" in await talk.say("ngày 25/1/2027")


async def test_an_hour_that_cannot_be_had_offers_those_around_it(talk: Talk) -> None:
    said = await talk.say("đặt lịch làm khai sinh ở xã Nhã Nam lúc 12 giờ ngày 8/12")
    assert "Lúc 12:00 không còn chỗ" in said
    assert talk.plan is not None
    assert {offer.start.day for offer in talk.plan.offers} == {8}


async def test_an_office_that_does_not_take_the_procedure_names_others(talk: Talk) -> None:
    await talk.say("đặt lịch làm hộ chiếu phổ thông ở xã Nhã Nam")
    assert talk.plan is not None
    if talk.plan.procedure == "1.001456":
        assert "không nhận việc bạn cần làm" in talk.text
        assert talk.plan.step == "office"
