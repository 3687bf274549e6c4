"""Running one action as the action server does, over the knowledge base that ships."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SLOT, ConsultingAction
from assistant import wiring
from assistant.conversation.dialogue import Spoken
from assistant.knowledge.live import LiveKnowledge
from assistant.knowledge.state import State
from assistant.settings import Settings


@dataclass
class Done:
    """What an action said, what it remembered, and Rasa's own response it asked for."""

    spoken: Spoken
    state: State
    response: str | None

    @property
    def text(self) -> str:
        """All texts of the replies."""
        return "\n".join(reply.text for reply in self.spoken.replies)

    @property
    def sources(self) -> list[str]:
        """The codes of the records told from."""
        return [source.code for reply in self.spoken.replies for source in reply.sources]

    @property
    def buttons(self) -> list[str]:
        """The intents of the buttons."""
        payloads = [b.payload for reply in self.spoken.replies for b in reply.buttons]
        return [payload.removeprefix("/").partition("{")[0] for payload in payloads]


Run = Callable[..., Done]


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    """What ships, published, searched by words alone: no model is needed."""
    data = tmp_path_factory.mktemp("data")
    return wiring.live(Settings(data=data, encoder_model=None), "tests", by_words_alone=True)


@pytest.fixture
def run(knowledge: LiveKnowledge) -> Run:
    """Run an action of this kind on a turn: (kind, text, intent, state, entities)."""

    def _run(
        kind: type[ConsultingAction],
        text: str = "",
        intent: str = "",
        state: State | None = None,
        **entities: str,
    ) -> Done:
        action = kind(knowledge)
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker_of(text, intent, state, entities), {})
        assert len(events) == 1
        assert (events[0]["event"], events[0]["name"]) == ("slot", SLOT)
        customs = [m["custom"] for m in dispatcher.messages if m.get("custom")]
        responses = [m["response"] for m in dispatcher.messages if m.get("response")]
        assert len(customs) == 1
        spoken = Spoken.model_validate(customs[0])
        state = State.model_validate(events[0]["value"])
        assert spoken.state == state
        return Done(spoken, state, responses[0] if responses else None)

    return _run


def tracker_of(text: str, intent: str, state: State | None, entities: dict[str, str]) -> Tracker:
    """A turn as Rasa hands it over; a turn without a text is a button."""
    message: dict[str, Any] = {
        "text": text or f"/{intent}",
        "intent": {"name": intent, "confidence": 0.91234},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    slots = {SLOT: state.model_dump(mode="json") if state else None}
    return Tracker("web:test", slots, message, [], False, None, {}, "action_listen")
