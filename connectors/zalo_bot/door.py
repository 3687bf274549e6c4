"""The door of the Bot Platform: a webhook with a secret, or polling; replies as numbered text."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.conversation.inbox import Inbox
from assistant.conversation.keyboard import Keyboard
from assistant.knowledge.live import Editions
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.rendering import numbered, split_text
from connectors.secret_webhook import SecretWebhook
from connectors.zalo_bot.client import Client
from connectors.zalo_bot.intake import Intake
from connectors.zalo_bot.parsing import CHANNEL
from connectors.zalo_bot.polling import poll, until_taken

PATH = "/webhooks/zalo-bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_WEBHOOK = SecretWebhook(CHANNEL, PATH, SECRET_HEADER, not_kept="event not kept")
_LONGEST = 2000  # characters of one message
_REMEMBERED = 1000


class ZaloBotDoor:
    """Residents who write to a bot on Zalo."""

    channel = CHANNEL

    def __init__(
        self, token: str, settings: Settings, inbox: Inbox, keyboard: Keyboard, knowledge: Editions
    ) -> None:
        self._client = Client(token, settings.zalo_bot_api_url)
        self._public_url = settings.public_url
        secret = settings.zalo_bot_secret
        self._secret = secret.get_secret_value() if secret else None
        self._keyboard = keyboard
        self._knowledge = knowledge
        self._intake = Intake(token.split(":", 1)[0][:20], inbox, keyboard, self._client)
        self._taken: OrderedDict[int, int] = OrderedDict()
        self.router = _WEBHOOK.router(self._secret, self._intake.take) if self._secret else None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Registers the webhook or polls, beside the rest: Zalo may be away at start."""
        begin = poll(self._client, self._intake) if self._secret is None else self._register()
        task = asyncio.create_task(begin)
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def send(self, outgoing: Outgoing) -> str:
        """Send what of it was not yet taken; Zalo's id of the last part."""
        reply, text = outgoing.reply, outgoing.reply.text
        if reply.buttons:
            payloads = [button.payload for button in reply.buttons]
            await self._keyboard.number(outgoing.conversation, payloads)
            hint = self._knowledge.current.base.phrases["choose_by_number"]
            text = numbered(text, reply.buttons, hint)
        parts, result = split_text(text, _LONGEST), None
        if not parts:
            raise DeliveryError(Refusal.REFUSED, "no text")
        for position in range(self._taken.pop(outgoing.id, 0), len(parts)):
            try:
                result = await self._client.call(
                    "sendMessage", chat_id=outgoing.address, text=parts[position]
                )
            except DeliveryError:
                self._remember(outgoing.id, position)
                raise
        return str(result.get("message_id", "")) if isinstance(result, dict) else ""

    async def close(self) -> None:
        """Give connections back."""
        await self._intake.close()
        await self._client.close()

    async def _register(self) -> None:
        """Nothing without a public address: the webhook was then registered by hand."""
        if self._public_url is not None:
            url = self._public_url.rstrip("/") + PATH
            await until_taken(self._client, "setWebhook", url=url, secret_token=self._secret)

    def _remember(self, outgoing: int, taken: int) -> None:
        self._taken[outgoing] = taken
        while len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)


def open_door(settings: Settings, parts: Conversing) -> ZaloBotDoor | None:
    """The door, None without a token."""
    if settings.zalo_bot_token is None:
        return None
    token = settings.zalo_bot_token.get_secret_value()
    stores = parts.stores
    return ZaloBotDoor(token, settings, stores.inbox, stores.keyboard, parts.knowledge)
