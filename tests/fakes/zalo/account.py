"""What the fake knows: application, tokens, residents, messages, and what shall go wrong."""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

DAY = 86_400.0
Json = dict[str, Any]


@dataclass
class Resident:
    """A user of the account. `heard_at`: seconds since 1970 of their last interaction."""

    heard_at: float | None = None
    blocked: bool = False


@dataclass
class Faults:
    """What goes wrong on command. Times are counted down, switches stay."""

    code: int = 0  # this error number …
    status: int = 200  # … with this HTTP status …
    times: int = 0  # … so often
    path: str = ""  # … on paths that hold this
    outage: bool = False  # every call: 503 without a JSON body
    slow: float = 0.0  # seconds before each answer
    lose: int = 0  # so many messages are taken and their answers never sent
    buttons: bool = True  # False: buttons are refused with -201
    conversation: bool = True  # False: the list of a conversation is refused with -209
    per_minute: int = 4000


@dataclass
class Account:
    """One Official Account with one application."""

    app: str = "360846524940903967"
    app_secret: str = "app-secret"
    oa: str = "388613280878808645"
    oa_secret: str = "oa-secret"
    strangers: bool = False  # True: a user never heard of counts as one who has just written
    access_seconds: float = 25 * 3600.0
    faults: Faults = field(default_factory=Faults)
    residents: dict[str, Resident] = field(default_factory=dict)
    messages: list[Json] = field(default_factory=list)
    templates: list[Json] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)
    uploads: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # code → its challenge
    access: str = ""
    refresh: str = ""
    ends_at: float = 0.0
    renewals: int = 0
    refused_renewals: int = 0
    _minute: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        """A new pair; the old one is dead at once."""
        self.access, self.refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.ends_at = time.time() + self.access_seconds

    def token_error(self, given: str) -> int:
        """0, or the number for a token that is wrong or has ended."""
        if given != self.access:
            return -216
        return -220 if time.time() >= self.ends_at else 0

    def left(self) -> int:
        """Calls left in this minute; counts this one."""
        now = time.time()
        self._minute = [at for at in self._minute if at > now - 60]
        self._minute.append(now)
        return self.faults.per_minute - len(self._minute)

    def heard(self, user: str) -> None:
        """The user did something: the window opens anew."""
        self.residents.setdefault(user, Resident()).heard_at = time.time()

    def user_error(self, user: str) -> int:
        """0, or why this user cannot be written to."""
        resident = self.residents.get(user)
        if resident is None:
            return 0 if self.strangers else -232
        if resident.blocked:
            return -217
        if resident.heard_at is None:
            return -232
        return -230 if time.time() - resident.heard_at > 7 * DAY else 0

    def keep(self, user: str, text: str, *, src: int, **more: Any) -> Json:
        """A message of the conversation; src 0: of the account, 1: of the user."""
        number = hashlib.sha256(f"{len(self.messages)} {secrets.token_hex(4)}".encode())
        kept = {"message_id": number.hexdigest()[:20], "user_id": user, "src": src,
                "time": int(time.time() * 1000), "type": "text", "message": text,
                **more}  # fmt: skip
        self.messages.append(kept)
        return kept

    def sent_to(self, user: str) -> list[str]:
        """The texts the account sent to a user."""
        return [m["message"] for m in self.messages if m["user_id"] == user and m["src"] == 0]
