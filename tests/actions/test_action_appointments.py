"""What a visitor thought of a visit."""

from rasa_sdk.executor import CollectingDispatcher

from actions.action_appointments import ActionAppointments
from actions.desk import BookingDesk
from tests.actions.conftest import tracker_of


async def _thanks(desk: BookingDesk, **entities: str) -> str:
    dispatcher = CollectingDispatcher()
    tracker = tracker_of("", "rate_service", None, entities)
    assert await ActionAppointments(desk).run(dispatcher, tracker, {}) == []
    return str(dispatcher.messages[0]["custom"]["replies"][0]["text"])


async def test_a_rating_by_one_tap_is_kept_with_its_visit(desk: BookingDesk) -> None:
    assert "đánh giá" in await _thanks(desk, rating="5", appointment="k7dh-3mxa")


async def test_a_rating_in_words_or_of_no_visit_gets_thanks_all_the_same(desk: BookingDesk) -> None:
    assert "Góp ý" in await _thanks(desk)
    assert "Góp ý" in await _thanks(desk, rating="5", appointment="aaaa-0000")
