"""Names and phones go no further than the reception."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant import wiring
from assistant.appointments.appointment import Kind
from assistant.clock import now
from assistant.conversation.contacts import GIVEN, Contacts
from assistant.conversation.dialogue import Spoken
from assistant.conversation.reception import Reception
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.live import Edition, Editions
from assistant.knowledge.reply import Reply
from assistant.knowledge.state import State, Waiting
from assistant.stores import Stores
from tests.assistant.conversation.conftest import FakeRasa

AWAITED = State(waiting=Waiting(kind="contact"))


@dataclass(frozen=True)
class Real:
    """The knowledge that ships."""

    current: Edition = field()


async def _held(stores: Stores, base: KnowledgeBase, standing: Editions, who: str) -> Contacts:
    booking = wiring.booking(stores, Real(Edition(base, standing.current.consultation)))
    today = now().date()
    free = await booking.free("07210", Kind.COLLECT, None, today, today + timedelta(days=20))
    start: datetime = free[len(who) % len(free)].start
    await booking.hold("07210", Kind.COLLECT, None, start, who)
    return Contacts(booking)


async def test_a_contact_becomes_a_button_without_its_words(
    stores: Stores, real_base: KnowledgeBase, standing: Editions
) -> None:
    contacts = await _held(stores, real_base, standing, "web:c1")
    taken = await contacts.taken_from("Nguyễn Văn An 0912345678", "web:c1", AWAITED, real_base)
    assert taken == GIVEN
    held = await contacts._holding.held("web:c1")
    assert held is not None
    assert held.contact is not None
    assert (held.contact.name, held.contact.phone) == ("Nguyễn Văn An", "0912345678")


async def test_halves_come_together_and_are_corrected(
    stores: Stores, real_base: KnowledgeBase, standing: Editions
) -> None:
    contacts = await _held(stores, real_base, standing, "web:c22")
    for text in ("em là Hoa", "0912345678", "nhầm, số là 0987654321"):
        assert await contacts.taken_from(text, "web:c22", AWAITED, real_base) == GIVEN
    held = await contacts._holding.held("web:c22")
    assert held is not None
    assert held.contact is not None
    assert (held.contact.name, held.contact.phone) == ("Hoa", "0987654321")
    # with a name known, two words are no other name
    assert await contacts.taken_from("tạm biệt nhé", "web:c22", State(), real_base) is None


async def test_a_wrong_number_is_answered_here(
    stores: Stores, real_base: KnowledgeBase, standing: Editions
) -> None:
    contacts = await _held(stores, real_base, standing, "web:c333")
    said = await contacts.taken_from("Lan 0912 345 67", "web:c333", AWAITED, real_base)
    assert isinstance(said, Spoken)
    assert "chưa đúng" in said.replies[0].text


async def test_without_a_hold_a_phone_that_is_awaited_still_goes_nowhere(
    stores: Stores, real_base: KnowledgeBase, standing: Editions
) -> None:
    contacts = Contacts(wiring.booking(stores, standing))
    assert await contacts.taken_from("0912345678", "web:c4", AWAITED, real_base) == GIVEN
    assert await contacts.taken_from("0912345678", "web:c4", State(), real_base) is None
    assert await contacts.taken_from("lệ phí bao nhiêu", "web:c4", AWAITED, real_base) is None


async def test_a_contact_that_comes_too_early_is_told_so(
    stores: Stores, real_base: KnowledgeBase, standing: Editions
) -> None:
    contacts = Contacts(wiring.booking(stores, standing))
    said = await contacts.taken_from("em là Hoa, sdt 0912345678", "web:c6", State(), real_base)
    assert isinstance(said, Spoken)
    assert "chọn ngày giờ trước" in said.replies[0].text
    question = "sdt 0912345678, cấp lại sổ đỏ cần giấy gì"
    assert await contacts.taken_from(question, "web:c6", State(), real_base) is None


async def test_the_reception_sends_and_keeps_the_button_alone(
    reception: Reception, rasa: FakeRasa, database_url: str
) -> None:
    asking = Spoken(replies=[Reply(text="Bạn gõ họ tên")], state=AWAITED)
    rasa.says({"custom": asking.model_dump(mode="json")})
    await reception.text("web:c5", "web", "đặt lịch")
    await reception.text("web:c5", "web", "Trần Thị Bí 0912345678")
    assert rasa.sent[-1]["message"] == "/give_contact{}"
    assert "Bí" not in str(rasa.sent)
