"""The whole assistant as residents meet it: `assistant up` on free ports, and a client of its API.

A plugin: every conftest.py that needs the running system calls `share`, and one system serves the
whole session.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.settings import ROOT

_START_SECONDS = 600  # about 30 when the models are trained; training them takes minutes
_STOP_SECONDS = 60
_TAIL = 60


def share(config: pytest.Config) -> None:
    """Make the fixtures of this module known, once, whoever asks first."""
    if not config.pluginmanager.has_plugin(__name__):
        config.pluginmanager.register(sys.modules[__name__], __name__)


@dataclass
class Running:
    """A started assistant: where it answers, and how to look behind its doors."""

    base: str
    ports: dict[str, int]
    data: Path
    process: subprocess.Popen[bytes]
    output: Path

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.base, timeout=30)

    @property
    def pids(self) -> dict[str, int]:
        """The launcher and its children, by the module each runs."""
        return {"launcher": self.process.pid, **_children(self.process.pid)}

    def said(self) -> str:
        """What the launcher printed."""
        return self.output.read_text(errors="replace")

    def new_talk(self) -> "Talk":
        """A fresh conversation."""
        return Talk(self.http)


@dataclass
class Talk:
    """One resident's conversation over the API."""

    http: httpx.Client
    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    last: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str) -> dict[str, Any]:
        """Type a message."""
        return self._send({"text": text})

    def press(self, title: str) -> dict[str, Any]:
        """Take a button of the last answer."""
        return self._send({"payload": self.buttons()[title]})

    def send(self, payload: str) -> dict[str, Any]:
        """A payload as it is, offered or not."""
        return self._send({"payload": payload})

    def buttons(self) -> dict[str, str]:
        """The buttons of the last answer: title → payload."""
        return {b["title"]: b["payload"] for r in self.last["replies"] for b in r["buttons"]}

    def sources(self) -> list[str]:
        """The codes of the records that the last answer states facts from."""
        return [s["code"] for r in self.last["replies"] for s in r["sources"]]

    def candidates(self) -> list[str]:
        """The codes that the last answer offers."""
        return [c["code"] for r in self.last["replies"] for c in r["candidates"]]

    def heard(self) -> str:
        """Every word of the last answer: texts, checklists and buttons."""
        parts: list[str] = []
        for reply in self.last["replies"]:
            parts.append(reply["text"])
            parts += [button["title"] for button in reply["buttons"]]
            listed = reply["checklist"] or {"papers": [], "notes": [], "unnecessary": []}
            parts += [f"{p['name']} {p['detail'] or ''}" for p in listed["papers"]]
            parts += [*listed["notes"], *(u["reason"] for u in listed["unnecessary"])]
        return "\n".join(parts)

    def _send(self, body: dict[str, str]) -> dict[str, Any]:
        response = self.http.post(f"/api/v1/conversations/{self.id}/messages", json=body)
        assert response.status_code == 200, f"{response.status_code}: {response.text}"
        self.last = response.json()
        return self.last


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a process of ours: nothing of the caller's own installation."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "RASA_URL", "HOST"}}
    limits = {"ASSISTANT_LIMITS": "off"}  # a test writes faster than a resident
    return {**kept, "DATA": str(data), "PYTHONUNBUFFERED": "1", **limits, **more}


def launch(data: Path, **more: str) -> Running:
    """Start `assistant up` without waiting for it."""
    ports: dict[str, int] = dict(
        zip(("PORT", "RASA_PORT", "ACTIONS_PORT"), free_ports(3), strict=True)
    )
    data.mkdir(parents=True, exist_ok=True)
    output = data / "up.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", "from assistant.cli import main; main()", "up"],
            cwd=ROOT,
            env=environment(data, **{**{name: str(port) for name, port in ports.items()}, **more}),
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    return Running(f"http://127.0.0.1:{ports['PORT']}", ports, data, process, output)


def wait_until_ready(system: Running) -> None:
    """Until /readyz answers 200; fails with the last lines of every log."""
    start = time.monotonic()
    while time.monotonic() - start < _START_SECONDS:
        if system.process.poll() is not None:
            break
        if answers(f"{system.base}/readyz"):
            return
        time.sleep(0.5)
    stop(system)
    raise AssertionError(f"the assistant did not start\n{_tails(system)}")


def answers(url: str) -> bool:
    """Whether an address answers with success."""
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def stop(system: Running, number: signal.Signals = signal.SIGINT) -> int:
    """Ask the launcher to stop all; its exit code."""
    if system.process.poll() is None:
        system.process.send_signal(number)
    try:
        return system.process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        system.process.kill()
        raise


def end_of(system: Running, seconds: float = _START_SECONDS) -> int:
    """The exit code of a system that ends by itself, or of one that was asked to."""
    try:
        return system.process.wait(seconds)
    except subprocess.TimeoutExpired:
        stop(system)
        raise


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The assistant, started once; at the end it must stop cleanly and leave nothing behind."""
    # A site of the province may show the chat, so that there is a page for it.
    sites = {"WIDGET_ORIGINS": "http://province.test"}
    system = launch(tmp_path_factory.mktemp("assistant") / "var", **sites)
    wait_until_ready(system)
    pids = system.pids
    yield system
    code = stop(system)
    assert code == 0, f"ended with {code}\n{_tails(system)}"
    left = [name for name, pid in pids.items() if Path(f"/proc/{pid}").exists()]
    assert left == [], f"still there after a stop: {left}"


@pytest.fixture
def talk(running: Running) -> Talk:
    """A fresh conversation with the running assistant."""
    return running.new_talk()


def _children(parent: int) -> dict[str, int]:
    names = {"actions.server": "actions", "connectors.gateway": "gateway",
             "connectors.worker": "worker", "rasa": "rasa"}  # fmt: skip
    found: dict[str, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or _parent_of(entry) != parent:
            continue
        words = (entry / "cmdline").read_text(errors="replace").split("\0")
        found |= {name: int(entry.name) for word, name in names.items() if word in words}
    return found


def _parent_of(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None  # it ended while we looked


def _tails(system: Running) -> str:
    logs: Mapping[str, Path] = {
        "up": system.output,
        **{path.stem: path for path in sorted((system.data / "log").glob("*.log"))},
    }
    return "\n".join(
        f"--- {name}\n" + "\n".join(path.read_text(errors="replace").splitlines()[-_TAIL:])
        for name, path in logs.items()
    )
