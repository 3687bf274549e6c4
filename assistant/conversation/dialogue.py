"""The Rasa server as the conversation sees it: a message in, replies or a told failure out."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DialogueError
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Button, Outcome, Reply
from assistant.knowledge.search import Hit
from assistant.knowledge.state import State


class Spoken(BaseModel):
    """What one turn of the dialogue gave. Actions send exactly this as Rasa's custom message."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    replies: list[Reply] = []
    outcome: Outcome = Outcome.ANSWERED
    state: State = State()
    intent: str | None = None
    confidence: float | None = None
    reason: str = ""
    hits: list[Hit] = []

    @property
    def told_first(self) -> Aspect | None:
        """The first aspect told in this turn: papers, unless another one was asked for."""
        told = self.outcome in {Outcome.ANSWERED, Outcome.CONTINUED}
        return next(iter(self.state.asked), "papers") if told and self.state.procedure else None


@dataclass(frozen=True)
class Mark:
    """What a message is known by. `repeated`: it was asked before, with what end is not known."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    repeated: bool = False


class Dialogue:
    """A client of the gateway channel inside Rasa (assistant/nlu/gateway_channel.py)."""

    def __init__(self, address: str, timeout: float) -> None:
        self._http = httpx.AsyncClient(base_url=address, timeout=timeout)

    async def send(self, conversation: str, message: str, mark: Mark) -> Spoken:
        """One message; DialogueError when Rasa is down, slow or has nothing to say.

        Repeated under the same id it gives the same replies, and the dialogue goes on only once.
        """
        body = {"sender": conversation, "message": message, "message_id": mark.id,
                "repeated": mark.repeated}  # fmt: skip
        try:
            response = await self._http.post("/webhooks/gateway/webhook", json=body)
            response.raise_for_status()
            items = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise DialogueError(f"Rasa: {type(error).__name__}") from error
        if not isinstance(items, list) or not items:
            raise DialogueError("Rasa: empty answer")
        return _spoken(items)

    async def is_ready(self) -> bool:
        """Whether a model is loaded and the server answers."""
        try:
            response = await self._http.get("/webhooks/gateway/")
        except httpx.HTTPError:
            return False
        return response.is_success

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()


def _spoken(items: list[dict[str, Any]]) -> Spoken:
    """Small talk comes as text items, everything else inside custom items."""
    try:
        spoken = _read(items)
    except (ValidationError, TypeError, AttributeError) as error:
        raise DialogueError("Rasa: an answer of unknown shape") from error
    if not spoken.replies and spoken.outcome is not Outcome.HANDED_OVER:
        raise DialogueError("Rasa: nothing said")
    return spoken


def _read(items: list[dict[str, Any]]) -> Spoken:
    """All that was said, in its order. A form asks its question behind the answer of the turn: how
    the turn ended is told by the first, what is remembered by the last.
    """
    replies: list[Reply] = []
    spoken: list[Spoken] = []
    for item in items:
        if item.get("text"):
            buttons = [Button.model_validate(button) for button in item.get("buttons", [])]
            replies.append(Reply(text=item["text"], buttons=buttons))
        if item.get("custom"):
            spoken.append(Spoken.model_validate(item["custom"]))
            replies += spoken[-1].replies
    first, last = (spoken[0], spoken[-1]) if spoken else (Spoken(), Spoken())
    return first.model_copy(update={"replies": replies, "state": last.state})
