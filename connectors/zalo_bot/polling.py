"""Asking the Bot Platform for messages, for a place without a public address.

It has no way to confirm: what it gave us is gone there. So nothing is asked before the last is
kept; only a process killed in between loses it.
"""

import asyncio
from typing import Any

import structlog

from assistant.conversation.delivery import DeliveryError, Refusal
from assistant.errors import AssistantError
from connectors.zalo_bot.client import Client, NothingYet
from connectors.zalo_bot.intake import Intake
from connectors.zalo_bot.parsing import CHANNEL

log = structlog.get_logger()
_LONGEST_WAIT = 60.0
_KEEP_AGAIN_SECONDS = 1.0
_BETWEEN_SECONDS = 0.1  # an API that answers at once with nothing is not asked without a pause


async def until_taken(client: Client, method: str, **asked: Any) -> None:
    """Call until it is taken; Zalo may be away at start, and is told so in the log."""
    wait = 1.0
    while True:
        try:
            await client.call(method, **asked)
        except DeliveryError as error:
            log.warning("door not open yet", channel=CHANNEL, method=method, reason=error.reason)
            refused = error.refusal is not Refusal.RETRY
            await asyncio.sleep(_LONGEST_WAIT if refused else max(wait, error.after or 0))
            wait = min(_LONGEST_WAIT, wait * 2)
        else:
            log.info("door open", channel=CHANNEL, method=method)
            return


async def poll(client: Client, intake: Intake) -> None:
    """Until cancelled. A webhook of the bot is removed first: the two exclude each other."""
    await until_taken(client, "deleteWebhook")
    wait = 1.0
    while True:
        try:
            given = await client.poll()
        except NothingYet:
            wait = 1.0
        except DeliveryError as error:
            log.warning("polling failed", channel=CHANNEL, reason=error.reason)
            await asyncio.sleep(max(wait, error.after or 0))
            wait = min(_LONGEST_WAIT, wait * 2)
        else:
            wait = 1.0
            await _keep(given, intake)
        await asyncio.sleep(_BETWEEN_SECONDS)


async def _keep(given: object, intake: Intake) -> None:
    """However long the database is away."""
    while True:
        try:
            await intake.take(given)
        except AssistantError as error:
            log.warning("event not kept yet", channel=CHANNEL, kind=type(error).__name__)
            await asyncio.sleep(_KEEP_AGAIN_SECONDS)
        else:
            return
