"""What Telegram knows: chats, who blocked the bot, updates that wait to be fetched."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Chat:
    """A private chat (positive id) or a group (negative), with what was said in it."""

    id: int
    blocked: bool = False
    said: list[Json] = field(default_factory=list)
    actions: int = 0
    taken_at: float = 0.0

    @property
    def described(self) -> Json:
        """As the Bot API describes it."""
        if self.id < 0:
            return {"id": self.id, "type": "supergroup", "title": "Nhóm thử"}
        return {"id": self.id, "type": "private", "first_name": "Người thử"}


class Telegram:
    """Residents write by `message`, `edit`, `press`, `block`; the bot's side is methods.py."""

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.waiting: list[Json] = []
        self.news = asyncio.Event()
        self.pressed: dict[str, bool] = {}  # callback query → the bot answered it
        self._updates = 700_000
        self._messages = 0
        self._queries = 0

    def chat(self, number: int) -> Chat:
        """The chat, made when somebody writes in it."""
        return self.chats.setdefault(number, Chat(number))

    def message(self, chat: int, text: str | None = None, **more: Any) -> Json:
        """A resident writes; `more`: other fields of the message, over ours."""
        message = {**self._written(chat), **more}
        if text is not None:
            message |= {"text": text, "entities": more.get("entities", self._entities(text))}
        return self._update({"message": message})

    def edit(self, message: Json, text: str) -> Json:
        """A resident edits what they wrote."""
        edited = {**message, "text": text, "edit_date": int(time.time())}
        return self._update({"edited_message": edited})

    def press(self, chat: int, data: str, message: Json | None = None) -> Json:
        """A resident presses a button under `message`, the last of the chat if none is given."""
        self._queries += 1
        query = str(10**17 + self._queries)
        self.pressed[query] = False
        under = message or (self.chat(chat).said or [self.spoken(chat, {"text": "…"})])[-1]
        return self._update(
            {"callback_query": {"id": query, "from": _resident(chat), "chat_instance": "1",
                                "message": under, "data": data}}
        )  # fmt: skip

    def block(self, chat: int, *, blocked: bool) -> Json:
        """A resident blocks the bot, or lets it in again."""
        self.chat(chat).blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        if new == "kicked":
            after: Json = {"status": new, "user": self.bot, "until_date": 0}
            return self._membership(chat, {"status": old, "user": self.bot}, after)
        before = {"status": old, "user": self.bot, "until_date": 0}
        return self._membership(chat, before, {"status": new, "user": self.bot})

    def raw(self, update: Json) -> Json:
        """Any update, numbered here."""
        return self._update(update)

    def spoken(self, chat: int, content: Json) -> Json:
        """The bot's own message, as `sendMessage` returns it."""
        self._messages += 1
        return {"message_id": self._messages, "from": self.bot, "date": int(time.time()),
                "chat": self.chat(chat).described, **content}  # fmt: skip

    def _membership(self, chat: int, before: Json, after: Json) -> Json:
        changed = {"chat": self.chat(chat).described, "from": _resident(chat),
                   "date": int(time.time()), "old_chat_member": before,
                   "new_chat_member": after}  # fmt: skip
        return self._update({"my_chat_member": changed})

    def _written(self, chat: int) -> Json:
        self._messages += 1
        return {"message_id": self._messages, "from": _resident(chat), "date": int(time.time()),
                "chat": self.chat(chat).described}  # fmt: skip

    def _entities(self, text: str) -> list[Json]:
        """Commands and mentions, marked as Telegram marks them: in units of UTF-16."""
        found, at = [], 0
        for word in text.split(" "):
            length = len(word.encode("utf-16-le")) // 2
            kind = "bot_command" if word.startswith("/") and at == 0 else "mention"
            if word.startswith(("/", "@")) and len(word) > 1:
                found.append({"type": kind, "offset": at, "length": length})
            at += length + 1
        return found

    def _update(self, content: Json) -> Json:
        self._updates += 1
        update = {"update_id": self._updates, **content}
        self.waiting.append(update)
        self.news.set()
        return update


def _resident(chat: int) -> Json:
    number = abs(chat) % 10**10
    return {"id": number, "is_bot": False, "first_name": "Người thử", "language_code": "vi"}
