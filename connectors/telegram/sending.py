"""A reply → messages of Telegram: plain text in parts, buttons under the last."""

from collections import OrderedDict

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import InlineKeyboardMarkupLimit, MessageLimit
from telegram.error import ChatMigrated

from assistant.appointments.ticket import ticket_png
from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.conversation.keyboard import Keyboard
from assistant.knowledge.reply import Ticket
from connectors.rendering import split_text
from connectors.telegram.parsing import UNREADABLE
from connectors.telegram.place import Place
from connectors.telegram.refusals import refusal_of

_LONGEST = int(MessageLimit.MAX_TEXT_LENGTH)
_MOST_BUTTONS = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
_REMEMBERED = 1000
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def parts_of(text: str) -> list[str]:
    """At most 4,096 units of UTF-16 each, in which Telegram counts: "😀" is two of them."""
    return [
        part
        for whole in split_text(text, _LONGEST)
        for part in ([whole] if _units(whole) <= _LONGEST else split_text(whole, _LONGEST // 2))
    ]


class Sending:
    """Remembers how far it came with a reply of several parts: none is sent twice."""

    def __init__(self, bot: Bot, keyboard: Keyboard) -> None:
        self._bot = bot
        self._keyboard = keyboard
        self._taken: OrderedDict[int, int] = OrderedDict()

    async def send(self, outgoing: Outgoing) -> str:
        """Send what of it was not yet taken; the id of the last message."""
        place, parts = Place.at(outgoing.address), parts_of(outgoing.reply.text)
        if place is None or not parts:
            raise DeliveryError(Refusal.REFUSED, "no address" if place is None else "no text")
        markup = await self._markup(outgoing)
        sent = ""
        for position in range(self._taken.pop(outgoing.id, 0), len(parts)):
            is_last = position == len(parts) - 1
            try:
                message = await self._one(
                    place,
                    parts[position],
                    markup if is_last else None,
                    outgoing.reply.ticket if is_last else None,
                )
            except UNREADABLE as error:
                self._remember(outgoing.id, position)
                raise refusal_of(error) from None
            sent = str(message.message_id)
        return sent

    async def _one(
        self, place: Place, text: str, markup: InlineKeyboardMarkup | None, ticket: Ticket | None
    ) -> Message:
        try:
            return await self._message(place.chat, place.topic, text, markup, ticket)
        except ChatMigrated as error:  # the group has a new id
            return await self._message(error.new_chat_id, place.topic, text, markup, ticket)

    async def _message(
        self,
        chat: int,
        topic: int | None,
        text: str,
        markup: InlineKeyboardMarkup | None,
        ticket: Ticket | None,
    ) -> Message:
        if ticket is not None:
            return await self._bot.send_photo(
                chat,
                ticket_png(ticket.code),
                caption=text,
                message_thread_id=topic,
                reply_markup=markup,
            )
        return await self._bot.send_message(
            chat, text, message_thread_id=topic, reply_markup=markup,
            link_preview_options=_NO_PREVIEW,
        )  # fmt: skip

    async def _markup(self, outgoing: Outgoing) -> InlineKeyboardMarkup | None:
        """One button a row, as titles are sentences; a token each, as payloads are too long."""
        buttons = outgoing.reply.buttons[:_MOST_BUTTONS]
        if not buttons:
            return None
        payloads = [button.payload for button in buttons]
        tokens = await self._keyboard.tokens(outgoing.conversation, payloads)
        return InlineKeyboardMarkup(
            [
                [InlineKeyboardButton(button.title, callback_data=token)]
                for button, token in zip(buttons, tokens, strict=True)
            ]
        )

    def _remember(self, outgoing: int, taken: int) -> None:
        self._taken[outgoing] = taken
        while len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
