"""Kills parts of the running assistant at random while residents write, then reads the history.

    .venv/bin/python -m evaluation.chaos --rounds 100

Every acknowledged message must have its answer once and in its place: nothing lost, nothing twice,
nothing out of order. The launcher starts again what was killed, as it does in service.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import httpx

from assistant.settings import Settings
from evaluation.evidence import verdict
from evaluation.history import WRONG
from evaluation.report import Report
from evaluation.residents import QUESTIONS, Zalo, control, drained, on_zalo
from evaluation.running import Ours

_PARTS = ("gateway", "worker", "action server", "Rasa", "database")
_TALKS = 20
_BETWEEN = (0.5, 4.0)  # seconds of chance before a kill
# The launcher gives up on a part that ends five times in two minutes, and rightly; the worker ends
# with the database as well, so twice in five rounds.
_ROUND = 13.0  # seconds at least from one kill to the next
_START_AGAIN = 120.0  # seconds for a part to be up again


@dataclass
class History:
    """What was asked, in the order of each resident, and how the database remembers it."""

    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: int = 0


def main() -> int:
    """Run the rounds; 1 when something was lost, doubled or out of order."""
    given = _arguments()
    settings, report = Settings(), Report("Chaos")
    with on_zalo(settings) as (system, fake):
        kills, history = asyncio.run(_rounds(system, given.rounds))
        _until_whole(system)
        seconds = drained(system, 900)
        if given.outage:
            asyncio.run(_outage(system, fake, given.outage, history))
            drained(system, 900)
        found = verdict(system, fake, history.asked)
    rows = [(name, kills[name]) for name in _PARTS]
    report.table("Kills", ["part", "times"], rows)
    report.table("What became of the messages", list(found), [list(found.values())],
                 f"The last backlog was gone after {seconds:.1f} s.")  # fmt: skip
    print(f"Report: {report.write(settings.data / 'reports', vars(given))}")
    return int(any(found[name] for name in WRONG))


async def _rounds(system: Ours, rounds: int) -> tuple[Counter[str], History]:
    """Residents write all the while; each round kills one part."""
    history, kills = History(), Counter[str]()
    zalo, stop = Zalo(f"{system.address}/webhooks/zalo"), asyncio.Event()
    talks = [asyncio.create_task(_talk(zalo, history, n, stop)) for n in range(_TALKS)]
    chance = random.Random(20261122)
    for number in range(rounds):
        await asyncio.sleep(chance.uniform(*_BETWEEN))
        name = _PARTS[number % len(_PARTS)]
        if await asyncio.to_thread(_kill, system, name):
            kills[name] += 1
        next_one = time.monotonic() + _ROUND
        await asyncio.to_thread(_until_whole, system)
        await asyncio.sleep(max(0.0, next_one - time.monotonic()))
    stop.set()
    await asyncio.gather(*talks)
    await zalo.close()
    return kills, history


async def _talk(zalo: Zalo, history: History, number: int, stop: asyncio.Event) -> None:
    """One resident: writes, and writes on before the answer is there."""
    user, chance = f"c{int(time.time())}{number:02}", random.Random(number)
    while not stop.is_set():
        mark = f"{user}-{len(history.asked[user])}"
        if await zalo.says(user, chance.choice(QUESTIONS), mark):
            history.asked[user].append(mark)
        else:
            history.refused += 1
        await asyncio.sleep(chance.uniform(0.3, 3.0))


def _kill(system: Ours, name: str) -> bool:
    pids = system.pids | _database(system)
    if name not in pids:
        return False
    os.kill(pids[name], signal.SIGKILL)
    return True


def _database(system: Ours) -> dict[str, int]:
    try:
        first = (system.data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0]
    except OSError:
        return {}
    return {"database": int(first)}


def _until_whole(system: Ours) -> None:
    """Until every part runs and the path answers again."""
    end = time.monotonic() + _START_AGAIN
    while not {*_PARTS[:-1]} <= system.pids.keys() and time.monotonic() < end:
        time.sleep(0.2)
    while not _is_ready(system) and time.monotonic() < end:
        time.sleep(0.2)


def _is_ready(system: Ours) -> bool:
    try:
        return httpx.get(f"{system.address}/readyz", timeout=2).is_success
    except httpx.HTTPError:
        return False


async def _outage(system: Ours, fake: str, seconds: float, history: History) -> None:
    """Zalo is down for a while; residents who wrote just before get their replies after it."""
    control(fake, {"faults": {"outage": True}})
    zalo = Zalo(f"{system.address}/webhooks/zalo")
    for number in range(_TALKS):
        user = f"o{int(time.time())}{number:02}"
        if await zalo.says(user, QUESTIONS[number % len(QUESTIONS)], f"{user}-0"):
            history.asked[user].append(f"{user}-0")
    await asyncio.sleep(seconds)
    control(fake, {"faults": {"outage": False}})
    await zalo.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.chaos")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--outage", type=float, default=0, help="seconds Zalo is down at the end")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
