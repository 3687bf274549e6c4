"""The open question of the booking form."""

from tests.actions.conftest import FormTalk


async def test_the_question_follows_what_is_still_missing(form: FormTalk) -> None:
    assert "làm thủ tục gì" in await form.say("đặt lịch")
    assert "xã, phường nào" in await form.say("làm khai sinh cho con", "name_procedure")
    assert "phường Kinh Bắc" in await form.say("ở kinh bắc", "ask_place")


async def test_after_an_interruption_it_says_that_the_booking_goes_on(form: FormTalk) -> None:
    await form.say("đặt lịch làm khai sinh")
    assert "tiếp tục" not in form.text
    await form.say("mất bao lâu", "ask_time")
    assert form.text.startswith("Mình tiếp tục")
