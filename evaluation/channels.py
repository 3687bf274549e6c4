"""A resident on each channel, played over the controls of the fake servers, and what they see."""

import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx

from evaluation.residents import ACCOUNT

_BOT = "12345689:fake-token"  # as tests/fakes/zalo_bot knows it
_TELEGRAM = "123456:AAFakeTokenOfAFakeBot"  # as tests/fakes/telegram knows it
_TIMEOUT = 60  # the fake of Zalo answers when the last of its tries has ended
Json = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A message as a resident sees it. `buttons`: title → what a press sends back."""

    text: str
    buttons: Mapping[str, str] = field(default_factory=dict)


class Resident(Protocol):
    """Somebody on a channel."""

    channel: str

    def says(self, text: str) -> None:
        """Type."""

    def presses(self, title: str) -> None:
        """Take a button of what was shown last, or the number of its line."""

    def sends_picture(self) -> None:
        """Send a picture without words."""

    def heard(self) -> list[Shown]:
        """Everything shown so far, in order."""


@dataclass
class OnZalo:
    """Writes to the Official Account; presses come back as texts."""

    fake: str
    user: str = field(default_factory=lambda: str(secrets.randbelow(9 * 10**18) + 10**18))
    channel: str = "zalo"

    def says(self, text: str) -> None:
        """Type."""
        _post(f"{self.fake}/_control/say", {"user": self.user, "text": text})

    def presses(self, title: str) -> None:
        """Take a button, or type the number of its line."""
        token = _token(self.heard(), title)
        self.does("user_send_text", message={"text": token, "msg_id": secrets.token_hex(10)})

    def sends_picture(self) -> None:
        """A picture, by the address where Zalo keeps it."""
        picture = {"type": "image", "payload": {"url": "https://example.vn/a.jpg"}}
        message = {"msg_id": secrets.token_hex(10), "attachments": [picture]}
        self.does("user_send_image", message=message)

    def follows(self) -> None:
        """Follow the account."""
        self._event({"event_name": "follow", "follower": {"id": self.user}, "oa_id": ACCOUNT})

    def withdraws(self) -> None:
        """Ask for everything to be deleted."""
        self._event({"event_name": "user_withdraw", "user_id": self.user, "oa_id": ACCOUNT})

    def does(self, name: str, **content: object) -> None:
        """Any event sent by this resident; the same content again is the same message."""
        bearers = {"sender": {"id": self.user}, "recipient": {"id": ACCOUNT}}
        self._event({"event_name": name, **bearers, **content})

    def is_written_to_by(self, admin: str, text: str) -> None:
        """An officer answers in Zalo's own chat tool: only the echo of it reaches us."""
        message = {"text": text, "msg_id": secrets.token_hex(10)}
        self._event({"event_name": "oa_send_text", "sender": {"id": ACCOUNT, "admin_id": admin},
                     "recipient": {"id": self.user}, "message": message})  # fmt: skip

    def heard(self) -> list[Shown]:
        """What the account sent to this user."""
        messages = _get(f"{self.fake}/_control")["messages"]
        return [
            Shown(m["message"], {b["title"]: b["payload"] for b in m.get("buttons", [])})
            for m in messages
            if m["user_id"] == self.user and m["src"] == 0
        ]

    def _event(self, event: Json) -> None:
        """Whoever does something may be answered for a week."""
        _post(f"{self.fake}/_control", {"user": {"id": self.user}})
        _post(f"{self.fake}/_control/event", event)


@dataclass
class OnTelegram:
    """Writes to the bot in a private chat."""

    fake: str
    chat: int = field(default_factory=lambda: secrets.randbelow(9 * 10**8) + 10**8)
    channel: str = "telegram"

    def says(self, text: str) -> None:
        """Type."""
        self._does(do="message", chat=self.chat, text=text)

    def presses(self, title: str) -> None:
        """Take a button, under the message that has it."""
        said = next(m for m in reversed(self._said()) if title in _keys(m))
        self._does(do="press", chat=self.chat, data=_keys(said)[title], message=said)

    def sends_picture(self) -> None:
        """A photo."""
        photo = {"file_id": "p1", "file_unique_id": "u1", "width": 9, "height": 9}
        self._does(do="message", chat=self.chat, photo=[photo])

    def heard(self) -> list[Shown]:
        """What the bot wrote into the chat."""
        return [Shown(message["text"], _keys(message)) for message in self._said()]

    def _said(self) -> list[Json]:
        said: list[Json] = _get(f"{self.fake}/_control")["chats"].get(str(self.chat), [])
        return said

    def _does(self, **command: object) -> None:
        _post(f"{self.fake}/_control", command)


@dataclass
class OnZaloBot:
    """Writes to the bot, which has no buttons: lines have numbers."""

    fake: str
    chat: str = field(default_factory=lambda: secrets.token_hex(10))
    channel: str = "zalo_bot"

    def says(self, text: str) -> None:
        """Type."""
        _post(f"{self.fake}/_control", {"do": "message", "chat": self.chat, "text": text})

    def presses(self, title: str) -> None:
        """Type the number of the line."""
        self.says(_token(self.heard(), title))

    def sends_picture(self) -> None:
        """A picture."""
        who = {"id": self.chat, "is_bot": False}
        message = {"from": who, "chat": {"id": self.chat, "chat_type": "PRIVATE"},
                   "message_id": secrets.token_hex(10), "date": int(time.time() * 1000),
                   "photo_url": "https://example.vn/a.jpg"}  # fmt: skip
        event = {"event_name": "message.image.received", "message": message}
        _post(f"{self.fake}/_control", {"do": "event", "event": event})

    def heard(self) -> list[Shown]:
        """What the bot wrote into the chat."""
        said = _get(f"{self.fake}/_control")["said"]
        return [Shown(message["text"]) for message in said if message["chat"] == self.chat]


@dataclass
class OnTheWeb:
    """Writes in the web chat, by its API; pictures cannot be sent there."""

    assistant: str
    conversation: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    channel: str = "web"
    seen: list[Shown] = field(default_factory=list)

    def says(self, text: str) -> None:
        """Type."""
        self._send({"text": text})

    def presses(self, title: str) -> None:
        """Take a button."""
        self._send({"payload": _token(self.seen, title)})

    def sends_picture(self) -> None:
        """Not there."""
        raise NotImplementedError

    def heard(self) -> list[Shown]:
        """The replies so far."""
        return self.seen

    def _send(self, message: Json) -> None:
        path = f"/api/v1/conversations/{self.conversation}/messages"
        for reply in _post(f"{self.assistant}{path}", message)["replies"]:
            buttons = {button["title"]: button["payload"] for button in reply["buttons"]}
            self.seen.append(Shown(reply["text"], buttons))


def bot_settings(telegram: str, zalo_bot: str) -> dict[str, str]:
    """The settings of an assistant whose bots live on the fakes at these addresses, polled."""
    return {"TELEGRAM_TOKEN": _TELEGRAM, "TELEGRAM_API_URL": telegram,
            "ZALO_BOT_TOKEN": _BOT, "ZALO_BOT_API_URL": zalo_bot}  # fmt: skip


def register_telegram(telegram: str, hook: str, secret: str) -> None:
    """Register a webhook by hand, as an installation without PUBLIC_URL does."""
    asked = {"url": hook, "secret_token": secret}
    _post(f"{telegram}/bot{_TELEGRAM}/setWebhook", asked)


def _token(shown: list[Shown], title: str) -> str:
    """What choosing a line sends: its button's, or its number where there are no buttons."""
    for message in reversed(shown):
        if title in message.buttons:
            return message.buttons[title]
        if found := re.search(rf"^(\d+)\. {re.escape(title)}$", message.text, re.MULTILINE):
            return found[1]
    raise LookupError(f"nothing to choose is called {title!r}")


def _keys(message: Json) -> dict[str, str]:
    rows = message.get("reply_markup", {})
    rows = json.loads(rows) if isinstance(rows, str) else rows
    keys = [key for row in rows.get("inline_keyboard", []) for key in row]
    return {key["text"]: key["callback_data"] for key in keys if "callback_data" in key}


def _post(address: str, body: Mapping[str, object]) -> Json:
    answer = httpx.post(address, json=body, timeout=_TIMEOUT).raise_for_status()
    told: Json = answer.json()
    return told


def _get(address: str) -> Json:
    told: Json = httpx.get(address, timeout=_TIMEOUT).raise_for_status().json()
    return told
