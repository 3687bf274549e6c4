"""`make bench`: turn latency and memory of the running assistant, beside a stock Rasa bot.

Both are started here, in the same run, on free ports of this machine. The load generator shares
the cores with the servers, so the figures compare systems; they are not a capacity.
"""

import asyncio
import statistics
import time
import uuid
from collections.abc import Awaitable, Callable

import httpx

from assistant.settings import Settings
from evaluation.report import Report
from evaluation.running import megabytes, ours, stock

_TURNS = 160
_CONVERSATIONS = (1, 8)
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
    with ours(settings) as system:
        mine = {n: _drive(system.address, _send_ours, _OURS, n) for n in _CONVERSATIONS}
        memory = [(name, megabytes(pid)) for name, pid in system.pids.items()]
    with stock(settings) as (address, trained):
        peer = {n: _drive(address, _send_stock, _STOCK, n) for n in _CONVERSATIONS}
    rows = []
    for conversations in _CONVERSATIONS:
        for name, times in (("ours, whole path", mine), ("stock `rasa init`", peer)):
            rows.append([name, conversations, *_figures(times[conversations])])
        ratio = _median(peer[conversations]) / _median(mine[conversations])
        rows.append(["stock / ours, p50", conversations, f"{ratio:.2f} ×", "", ""])
    head = ["system", "conversations", "p50 ms", "p95 ms", "turns/s"]
    report.table("A turn through the API", head, rows)
    report.table("Memory after the load", ["process", "MB (resident)"], memory)
    started = f"Ours answered {system.started_after:.0f} s after the start"
    report.note(f"{started}; the stock bot trained {trained:.0f} s.")
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


if __name__ == "__main__":
    main()
