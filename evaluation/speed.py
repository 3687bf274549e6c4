"""`make bench`: turn latency and memory of the running assistant, beside a stock Rasa bot.

Both are started here, in the same run, on free ports of this machine. The load generator shares
the cores with the servers, so the figures compare systems; they are not a capacity.
"""

import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import httpx
import psutil

from assistant.settings import ROOT, Settings
from assistant.training import rasa_environment
from evaluation.report import Report

_TURNS = 160
_CONVERSATIONS = (1, 8)
_START_SECONDS = 240
_OURS = [
    "làm giấy khai sinh cho con cần những gì", "mất bao lâu", "dk tam tru o tro can giay to gi",
    "lệ phí bao nhiêu", "sang tên xe máy", "nộp ở đâu", "thời tiết hôm nay",
    "xin xác nhận độc thân",
]  # fmt: skip
_STOCK = ["hi", "I am sad", "yes", "are you a bot?", "great", "no", "bye", "hello"]
Send = Callable[[httpx.AsyncClient, str, str], Awaitable[None]]


def main() -> None:
    """Start both, drive both, write var/reports/speed.md."""
    settings = Settings()
    report = Report("Speed")
    with _ours(settings) as (address, started, pids):
        ours = {n: _drive(address, _send_ours, _OURS, n) for n in _CONVERSATIONS}
        memory = [(name, _megabytes(pid)) for name, pid in pids.items()]
    with _stock(settings) as (address, trained):
        stock = {n: _drive(address, _send_stock, _STOCK, n) for n in _CONVERSATIONS}
    rows = []
    for conversations in _CONVERSATIONS:
        for name, times in (("ours, whole path", ours), ("stock `rasa init`", stock)):
            rows.append([name, conversations, *_figures(times[conversations])])
        ratio = _median(stock[conversations]) / _median(ours[conversations])
        rows.append(["stock / ours, p50", conversations, f"{ratio:.2f} ×", "", ""])
    head = ["system", "conversations", "p50 ms", "p95 ms", "turns/s"]
    report.table("A turn through the API", head, rows)
    report.table("Memory after the load", ["process", "MB (resident)"], memory)
    report.note(
        f"Ours answered {started:.0f} s after the start; the stock bot trained {trained:.0f} s."
    )
    print(f"Report: {report.write(settings.data / 'reports', {'turns': _TURNS})}")


async def _send_ours(client: httpx.AsyncClient, conversation: str, text: str) -> None:
    path = f"/api/v1/conversations/{conversation}/messages"
    (await client.post(path, json={"text": text})).raise_for_status()


async def _send_stock(client: httpx.AsyncClient, conversation: str, text: str) -> None:
    body = {"sender": conversation, "message": text}
    (await client.post("/webhooks/rest/webhook", json=body)).raise_for_status()


Timed = tuple[list[float], float]  # seconds of each turn, seconds of all


def _drive(address: str, send: Send, texts: list[str], conversations: int) -> Timed:
    return asyncio.run(_drive_async(address, send, texts, conversations))


async def _drive_async(address: str, send: Send, texts: list[str], conversations: int) -> Timed:
    times: list[float] = []

    async def talk(client: httpx.AsyncClient, turns: int) -> None:
        conversation = ""
        for number in range(turns):
            if number % len(texts) == 0:  # residents ask a few questions, not hundreds
                conversation = uuid.uuid4().hex
            start = time.perf_counter()
            await send(client, conversation, texts[number % len(texts)])
            times.append(time.perf_counter() - start)

    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        await talk(client, len(texts))  # warm: not counted
        times.clear()
        start = time.perf_counter()
        each = _TURNS // conversations
        await asyncio.gather(*(talk(client, each) for _ in range(conversations)))
        return times, time.perf_counter() - start


def _median(timed: Timed) -> float:
    return statistics.median(timed[0])


def _figures(timed: Timed) -> list[str]:
    times, whole = timed
    p95 = statistics.quantiles(times, n=20)[-1]
    return [f"{_median(timed) * 1000:.0f}", f"{p95 * 1000:.0f}", f"{len(times) / whole:.1f}"]


@contextmanager
def _ours(settings: Settings) -> Iterator[tuple[str, float, dict[str, int]]]:
    port, rasa, actions = (_free_port() for _ in range(3))
    data = settings.data / "bench"
    env = {**os.environ, "PORT": str(port), "RASA_PORT": str(rasa), "ACTIONS_PORT": str(actions),
           "DATA": str(data), "MODELS": str(settings.models)}  # fmt: skip
    start = time.monotonic()
    up = subprocess.Popen([sys.executable, "-m", "assistant.cli", "up"], cwd=ROOT, env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/readyz", up)
        yield address, time.monotonic() - start, _pids(up.pid)
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(60)


@contextmanager
def _stock(settings: Settings) -> Iterator[tuple[str, float]]:
    """The bot that `rasa init` makes, trained once and kept."""
    folder = settings.data / "bench" / "stock"
    env = rasa_environment()
    rasa = [str(settings.rasa_python), "-W", "ignore", "-m", "rasa"]
    start = time.monotonic()
    if not list(folder.glob("models/*.tar.gz")):
        folder.mkdir(parents=True, exist_ok=True)
        command = [*rasa, "init", "--no-prompt", "--init-dir", str(folder)]
        subprocess.run(command, check=True, env=env, capture_output=True)
    trained = time.monotonic() - start
    port = _free_port()
    command = [*rasa, "run", "--interface", "127.0.0.1", "--port", str(port)]
    log = (folder / "run.log").open("wb")
    bot = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/webhooks/rest/", bot)
        yield address, trained
    finally:
        bot.terminate()
        bot.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
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


def _pids(parent: int) -> dict[str, int]:
    """The launcher and its children by what they run."""
    names = {"actions.server": "action server", "connectors.gateway": "gateway", "rasa": "Rasa"}
    found = {"launcher": parent}
    for child in psutil.Process(parent).children():
        line = " ".join(child.cmdline())
        found |= {name: child.pid for mark, name in names.items() if f"-m {mark}" in line}
    return found


def _megabytes(pid: int) -> str:
    return f"{psutil.Process(pid).memory_info().rss / 2**20:.0f}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
