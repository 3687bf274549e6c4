"""The methods of the Bot API that a bot like ours calls, with their errors."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.telegram.chats import Json, Telegram

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_DATA, LONGEST_POLL = 4096, 1024, 64, 50
_PORTS = {"", ":443", ":80", ":88", ":8443"}


class Refused(Exception):
    """What the Bot API answers instead of a result."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.body: Json = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


class Methods:
    """`per_second`: messages a second that a chat takes, None for any number."""

    def __init__(self, telegram: Telegram, *, https_only: bool) -> None:
        self._telegram = telegram
        self._https_only = https_only
        self.webhook: Json = {"url": ""}
        self.secret = ""
        self.per_second: float | None = None
        self._poller: asyncio.Event | None = None
        self.by_name: dict[str, Callable[[Json], Awaitable[Any]]] = {
            method.__name__.lower(): method
            for method in (
                self.getMe, self.setWebhook, self.deleteWebhook, self.getWebhookInfo,
                self.getUpdates, self.sendMessage, self.sendPhoto, self.sendChatAction,
                self.answerCallbackQuery,
            )
        }  # fmt: skip

    async def getMe(self, _: Json) -> Json:  # noqa: N802 - the names of the Bot API
        return {**self._telegram.bot, "can_join_groups": True,
                "can_read_all_group_messages": False, "supports_inline_queries": False}  # fmt: skip

    async def setWebhook(self, asked: Json) -> bool:  # noqa: N802
        url, secret = str(asked.get("url", "")), str(asked.get("secret_token", ""))
        if url and self._https_only:
            found = re.match(r"https://[^/:]+(:\d+)?(/|$)", url)
            if found is None or (found[1] or "") not in _PORTS:
                raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for "
                                   "webhook")  # fmt: skip
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = {"url": url, "allowed_updates": asked.get("allowed_updates") or []}
        self.secret = secret
        self._drop(asked)
        self._telegram.news.set()
        return True

    async def deleteWebhook(self, asked: Json) -> bool:  # noqa: N802
        self.webhook, self.secret = {"url": ""}, ""
        self._drop(asked)
        return True

    async def getWebhookInfo(self, _: Json) -> Json:  # noqa: N802
        return {**self.webhook, "has_custom_certificate": False,
                "pending_update_count": len(self._telegram.waiting)}  # fmt: skip

    async def getUpdates(self, asked: Json) -> list[Json]:  # noqa: N802
        if self.webhook["url"]:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; "
                               "use deleteWebhook to delete the webhook first")  # fmt: skip
        if self._poller is not None:
            self._poller.set()
        ended = self._poller = asyncio.Event()
        offset, limit = int(asked.get("offset", 0)), min(int(asked.get("limit", 100)), 100)
        until = time.monotonic() + min(float(asked.get("timeout", 0)), LONGEST_POLL)
        if offset > 0:
            waiting = self._telegram.waiting
            waiting[:] = [update for update in waiting if update["update_id"] >= offset]
        while not self._telegram.waiting and time.monotonic() < until and not ended.is_set():
            await asyncio.sleep(0.02)
        if ended.is_set():
            raise Refused(409, "Conflict: terminated by other getUpdates request; make sure that "
                               "only one bot instance is running")  # fmt: skip
        self._poller = None
        return self._telegram.waiting[:limit]

    async def sendMessage(self, asked: Json) -> Json:  # noqa: N802
        chat = self._chat(asked)
        text = str(asked.get("text", "")).strip()
        if not text:
            raise Refused(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise Refused(400, "Bad Request: message is too long")
        return self._say(chat, asked, {"text": text})

    async def sendPhoto(self, asked: Json) -> Json:  # noqa: N802
        chat, photo = self._chat(asked), asked.get("photo")
        if not isinstance(photo, bytes) or not photo.startswith((b"\x89PNG", b"\xff\xd8")):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        caption = str(asked.get("caption", ""))
        if len(caption.encode("utf-16-le")) // 2 > LONGEST_CAPTION:
            raise Refused(400, "Bad Request: message caption is too long")
        sizes = [{"file_id": f"photo-{len(photo)}", "file_unique_id": f"p{len(photo)}",
                  "width": 300, "height": 300, "file_size": len(photo)}]  # fmt: skip
        return self._say(chat, asked, {"photo": sizes, "caption": caption})

    def _say(self, chat: Any, asked: Json, content: Json) -> Json:
        markup = asked.get("reply_markup")
        _check(markup)
        now = time.monotonic()
        if self.per_second and now - chat.taken_at < 1 / self.per_second:
            raise Refused(429, "Too Many Requests: retry after 1", retry_after=1)
        chat.taken_at = now
        extra = {"reply_markup": markup} if markup else {}
        if asked.get("message_thread_id"):
            extra["message_thread_id"] = int(asked["message_thread_id"])
        said = self._telegram.spoken(chat.id, {**content, **extra})
        chat.said.append(said)
        return said

    async def sendChatAction(self, asked: Json) -> bool:  # noqa: N802
        self._chat(asked).actions += 1
        return True

    async def answerCallbackQuery(self, asked: Json) -> bool:  # noqa: N802
        query = str(asked.get("callback_query_id", ""))
        if query not in self._telegram.pressed:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or "
                               "query ID is invalid")  # fmt: skip
        self._telegram.pressed[query] = True
        return True

    def _chat(self, asked: Json) -> Any:
        """The bot cannot write first: a chat is known when somebody wrote in it."""
        number = str(asked.get("chat_id", ""))
        chat = self._telegram.chats.get(int(number)) if number.lstrip("-").isdecimal() else None
        if chat is None:
            raise Refused(400, "Bad Request: chat not found")
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        return chat

    def _drop(self, asked: Json) -> None:
        if str(asked.get("drop_pending_updates", "")).lower() in {"true", "1"}:
            self._telegram.waiting.clear()


def _check(markup: Any) -> None:
    """Buttons as Telegram takes them."""
    rows = (markup or {}).get("inline_keyboard", [])
    for button in [button for row in rows for button in row]:
        data = button.get("callback_data")
        if not button.get("text"):
            raise Refused(400, "Bad Request: text buttons are allowed only with a text")
        if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def parameters(raw: dict[str, str]) -> Json:
    """Fields of a form; objects and lists stand in them as JSON."""
    return {name: _plain(value) for name, value in raw.items()}


def _plain(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
