"""`make bench`: messages on Zalo, from the webhook to the fake Zalo that has the reply.

Beside stock Rasa's REST channel on the same machine in the same run. The load generator and the
fake share the cores with the servers: the figures compare systems, they are not a capacity.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Sequence

import httpx

from assistant.settings import Settings
from evaluation.report import Report
from evaluation.residents import Zalo, arrive, drained, on_zalo, sent
from evaluation.running import Ours, megabytes, stock

_STOCK = ["hi", "I am sad", "yes", "are you a bot?", "great", "no", "bye", "hello"]


def main() -> None:
    """Measure and write var/reports/messaging.md."""
    given = _arguments()
    settings, report = Settings(), Report("Messaging")
    with on_zalo(settings) as (system, fake):
        _end_to_end(report, system, fake, given.seconds)
        ours = _flood(report, system, given.seconds)
        rows = [(name, megabytes(pid)) for name, pid in system.pids.items()]
        report.table("Memory after the load", ["process", "MB (resident)"], rows)
    with stock(settings) as (address, _):
        peer = asyncio.run(_stock_turns(address, given.seconds))
    rows = [("ours, webhook to outbox and fake Zalo", f"{ours:.1f}"),
            ("stock `rasa init`, REST channel", f"{peer:.1f}"),
            ("ours / stock", f"{ours / peer:.2f} ×")]  # fmt: skip
    report.table("Sustained turns a second", ["system", "turns/s"], rows)
    print(f"Report: {report.write(settings.data / 'reports', vars(given))}")


def _end_to_end(report: Report, system: Ours, fake: str, seconds: float) -> None:
    """10 messages a second, each of a resident of their own: so a reply is known by its user."""
    users = [f"e{int(time.time())}{number}" for number in range(int(seconds * 20))]
    posted: dict[str, float] = {}

    class Timed(Zalo):
        async def says(self, user: str, text: str, number: str) -> bool:
            posted[user] = time.time()
            return await super().says(user, text, number)

    async def run() -> None:
        zalo = Timed(f"{system.address}/webhooks/zalo")
        await arrive(zalo, 2, 5, [f"w{user}" for user in users])  # connections and caches
        await arrive(zalo, 10, seconds, users)
        await zalo.close()

    asyncio.run(run())
    drained(system, 120)
    replied: dict[str, float] = {}
    for message in sent(fake):
        replied.setdefault(str(message["user_id"]), float(str(message["time"])) / 1000)
    times = [(replied[user] - at) * 1000 for user, at in posted.items() if user in replied]
    times = times[int(len(times) * 0.05) :]
    head = ["messages", "replied", "p50 ms", "p95 ms", "max ms"]
    row = [len(posted), len([u for u in posted if u in replied]), *_quantiles(times)]
    report.table("A turn end to end, 10 messages a second", head, [row])


def _flood(report: Report, system: Ours, seconds: float) -> float:
    """100 messages a second of 500 conversations: the acknowledgement, then how fast it drains."""

    async def run() -> tuple[Zalo, int]:
        zalo = Zalo(f"{system.address}/webhooks/zalo")
        users = [f"f{int(time.time())}{number}" for number in range(500)]
        count = await arrive(zalo, 100, seconds, users)
        await zalo.close()
        return zalo, count

    start = time.perf_counter()
    zalo, count = asyncio.run(run())
    drained(system, 900)
    whole = time.perf_counter() - start
    times = [second * 1000 for second in zalo.acknowledged]
    head = ["messages", "acknowledged", "p50 ms", "p99 ms", "max ms"]
    row = [count, len(times), f"{statistics.median(times):.0f}",
           f"{statistics.quantiles(times, n=100)[-1]:.0f}", f"{max(times):.0f}"]  # fmt: skip
    report.table("Acknowledged at 100 messages a second of 500 conversations", head, [row])
    return count / whole


async def _stock_turns(address: str, seconds: float) -> float:
    """The most it does: eight conversations, each sending as soon as it is answered."""
    done, end = 0, time.perf_counter() + seconds

    async def talk(client: httpx.AsyncClient, name: str) -> None:
        nonlocal done
        number = 0
        while time.perf_counter() < end:
            body = {"sender": f"{name}-{number // 16}", "message": _STOCK[number % len(_STOCK)]}
            (await client.post("/webhooks/rest/webhook", json=body)).raise_for_status()
            done, number = done + 1, number + 1

    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        start = time.perf_counter()
        await asyncio.gather(*(talk(client, f"s{number}") for number in range(8)))
        return done / (time.perf_counter() - start)


def _quantiles(times: Sequence[float]) -> list[str]:
    p95 = statistics.quantiles(times, n=20)[-1]
    return [f"{statistics.median(times):.0f}", f"{p95:.0f}", f"{max(times):.0f}"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.messaging_speed")
    parser.add_argument("--seconds", type=float, default=30, help="of each load")
    return parser.parse_args()


if __name__ == "__main__":
    main()
