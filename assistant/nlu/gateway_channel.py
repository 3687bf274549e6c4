"""Rasa's door for the gateway: a message with its id in, the replies out, a failure told.

Rasa's own REST channel knows no message ids, so a message asked again after a crash would advance
the dialogue twice; and it answers 200 with an empty list when anything fails.
"""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.nlu.action_results import check_schema_once

OnMessage = Callable[[UserMessage], Awaitable[Any]]


class GatewayChannel(InputChannel):
    """POST /webhooks/gateway/webhook {sender, message, message_id, repeated} → [items] or 502."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        check_schema_once()
        channel = Blueprint("gateway_webhook")

        @channel.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @channel.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            asked = request.json
            if asked.get("repeated"):
                said = await _said_before(request, asked["sender"], asked["message_id"])
                if said:
                    return response.json(said)
            collector = CollectingOutputChannel()
            message = UserMessage(
                asked["message"], collector, asked["sender"], input_channel=self.name(),
                message_id=asked["message_id"],
            )  # fmt: skip
            await on_new_message(message)
            # Nothing said is a failure: no model, no action server, no lock. Rasa logged which.
            return response.json(collector.messages, 200 if collector.messages else 502)

        return channel


async def _said_before(request: Request, sender: str, message_id: str) -> list[dict[str, Any]]:
    tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
    return list(replies_to(tracker.events, message_id)) if tracker else []


def replies_to(events: Iterable[Event], message_id: str) -> Iterable[dict[str, Any]]:
    """What was said to the message of this id, as the channel first gave it."""
    ours = False
    for event in events:
        if isinstance(event, UserUttered):
            ours = event.message_id == message_id
        elif ours and isinstance(event, BotUttered):
            item = {key: value for key, value in event.data.items() if value}
            yield {"text": event.text, **item} if event.text else item
