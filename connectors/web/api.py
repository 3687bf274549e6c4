"""The API of the web chat: one message in, the replies out."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.conversation.reception import Reception
from assistant.knowledge.reply import Outcome, Reply

CHANNEL = "web"
_LONGEST_BODY_TEXT = 40_000  # characters; beyond the policy's limit the answer says so politely

ConversationId = Annotated[
    str,
    Path(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Chosen by the client, hard to guess."),
]


class Message(BaseModel):
    """What the resident sends: a text or the payload of a button, one of the two."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "đăng ký tạm trú cần giấy tờ gì"}]},
    )

    text: Annotated[str, Field(max_length=_LONGEST_BODY_TEXT)] | None = None
    payload: Annotated[str, Field(max_length=2000)] | None = None

    @model_validator(mode="after")
    def is_one(self) -> "Message":
        if (self.text is None) == (self.payload is None):
            raise ValueError("exactly one of `text` and `payload`")
        return self


class Answer(BaseModel):
    """How the turn ended, and the replies in order."""

    outcome: Outcome
    replies: list[Reply]


router = APIRouter(prefix="/api/v1", tags=["conversation"])


@router.post("/conversations/{conversation}/messages")
async def post_message(conversation: ConversationId, message: Message, request: Request) -> Answer:
    """Send one message of a conversation; a conversation begins with its first message."""
    reception: Reception = request.app.state.gateway.reception
    sender = f"{CHANNEL}:{conversation}"
    if message.payload is not None:
        spoken = await reception.button(sender, CHANNEL, message.payload)
    else:
        spoken = await reception.text(sender, CHANNEL, message.text or "")
    return Answer(outcome=spoken.outcome, replies=spoken.replies)
