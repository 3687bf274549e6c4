"""The running assistant with fakes of all its channels behind it, and chats with it."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from evaluation.channels import OnTelegram, OnZalo, OnZaloBot, Resident
from tests.system.running import Running

STAFF = "a-token-of-the-tests"
_SECONDS = 60.0


@dataclass(frozen=True)
class Channels:
    """A started assistant and the addresses of the fakes."""

    system: Running
    zalo: str
    telegram: str
    zalo_bot: str

    def chat(self, channel: str) -> "Chat":
        """A resident who was never here."""
        residents: dict[str, Callable[[], Resident]] = {
            "zalo": lambda: OnZalo(self.zalo),
            "telegram": lambda: OnTelegram(self.telegram),
            "zalo_bot": lambda: OnZaloBot(self.zalo_bot),
        }
        return Chat(residents[channel]())

    def zalo_chat(self) -> tuple["Chat", OnZalo]:
        """A resident on Zalo, with all that Zalo tells of them."""
        resident = OnZalo(self.zalo)
        return Chat(resident), resident

    def zalo_seen(self) -> dict[str, Any]:
        """Everything the fake Zalo has seen."""
        seen: dict[str, Any] = httpx.get(f"{self.zalo}/_control", timeout=30).json()
        return seen

    def parked(self) -> list[dict[str, Any]]:
        """Replies that no channel took."""
        parked: list[dict[str, Any]] = Desk(self.system, "an officer").get("/outbox/parked")
        return parked

    def rest(self) -> None:
        """Until no job is under way."""
        wait_until(lambda: _jobs(self.system) == 0, "jobs are left")


@dataclass
class Chat:
    """What one resident does and sees; `hears` looks at what came after the last deed."""

    resident: Resident
    mark: int = field(default=0)

    def says(self, text: str) -> None:
        """Type."""
        self.begins()
        self.resident.says(text)

    def presses(self, title: str) -> None:
        """Take a button or the number of its line."""
        self.begins()
        self.resident.presses(title)

    def begins(self) -> None:
        """From here on it is heard anew."""
        self.mark = len(self.resident.heard())

    def hears(self, *fragments: str) -> str:
        """Wait until all of them were shown, on whatever message or button."""
        wait_until(lambda: all(f in self.new() for f in fragments), lambda: self._missed(fragments))
        return self.new()

    def new(self) -> str:
        """Everything shown since the last deed."""
        shown = self.resident.heard()[self.mark :]
        return "\n".join("\n".join([message.text, *message.buttons]) for message in shown)

    def _missed(self, fragments: tuple[str, ...]) -> str:
        return f"on {self.resident.channel}, waiting for {fragments}, heard:\n{self.new()}"


@dataclass
class Desk:
    """An officer, by the officers' API."""

    system: Running
    officer: str

    def get(self, path: str) -> Any:
        """Look at something."""
        return self._answer("GET", path).json()

    def claims(self, code: str) -> None:
        """Take a case on."""
        self._answer("POST", f"/cases/{code}/claim")

    def writes(self, code: str, text: str) -> None:
        """Write to the resident."""
        self._answer("POST", f"/cases/{code}/messages", {"text": text})

    def releases(self, code: str) -> None:
        """Give the conversation back."""
        self._answer("POST", f"/cases/{code}/release")

    def reads(self, code: str, text: str) -> None:
        """Wait until a message of the resident has ended its turn, with nobody answering it."""

        def is_there() -> bool:
            lines = self.get(f"/cases/{code}")["lines"]
            return any(line["text"] == text and line["outcome"] == "handed_over" for line in lines)

        wait_until(is_there, f"not in case {code}")

    def code_held_by(self, officer: str) -> str:
        """The case this officer holds, when there is one."""
        found: list[str] = []

        def is_there() -> bool:
            found[:] = [c["code"] for c in self.get("/cases") if c["officer"] == officer]
            return bool(found)

        wait_until(is_there, f"{officer} holds no case")
        return found[0]

    def _answer(self, method: str, path: str, body: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {STAFF}", "X-Officer": self.officer}
        address = f"{self.system.base}/api/v1/desk{path}"
        answer = httpx.request(method, address, headers=headers, json=body, timeout=30)
        assert answer.is_success, f"{answer.status_code}: {answer.text}"
        return answer


def wait_until(
    is_so: Callable[[], bool], otherwise: str | Callable[[], str], seconds: float = _SECONDS
) -> None:
    """Look until it is so; fails with what it was instead."""
    end = time.monotonic() + seconds
    while not is_so():
        told = otherwise() if callable(otherwise) else otherwise
        assert time.monotonic() < end, told
        time.sleep(0.1)


def _jobs(system: Running) -> int:
    text = httpx.get(f"{system.base}/metrics", timeout=30).text
    assert "assistant_jobs" in text
    jobs = re.findall(r"^assistant_jobs\{.*\} ([0-9.e+]+)$", text, re.MULTILINE)
    return int(sum(map(float, jobs)))
