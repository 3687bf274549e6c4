"""Sending a reply: in parts, in order, none of them twice; buttons where Zalo takes them."""

import asyncio
from collections.abc import Mapping

import structlog

from assistant.appointments.ticket import ticket_png
from assistant.clock import now
from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.conversation.keyboard import Keyboard
from assistant.knowledge.live import Editions
from assistant.knowledge.reply import Button
from connectors.zalo import bodies
from connectors.zalo.bodies import Choice
from connectors.zalo.client import Said, ZaloClient
from connectors.zalo.parts import Part, arrived, with_buttons, with_numbers
from connectors.zalo.recipient import Recipient, recipient
from connectors.zalo.refusals import FAILED_ONCE, NOT_SUPPORTED
from connectors.zalo.reminding import send_template
from connectors.zalo.window import Window, window_at

log = structlog.get_logger()
_NUMBERS_SECONDS = 6 * 3600.0  # how long buttons are not tried after Zalo refused them
_ABOUT_RESIDENT = frozenset({Refusal.WINDOW_CLOSED, Refusal.BLOCKED})
_MOST_FAILURES = 2  # "send message failed" is tried again so often, then left to staff


class Sending:
    """Replies to residents. `buttons`: False where they are switched off by the settings.

    `templates`: Zalo's ids of the templates that are approved, by our names.
    """

    def __init__(
        self, client: ZaloClient, keyboard: Keyboard, knowledge: Editions, *, buttons: bool,
        templates: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._client = client
        self._templates = templates or {}
        self._keyboard = keyboard
        self._knowledge = knowledge
        self._buttons = buttons
        self._numbers_until = 0.0

    async def send(self, outgoing: Outgoing) -> str:
        """Send what has not arrived yet; Zalo's id of the last message.

        Where the window is closed the reply's template goes in its place, if there is one.
        """
        closed = DeliveryError(Refusal.WINDOW_CLOSED, "the resident wrote over 7 days ago")
        if window_at(now(), outgoing.last_heard_at) is Window.CLOSED:
            return await self._send_template(outgoing, closed)
        try:
            return await self._send_message(outgoing)
        except DeliveryError as error:
            if error.refusal is not Refusal.WINDOW_CLOSED:
                raise
            return await self._send_template(outgoing, error)

    async def _send_template(self, outgoing: Outgoing, closed: DeliveryError) -> str:
        """`closed`: why the reply itself cannot be sent; raised when no template may be either."""
        template, to = outgoing.template, recipient(outgoing.address)
        known = self._templates.get(template.name) if template else None
        if template is None or known is None or to.is_anonymous:
            raise closed
        # A template to a user has no mark: whatever was said since the broken try was this one.
        said = await self._said(outgoing, to)
        if said:
            return said[-1].id
        return await send_template(
            self._client, outgoing.address, known, template.values, f"outbox-{outgoing.id}"
        )

    async def _send_message(self, outgoing: Outgoing) -> str:
        to = recipient(outgoing.address)
        said = await self._said(outgoing, to)
        parts, count = await self._rest(outgoing, to, [message.text for message in said])
        sent = said[-1].id if said and not parts else ""
        for number, part in enumerate(parts):
            try:
                sent = await self._send_part(outgoing, to, part)
            except DeliveryError as error:
                raise _of_attempt(error, outgoing, began=count + number > 0) from None
        return sent

    async def _said(self, outgoing: Outgoing, to: Recipient) -> list[Said]:
        """What an earlier try may have brought; nothing where the channel cannot be asked."""
        if outgoing.tried_at is None or to.is_anonymous:
            return []
        try:
            said = await self._client.said_since(outgoing.address, outgoing.tried_at)
        except DeliveryError as error:
            if error.is_worth_retrying:  # still not known
                raise _of_attempt(error, outgoing, began=True) from None
            log.warning("zalo conversation cannot be read", reason=error.reason)
            return []
        # The reply before this one may have had the same words: it is known by its id.
        before = [number for number, one in enumerate(said) if one.id == outgoing.follows]
        return said[before[-1] + 1 :] if before else said

    async def _rest(
        self, outgoing: Outgoing, to: Recipient, said: list[str]
    ) -> tuple[list[Part], int]:
        """The parts still to be sent, and how many were."""
        reply = outgoing.reply
        if reply.ticket is not None:
            picture = [Part(reply.text, ticket=reply.ticket.code)]
            return picture[arrived(picture, said) :], arrived(picture, said)
        numbers = with_numbers(reply.text, reply.buttons, self._hint)
        seen = arrived(numbers, said)
        if self._shows(reply.buttons, to):
            parts = with_buttons(reply.text, await self._choices(outgoing))
            if arrived(parts, said) >= seen:
                return parts[arrived(parts, said) :], arrived(parts, said)
        if reply.buttons:
            await self._number(outgoing)
        return numbers[seen:], seen

    async def _send_part(self, outgoing: Outgoing, to: Recipient, part: Part) -> str:
        if part.ticket is not None and not to.is_anonymous:
            return await self._send_ticket(to, part.text, ticket_png(part.ticket))
        try:
            return await self._client.message(to, bodies.text(part.text, list(part.choices)))
        except DeliveryError as error:
            if not part.choices or not _is_about_buttons(error):
                raise
        await self._number(outgoing)
        sent = ""
        for piece in with_numbers(part.text, outgoing.reply.buttons, self._hint):
            try:
                sent = await self._client.message(to, bodies.text(piece.text))
            except DeliveryError as error:
                raise _of_attempt(error, outgoing, began=bool(sent)) from None
        # Only now it is known that the buttons were the matter.
        log.warning("zalo takes no buttons, numbers instead")
        self._numbers_until = asyncio.get_running_loop().time() + _NUMBERS_SECONDS
        return sent

    async def _send_ticket(self, to: Recipient, text: str, picture: bytes) -> str:
        """The text alone, which is complete, where Zalo takes no picture."""
        try:
            kept = await self._client.upload("image", "ma-qr.png", picture)
            return await self._client.message(to, bodies.image(kept, text))
        except DeliveryError as error:
            if error.maybe_sent or error.is_worth_retrying or error.refusal in _ABOUT_RESIDENT:
                raise
            log.warning("zalo takes no picture", reason=error.reason)
        return await self._client.message(to, bodies.text(text))

    def _shows(self, buttons: list[Button], to: Recipient) -> bool:
        refused = asyncio.get_running_loop().time() < self._numbers_until
        return self._buttons and not refused and not to.is_anonymous and bodies.fits(buttons)

    async def _choices(self, outgoing: Outgoing) -> list[Choice]:
        buttons = outgoing.reply.buttons
        payloads = [button.payload for button in buttons]
        tokens = await self._keyboard.tokens(outgoing.conversation, payloads)
        return [Choice(b.title, token) for b, token in zip(buttons, tokens, strict=True)]

    async def _number(self, outgoing: Outgoing) -> None:
        payloads = [button.payload for button in outgoing.reply.buttons]
        await self._keyboard.number(outgoing.conversation, payloads)

    @property
    def _hint(self) -> str:
        return self._knowledge.current.base.phrases["choose_by_number"]


def _is_about_buttons(error: DeliveryError) -> bool:
    return error.reason in {f"zalo {code}" for code in NOT_SUPPORTED}


def _of_attempt(error: DeliveryError, outgoing: Outgoing, *, began: bool) -> DeliveryError:
    """The error as this try sees it: a part of the reply that has arrived is not forgotten."""
    refusal = error.refusal
    if error.reason == f"zalo {FAILED_ONCE}" and outgoing.attempts >= _MOST_FAILURES:
        refusal = Refusal.REFUSED
    maybe = error.maybe_sent or began
    return DeliveryError(refusal, error.reason, after=error.after, maybe_sent=maybe)
