"""Who is meant: in a group the bot answers only when it is spoken to. Pure."""

from dataclasses import dataclass

from telegram import Message, MessageEntity
from telegram.constants import ChatType

from connectors.telegram.commands import read_command

_MENTIONS: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


@dataclass(frozen=True)
class Me:
    """The bot. `username`: without "@"; None until Telegram has told it."""

    id: int
    username: str | None = None

    def is_called(self, name: str | None) -> bool:
        """Whether a name is the bot's; capitals do not matter to Telegram."""
        return name is not None and self.username is not None and (
            name.removeprefix("@").lower() == self.username.lower()
        )  # fmt: skip


def is_group(message: Message) -> bool:
    """Whether others read along."""
    return message.chat.type in _GROUPS


def words_for(message: Message, me: Me) -> str | None:
    """What is said to the bot, without its name; None when it is not for us.

    Empty for what carries no words, such as a sticker in answer to the bot.
    """
    written = message.text or message.caption or ""
    if not isinstance(written, str) or (message.from_user and message.from_user.is_bot):
        return None
    command = read_command(written)
    if command is not None and command.bot is not None and not me.is_called(command.bot):
        return None
    if message.chat.type == ChatType.PRIVATE:
        return written
    if not is_group(message):
        return None
    mentions = _mentions(message, me)
    addressed = bool(mentions) or command is not None or _answers(message, me)
    for mention in mentions:
        written = written.replace(mention, " ", 1)
    return " ".join(written.split(" ")).strip() if addressed else None


def _answers(message: Message, me: Me) -> bool:
    earlier = message.reply_to_message
    return bool(earlier and earlier.from_user and earlier.from_user.id == me.id)


def _mentions(message: Message, me: Me) -> list[str]:
    found = message.parse_entities(_MENTIONS) if message.text else {}
    found |= message.parse_caption_entities(_MENTIONS) if message.caption else {}
    return [
        written
        for entity, written in found.items()
        if me.is_called(written) or (entity.user is not None and entity.user.id == me.id)
    ]
