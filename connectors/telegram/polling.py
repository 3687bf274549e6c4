"""Asking Telegram for updates, for a place without a public address."""

import asyncio
from datetime import timedelta

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import Updater

from assistant.errors import AssistantError
from connectors.telegram.intake import TAKEN, Intake

log = structlog.get_logger()
_ASK_SECONDS = 10
_BETWEEN_SECONDS = 0.1  # also when an answer cannot be read, which would else be a tight loop
_AGAIN_SECONDS = 1.0


class Keeping(asyncio.Queue[object]):
    """Where the library puts an update before it confirms it to Telegram.

    `put` returns when the update is kept: whatever dies before is given to us again.
    """

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self._intake = intake

    async def put(self, item: object) -> None:
        """Keep it, however long the database is away."""
        while isinstance(item, Update):
            try:
                await self._intake.take(item)
            except AssistantError as error:
                log.warning("update not kept yet", channel="telegram", kind=type(error).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return


def updater(bot: Bot, intake: Intake) -> Updater:
    """The library's poller, keeping before it confirms."""
    return Updater(bot, Keeping(intake))


async def start(polling: Updater) -> None:
    """Begin; a webhook of the bot is removed, as the two exclude each other."""
    await polling.initialize()
    await polling.start_polling(
        poll_interval=_BETWEEN_SECONDS,
        timeout=timedelta(seconds=_ASK_SECONDS),
        allowed_updates=TAKEN,
        drop_pending_updates=False,
        error_callback=_failed,
    )


async def stop(polling: Updater) -> None:
    """End, and confirm what was kept."""
    if polling.running:
        await polling.stop()


def _failed(error: TelegramError) -> None:
    log.warning("polling failed", channel="telegram", kind=type(error).__name__)
