"""A day of messages on Zalo, at speed: is each answered once and in its place, and is memory flat?

    .venv/bin/python -m evaluation.day --messages 100000

Residents write as fast as answers are made: the next message goes out while the backlog is short.
"""

import argparse
import asyncio
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field

import psutil

from assistant.settings import Settings
from evaluation.evidence import verdict
from evaluation.history import WRONG
from evaluation.report import Report
from evaluation.residents import QUESTIONS, Zalo, drained, on_zalo, waiting_jobs
from evaluation.running import Ours

_TALKS = 500
_AT_ONCE = 20
_BACKLOG = 200  # jobs; beyond it residents wait
_LOOK_EVERY = 2.0  # seconds
_MARKS = (0.1, 0.25, 0.5, 0.75, 1.0)  # shares of the day at which memory is read
_MEGABYTE = 2**20


@dataclass
class Day:
    """What was acknowledged, by resident; memory in MiB by process at the shares of the day."""

    messages: int
    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sent: int = 0
    memory: dict[float, dict[str, float]] = field(default_factory=dict)


def main() -> int:
    """1 when something was lost, doubled or out of order."""
    given = _arguments()
    settings, report, day = Settings(), Report("A day of messages"), Day(given.messages)
    with on_zalo(settings) as (system, fake):
        start = time.perf_counter()
        asyncio.run(_lived(system, day))
        backlog = drained(system, 900)
        seconds = time.perf_counter() - start
        day.memory[1.0] = _memory(system)
        found = verdict(system, fake, day.asked)
    report.table("What became of the messages", list(found), [list(found.values())],
                 f"{day.sent / seconds:.1f} messages/s; the last backlog was gone after "
                 f"{backlog:.1f} s.")  # fmt: skip
    parts = sorted(day.memory[1.0])
    rows = [(f"{share:.0%}", *(round(kept.get(part, 0)) for part in parts))
            for share, kept in sorted(day.memory.items())]  # fmt: skip
    report.table("Memory in MiB", ["of the day", *parts], rows)
    print(f"Report: {report.write(settings.data / 'reports', vars(given))}")
    return int(any(found[name] for name in WRONG))


async def _lived(system: Ours, day: Day) -> None:
    zalo, may_write = Zalo(f"{system.address}/webhooks/zalo"), asyncio.Event()
    may_write.set()
    watch = asyncio.create_task(_watched(system, day, may_write))
    users = [f"d{int(time.time())}{number:03}" for number in range(_TALKS)]
    shares = [users[number::_AT_ONCE] for number in range(_AT_ONCE)]
    await asyncio.gather(*(_written(zalo, day, share, may_write) for share in shares))
    watch.cancel()
    await zalo.close()


async def _written(zalo: Zalo, day: Day, users: list[str], may_write: asyncio.Event) -> None:
    """These residents in turn, until the day is over."""
    number = 0
    while day.sent < day.messages:
        await may_write.wait()
        user = users[number % len(users)]
        mark = f"{user}-{number}"
        day.sent += 1
        if await zalo.says(user, QUESTIONS[number % len(QUESTIONS)], mark):
            day.asked[user].append(mark)
        number += 1


async def _watched(system: Ours, day: Day, may_write: asyncio.Event) -> None:
    """Holds the residents back while the backlog is long, and reads memory as the day goes on."""
    while True:
        jobs = await asyncio.to_thread(waiting_jobs, system)
        if jobs > _BACKLOG:
            may_write.clear()
        else:
            may_write.set()
        for share in _MARKS:
            if share not in day.memory and day.sent >= share * day.messages:
                day.memory[share] = await asyncio.to_thread(_memory, system)
        await asyncio.sleep(_LOOK_EVERY)


def _memory(system: Ours) -> dict[str, float]:
    """Resident memory of every part."""
    return {
        name: psutil.Process(pid).memory_info().rss / _MEGABYTE for name, pid in system.pids.items()
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.day")
    parser.add_argument("--messages", type=int, default=100_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
