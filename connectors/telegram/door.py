"""The Telegram door: a webhook with a secret, or polling where there is no public address."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from telegram.error import InvalidToken, TelegramError

from assistant.conversation.delivery import Outgoing
from assistant.conversation.inbox import Inbox
from assistant.conversation.keyboard import Keyboard
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.secret_webhook import SecretWebhook
from connectors.telegram import library, polling
from connectors.telegram.addressing import Me
from connectors.telegram.gestures import Gestures
from connectors.telegram.intake import TAKEN, Intake
from connectors.telegram.parsing import CHANNEL, read_update
from connectors.telegram.sending import Sending

log = structlog.get_logger()
PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
_WEBHOOK = SecretWebhook(CHANNEL, PATH, SECRET_HEADER, not_kept="update not kept")
_LONGEST_WAIT = 60.0


class TelegramDoor:
    """Residents on Telegram."""

    channel = CHANNEL

    def __init__(self, token: str, settings: Settings, inbox: Inbox, keyboard: Keyboard) -> None:
        self._bot = library.bot_of(token, settings.telegram_api_url)
        self._public_url = settings.public_url
        secret = settings.telegram_secret
        self._secret = secret.get_secret_value() if secret else None
        self._gestures = Gestures(self._bot)
        self._intake = Intake(Me(_own_id(token)), inbox, keyboard, self._gestures)
        self._sending = Sending(self._bot, keyboard)
        self.is_open = False  # whether Telegram knows us, and the way messages come in
        self.router = _WEBHOOK.router(self._secret, self._take) if self._secret else None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Registers the webhook or polls, beside the rest: Telegram may be away at start."""
        updater = None if self._secret else polling.updater(self._bot, self._intake)
        begin = self._register if updater is None else lambda: polling.start(updater)
        task = asyncio.create_task(self._begin(begin))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            if updater is not None:
                await polling.stop(updater)

    async def send(self, outgoing: Outgoing) -> str:
        """Send; Telegram's id of what was sent. DeliveryError when it was not taken."""
        return await self._sending.send(outgoing)

    async def close(self) -> None:
        """Give connections back."""
        await self._gestures.close()
        await library.close(self._bot)

    async def _begin(self, begin: Callable[[], Awaitable[None]]) -> None:
        """Ask for our name, then begin; again and again until Telegram is there."""
        wait = 1.0
        while True:
            try:
                await self._bot.initialize()
                self._intake.me = Me(self._bot.id, self._bot.username)
                await begin()
            except TelegramError as error:
                refused = isinstance(error, InvalidToken)
                log.warning("door not open yet", channel=CHANNEL, kind=type(error).__name__,
                            token_refused=refused)  # fmt: skip
                await asyncio.sleep(_LONGEST_WAIT if refused else wait)
                wait = min(_LONGEST_WAIT, wait * 2)
            else:
                self.is_open = True
                log.info("door open", channel=CHANNEL, polling=self._secret is None)
                return

    async def _register(self) -> None:
        """Nothing without a public address: the webhook was then registered by hand."""
        if self._public_url is not None:
            await self._bot.set_webhook(
                self._public_url.rstrip("/") + PATH,
                secret_token=self._secret,
                allowed_updates=TAKEN,
                drop_pending_updates=False,
            )

    async def _take(self, body: object) -> None:
        """Keep the update of a body, if it is one."""
        update = read_update(body)
        if update is None:
            log.warning("update not understood", channel=CHANNEL)
        else:
            await self._intake.take(update)


def open_door(settings: Settings, parts: Conversing) -> TelegramDoor | None:
    """The door, None without a token."""
    if settings.telegram_token is None:
        return None
    token = settings.telegram_token.get_secret_value()
    return TelegramDoor(token, settings, parts.stores.inbox, parts.stores.keyboard)


def _own_id(token: str) -> int:
    """A token begins with the id of its bot; a wrong one is refused by Telegram, not here."""
    number = token.split(":", 1)[0]
    return int(number) if number.isascii() and number.isdecimal() else 0
