"""Delivers the replies of one conversation in their order."""

from collections.abc import Mapping

import structlog

from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal, Sender, is_spent
from assistant.conversation.outbox import Outbox, Sent

log = structlog.get_logger()


class Postman:
    """Takes one reply after another to the door of its channel."""

    def __init__(self, outbox: Outbox, doors: Mapping[str, Sender]) -> None:
        self._outbox = outbox
        self._doors = doors

    async def deliver(self, like: int, *, repeated: bool = False) -> None:
        """Send all that waits in the conversation of reply `like`, oldest first.

        DeliveryError when the rest must wait for a later try. `repeated` changes nothing: the
        outbox itself knows what was tried.
        """
        sent: Sent | None = None
        while (outgoing := await self._outbox.next(like, sent)) is not None:
            sent = None
            try:
                sent = Sent(outgoing.id, await self._send(outgoing))
                log.info("reply sent", turn=outgoing.turn, outgoing=outgoing.id,
                         channel=outgoing.channel)  # fmt: skip
            except DeliveryError as error:
                await self._not_taken(outgoing, error)

    async def _send(self, outgoing: Outgoing) -> str:
        door = self._doors.get(outgoing.channel)
        if door is None:
            raise DeliveryError(Refusal.CONFIGURATION, "the door is closed")
        return await door.send(outgoing)

    async def _not_taken(self, outgoing: Outgoing, error: DeliveryError) -> None:
        again = error.is_worth_retrying and not is_spent(outgoing.attempts)
        log.warning(
            "reply not taken", turn=outgoing.turn, outgoing=outgoing.id, channel=outgoing.channel,
            refusal=error.refusal, reason=error.reason, again=again,
        )  # fmt: skip
        if again:
            await self._outbox.failed(outgoing.id, error.reason, maybe_sent=error.maybe_sent)
            raise error
        await self._outbox.park(outgoing.id, f"{error.refusal}: {error.reason}")
