"""A conversation as an officer reads it."""

from assistant.conversation.inbox import Answered
from assistant.conversation.transcript import Writer
from assistant.conversation.turn import Turn
from assistant.knowledge.reply import Outcome, Reply
from assistant.stores import Stores
from tests.assistant.storage.conftest import incoming


async def _turn(stores: Stores, conversation: str, words: str, *said: str) -> None:
    message = await stores.inbox.keep(incoming(conversation, "web", f"{conversation}/{words}"))
    await stores.turns.record(
        Turn(f"inbox-{message}", conversation, "web", words, Outcome.ANSWERED)
    )  # fmt: skip
    answered = Answered(Outcome.ANSWERED, tuple(Reply(text=text) for text in said))
    await stores.inbox.answer(message, answered, deliver=False)


async def test_both_sides_in_their_order_with_who_wrote_what(stores: Stores) -> None:
    web = "web:transcript"
    await _turn(stores, web, "câu một", "trả lời một", "trả lời một nữa")
    await stores.outbox.post(web, Reply(text="chào bạn"), "Lan")
    await _turn(stores, web, "câu hai")
    await _turn(stores, "web:transcript-other", "của người khác", "riêng")
    lines = await stores.transcripts.lines(web, 100)
    assert [(line.writer, line.text, line.outcome, line.sent) for line in lines] == [
        (Writer.RESIDENT, "câu một", "answered", None),
        (Writer.ASSISTANT, "trả lời một", None, True),
        (Writer.ASSISTANT, "trả lời một nữa", None, True),
        (Writer.OFFICER, "chào bạn", None, False),
        (Writer.RESIDENT, "câu hai", "answered", None),
    ]
    assert [line.at for line in lines] == sorted(line.at for line in lines)


async def test_of_a_long_conversation_the_end_is_read(stores: Stores) -> None:
    web = "web:transcript-long"
    for number in range(5):
        await _turn(stores, web, f"câu {number}")
    lines = await stores.transcripts.lines(web, 2)
    assert [line.text for line in lines] == ["câu 3", "câu 4"]
