"""The API of the web chat: one message in, the replies out."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.clock import now
from assistant.conversation.inbox import Answered
from assistant.conversation.incoming import Incoming, Kind, conversation_of
from assistant.conversation.reception import Reception
from assistant.knowledge.reply import Outcome, Reply
from connectors.web.admission import admit_message
from connectors.web.once import Once, digest

CHANNEL = "web"
_LONGEST_BODY_TEXT = 40_000  # characters; beyond the policy's limit the answer says so politely

ConversationId = Annotated[
    str,
    Path(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Chosen by the client, hard to guess."),
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        description="The same for every try of one message: it is one turn, with one answer.",
    ),
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
    """How the turn ended, and the replies in order: none while an officer is answering."""

    outcome: Outcome
    replies: list[Reply]


router = APIRouter(prefix="/api/v1", tags=["conversation"])


@router.post("/conversations/{conversation}/messages")
async def post_message(
    conversation: ConversationId,
    message: Message,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> Answer:
    """Send one message of a conversation; a conversation begins with its first message."""
    admit_message(request, conversation_of(CHANNEL, conversation))
    if idempotency_key is None:
        return await _at_once(conversation, message, request.app.state.parts.reception)
    once: Once = request.app.state.once
    answered: Answered = await once.answer(_incoming(conversation, message, idempotency_key))
    return Answer(outcome=answered.outcome, replies=list(answered.replies))


async def _at_once(conversation: str, message: Message, reception: Reception) -> Answer:
    sender = conversation_of(CHANNEL, conversation)
    if message.payload is not None:
        spoken = await reception.button(sender, CHANNEL, message.payload)
    else:
        spoken = await reception.text(sender, CHANNEL, message.text or "")
    return Answer(outcome=spoken.outcome, replies=spoken.replies)


def _incoming(conversation: str, message: Message, key: str) -> Incoming:
    return Incoming(
        channel=CHANNEL,
        message_id=f"{conversation}:{digest(key)}",
        address=conversation,
        kind=Kind.TEXT if message.payload is None else Kind.BUTTON,
        content=(message.text if message.payload is None else message.payload) or "",
        sent_at=now(),
    )
