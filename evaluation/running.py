"""Systems under measurement: ours and the stock Rasa bot, started on free ports of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from assistant.settings import ROOT, Settings
from assistant.training import rasa_environment

_START_SECONDS = 240
_PARTS = {"actions.server": "action server", "connectors.gateway": "gateway",
          "connectors.worker": "worker", "rasa": "Rasa"}  # fmt: skip


@dataclass(frozen=True)
class Ours:
    """A started assistant."""

    address: str
    started_after: float
    launcher: int
    data: Path

    @property
    def pids(self) -> dict[str, int]:
        """The launcher and its children by what they run, at this moment."""
        found = {"launcher": self.launcher}
        for child in psutil.Process(self.launcher).children():
            try:
                line = " ".join(child.cmdline())
            except psutil.Error:
                continue  # it ended while we looked
            found |= {name: child.pid for mark, name in _PARTS.items() if f"-m {mark}" in line}
        return found


@contextmanager
def ours(settings: Settings, more: Mapping[str, str] | None = None) -> Iterator[Ours]:
    """Start it with its own data folder; `more`: settings of this measurement."""
    port, rasa, actions = (free_port() for _ in range(3))
    data = settings.data / "bench"
    env = {**os.environ, "PORT": str(port), "RASA_PORT": str(rasa), "ACTIONS_PORT": str(actions),
           "DATA": str(data), "MODELS": str(settings.models), "ASSISTANT_LIMITS": "off",
           **(more or {})}  # fmt: skip
    start = time.monotonic()
    up = subprocess.Popen([sys.executable, "-m", "assistant.cli", "up"], cwd=ROOT, env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/readyz", up)
        yield Ours(address, time.monotonic() - start, up.pid, data)
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(60)


@contextmanager
def stock(settings: Settings) -> Iterator[tuple[str, float]]:
    """The bot that `rasa init` makes, trained once and kept: its address, seconds of training."""
    folder = settings.data / "bench" / "stock"
    env = rasa_environment()
    rasa = [str(settings.rasa_python), "-W", "ignore", "-m", "rasa"]
    start = time.monotonic()
    if not list(folder.glob("models/*.tar.gz")):
        folder.mkdir(parents=True, exist_ok=True)
        command = [*rasa, "init", "--no-prompt", "--init-dir", str(folder)]
        subprocess.run(command, check=True, env=env, capture_output=True)
    trained = time.monotonic() - start
    port = free_port()
    command = [*rasa, "run", "--interface", "127.0.0.1", "--port", str(port)]
    with (folder / "run.log").open("wb") as log:
        bot = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/webhooks/rest/", bot)
        yield address, trained
    finally:
        bot.terminate()
        bot.wait(30)


@contextmanager
def fake(channel: str, *arguments: str) -> Iterator[str]:
    """The fake server of a channel (tests/fakes), in a process of its own: its address."""
    port = free_port()
    command = [sys.executable, "-m", f"tests.fakes.{channel}", "--port", str(port), *arguments]
    # What it prints is for whoever starts it by hand.
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/_control", server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers with success; SystemExit when it ends or does not come up."""
    start = time.monotonic()
    while time.monotonic() - start < _START_SECONDS:
        if process.poll() is not None:
            raise SystemExit(f"{address}: the process ended with code {process.returncode}")
        try:
            if httpx.get(address, timeout=2).is_success:
                return
        except httpx.HTTPError:
            pass  # not up yet
        time.sleep(0.5)
    raise SystemExit(f"{address} did not answer within {_START_SECONDS} seconds")


def megabytes(pid: int) -> str:
    """Resident memory of a process."""
    return f"{psutil.Process(pid).memory_info().rss / 2**20:.0f}"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
