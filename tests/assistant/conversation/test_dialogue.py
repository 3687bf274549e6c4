"""The client of Rasa: what it takes for an answer, and what it refuses."""

import pytest
from starlette.responses import JSONResponse, PlainTextResponse

from assistant.conversation.dialogue import Dialogue, Mark, Spoken
from assistant.errors import DialogueError
from assistant.knowledge.reply import Button, Outcome, Reply
from assistant.knowledge.state import State
from tests.assistant.conversation.conftest import FakeRasa

SPOKEN = Spoken(
    replies=[Reply(text="Lệ phí: 0 đồng.", buttons=[Button(title="Nộp ở đâu", payload="/x")])],
    outcome=Outcome.CONTINUED,
    state=State(procedure="1.000894", answers={"couple": "both_vietnamese"}),
    intent="ask_fee",
    confidence=0.97,
)


async def test_a_message_goes_as_rasa_reads_it(rasa: FakeRasa, dialogue: Dialogue) -> None:
    rasa.says({"recipient_id": "web:1", "text": "Chào bạn."})
    await dialogue.send("web:1", "xin chào", Mark("m1"))
    assert rasa.sent == [
        {"sender": "web:1", "message": "xin chào", "message_id": "m1", "repeated": False}
    ]


async def test_what_an_action_says_comes_back_whole(rasa: FakeRasa, dialogue: Dialogue) -> None:
    rasa.says({"recipient_id": "web:1", "custom": SPOKEN.model_dump(mode="json")})
    assert await dialogue.send("web:1", "mất tiền không", Mark("m1")) == SPOKEN


async def test_small_talk_comes_as_text_with_buttons(rasa: FakeRasa, dialogue: Dialogue) -> None:
    silent = Spoken(outcome=Outcome.ANSWERED, state=State(procedure="1.000894"), intent="greet")
    buttons = [{"title": "Khai sinh", "payload": "/choose_procedure"}]
    rasa.says({"custom": silent.model_dump(mode="json")}, {"text": "Chào.", "buttons": buttons})
    spoken = await dialogue.send("web:1", "chào", Mark("m1"))
    assert spoken.replies == [
        Reply(text="Chào.", buttons=[Button(title="Khai sinh", payload="/choose_procedure")])
    ]
    assert spoken.state.procedure == "1.000894"
    assert spoken.intent == "greet"


@pytest.mark.parametrize(
    "answer",
    [
        JSONResponse([]),
        JSONResponse([{"recipient_id": "web:1"}]),
        JSONResponse([{"custom": Spoken().model_dump(mode="json")}]),
        JSONResponse({"status": "failure"}),
        JSONResponse(None),
        JSONResponse(["text"]),
        JSONResponse([[]]),
        JSONResponse([{"text": "a", "buttons": [{"title": "no payload"}]}]),
        JSONResponse([{"text": "a", "buttons": None}]),
        JSONResponse([{"text": 7}]),
        JSONResponse([{"custom": {"replies": "many"}}]),
        JSONResponse([{"custom": "text"}]),
        JSONResponse({"error": "boom"}, 500),
        JSONResponse({"error": "unavailable"}, 503),
        PlainTextResponse("<html>proxy</html>"),
        PlainTextResponse(""),
    ],
    ids=lambda answer: f"{answer.status_code} {answer.body[:40]!r}",
)
async def test_what_is_no_answer_is_a_told_failure(
    rasa: FakeRasa, dialogue: Dialogue, answer: JSONResponse
) -> None:
    rasa.answer = answer
    with pytest.raises(DialogueError):
        await dialogue.send("web:1", "một câu riêng tư", Mark("m1"))


async def test_slowness_is_a_told_failure(rasa: FakeRasa, dialogue: Dialogue) -> None:
    rasa.seconds = 2.0
    with pytest.raises(DialogueError, match="Timeout"):
        await dialogue.send("web:1", "xin chào", Mark("m1"))


async def test_nobody_there_is_a_told_failure(rasa: FakeRasa, dialogue: Dialogue) -> None:
    assert await dialogue.is_ready()
    rasa.stop()
    assert not await dialogue.is_ready()
    with pytest.raises(DialogueError) as error:
        await dialogue.send("web:1", "một câu riêng tư", Mark("m1"))
    assert "riêng tư" not in str(error.value)
    assert error.value.retryable


def test_what_was_told_first_is_known_of_turns_that_told_of_a_procedure() -> None:
    about = State(procedure="1.000894")
    asked = State(procedure="1.000894", asked=["fee", "time"])
    assert Spoken(state=about).told_first == "papers"
    assert Spoken(state=asked, outcome=Outcome.CONTINUED).told_first == "fee"
    assert Spoken(state=asked, outcome=Outcome.UNKNOWN).told_first is None
    assert Spoken(state=State()).told_first is None
