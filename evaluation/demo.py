"""`make demo`: a resident on every channel, on the whole system with fake channels behind it.

Prints the conversation as it happens and keeps it in docs/demo.md.
"""

import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from assistant.clock import now
from assistant.settings import ROOT, Settings
from evaluation.channels import (
    OnTelegram,
    OnTheWeb,
    OnZalo,
    OnZaloBot,
    Resident,
    Shown,
    bot_settings,
)
from evaluation.residents import account_settings, control, drained
from evaluation.running import Ours, fake, ours

_SCENES = Path(__file__).with_suffix(".yml")
_RECORD = ROOT / "docs" / "demo.md"
_STAFF = "a-token-of-the-demo"
_PATIENCE_SECONDS = 60.0
_HEAD = """\
# A recorded conversation

Written by `make demo` on {date}. Real: the whole assistant as `make run` starts it, with its own
database; what it says is unedited. Fake: the servers of Zalo, Zalo Bot and Telegram
(`tests/fakes`), the residents and the officer (`evaluation/demo.yml`).
"""


@dataclass
class Record:
    """What was said, printed at once and kept."""

    kept: str

    def add(self, line: str) -> None:
        """A paragraph."""
        print(re.sub(r"[*`]|^> ?| +$", "", line, flags=re.MULTILINE) + "\n", flush=True)
        self.kept += f"\n{line}\n"

    def shown(self, message: Shown) -> None:
        """A message of the assistant, or of an officer through it, with its buttons."""
        text = "\n".join(f"> {line}".rstrip() for line in message.text.splitlines())
        buttons = " ".join(f"`[{title}]`" for title in message.buttons)
        # Two spaces end a line in Markdown: what stands on a line of its own stays there.
        quoted = re.sub(r"(?<=[^\s>])\n(?=> \S)", "  \n", text)
        self.add(quoted + (f"\n>\n> {buttons}" if buttons else ""))


class Officer:
    """Who works on the only open case, by the officers' API."""

    def __init__(self, assistant: str) -> None:
        headers = {"Authorization": f"Bearer {_STAFF}", "X-Officer": "can-bo-thu"}
        base = f"{assistant}/api/v1/desk"
        self._http = httpx.Client(base_url=base, headers=headers, timeout=30)

    def does(self, what: str, words: str | None) -> None:
        """Claim, write or release."""
        path = {"claims": "claim", "writes": "messages", "releases": "release"}[what]
        body = {"text": words} if words else None
        self._http.post(f"/cases/{self._open()[0]['code']}/{path}", json=body).raise_for_status()

    def holds(self, channel: str) -> bool:
        """Whether the case is theirs, and of this channel."""
        return any(c["state"] == "held" and c["channel"] == channel for c in self._open())

    def reads(self, words: str | None) -> None:
        """Wait until a message of the resident stands in the case."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end:
            case = self._http.get(f"/cases/{self._open()[0]['code']}").raise_for_status().json()
            if any(line["text"] == words for line in case["lines"]):
                return
            time.sleep(0.2)
        raise SystemExit("the officer does not see what the resident wrote")

    def _open(self) -> list[Any]:
        cases: list[Any] = self._http.get("/cases").raise_for_status().json()
        return cases


def main() -> None:
    """Play every scene, print it, write it down."""
    record = Record(_HEAD.format(date=now().date().isoformat()))
    scenes = yaml.safe_load(_SCENES.read_text(encoding="utf8"))
    with (
        tempfile.TemporaryDirectory() as data,
        fake("zalo") as zalo, fake("telegram") as telegram, fake("zalo_bot") as zalo_bot,
    ):  # fmt: skip
        more = {**account_settings(zalo), **bot_settings(telegram, zalo_bot),
                "STAFF_TOKEN": _STAFF}  # fmt: skip
        with ours(Settings(data=Path(data)), more) as system:
            control(zalo, {"hook": {"address": f"{system.address}/webhooks/zalo"}})
            residents: dict[str, Resident] = {
                "zalo": OnZalo(zalo), "telegram": OnTelegram(telegram),
                "zalo_bot": OnZaloBot(zalo_bot), "web": OnTheWeb(system.address),
            }  # fmt: skip
            for scene in scenes:
                record.add(f"## {scene['title']}")
                _play(record, system, residents[scene["channel"]], scene["turns"])
    _RECORD.write_text(record.kept, encoding="utf8")
    print(f"Kept in {_RECORD.relative_to(ROOT)}.")


def _play(
    record: Record, system: Ours, resident: Resident, turns: list[dict[str, str | None]]
) -> None:
    officer = Officer(system.address)
    for turn in turns:
        ((what, words),) = turn.items()
        before = len(resident.heard())
        is_held = what == "says" and officer.holds(resident.channel)
        _do(record, officer, resident, what, words)
        if is_held:
            officer.reads(words)
            record.add("*Trợ lý im lặng; cán bộ đọc được tin này.*")
        else:
            for message in _answer(system, resident, before):
                record.shown(message)


def _do(record: Record, officer: Officer, resident: Resident, what: str, words: str | None) -> None:
    """One turn; the record tells it before it is done, so that it reads as it happens."""
    match what, resident:
        case "follows", OnZalo():
            record.add("**Người dân** bấm quan tâm tài khoản.")
            resident.follows()
        case "says", _:
            record.add(f"**Người dân:** {words}")
            resident.says(str(words))
        case "presses", _:
            record.add(f"**Người dân** chọn: `[{words}]`")
            resident.presses(str(words))
        case "picture", _:
            record.add("**Người dân** gửi một tấm ảnh.")
            resident.sends_picture()
        case _:
            told = {"claims": "nhận yêu cầu.", "writes": "viết:", "releases": "kết thúc."}[what]
            record.add(f"**Cán bộ** {told}")
            officer.does(what, words)


def _answer(system: Ours, resident: Resident, before: int) -> list[Shown]:
    """What came since, once nothing is under way any more; SystemExit when nothing came."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        drained(system, _PATIENCE_SECONDS)
        if said := resident.heard()[before:]:
            return said
        time.sleep(0.2)  # a bot that is polled asks again in a moment
    raise SystemExit(f"{resident.channel}: no answer")


if __name__ == "__main__":
    main()
