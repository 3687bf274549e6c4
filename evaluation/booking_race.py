"""`make bench`: 24 clients race for few seats, some killed in the middle: is one sold twice?

    python -m evaluation.booking_race [--attempts 100000]

On an embedded PostgreSQL of its own. Beside it in the same run the naive way: count, then insert.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from threading import Thread

import psycopg

from assistant.settings import ROOT, Settings
from evaluation.booking_clients import CAPACITY, HOLD, NAIVE_TABLE, SEATS, TIMES, Ours, wanted
from evaluation.booking_office import COUNTER, OFFICE, own_database
from evaluation.report import Report

_PROCESSES = 6
_OVERLAPS = """
SELECT count(*) FROM appointments a JOIN appointments b ON a.seat_id = b.seat_id AND a.id < b.id
AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
WHERE a.state = 'booked' AND b.state = 'booked'
"""
_OVER = """
SELECT coalesce(sum(n - %s), 0)
FROM (SELECT count(*) AS n FROM {} GROUP BY starts_at) AS sold WHERE n > %s
"""
_DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
_SESSIONS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


@dataclass
class Told:
    """What the clients said of their attempts."""

    lines: Counter[str] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def attempts(self) -> int:
        """Those whose end is known."""
        return self.lines.total()

    def hear(self, line: str) -> None:
        """One line of a client."""
        word, _, rest = line.strip().partition(" ")
        self.lines[word] += 1
        if word == "sold":
            self.codes.append(rest)
        elif word == "error":
            self.errors[rest] += 1


@dataclass
class Squad:
    """A process of clients: how many attempts it was given, and what it told."""

    process: subprocess.Popen[str]
    count: int
    heard: int = 0
    reader: Thread = field(default_factory=Thread)


def main() -> int:
    """Run both ways and write var/reports/booking-race.md; 1 when ours sold one seat wrong."""
    given = arguments()
    settings, report = Settings(), Report("Booking race")
    before = os.getloadavg()
    with own_database() as url:
        asyncio.run(prepared(url))
        ours = verdict_of_ours(url, *raced("ours", url, given))
        naive = verdict_of_naive(url, *raced("naive", url, given))
    head = ["way", *ours]
    rows = [["ours", *ours.values()], ["count, then insert", *(naive.get(n, "–") for n in ours)]]
    report.table(
        f"{given.attempts:,} attempts by {given.clients} clients for {CAPACITY} seats", head, rows,
        f"{SEATS} seats at each of {TIMES} times. Killed: processes of "
        f"{given.clients // _PROCESSES} clients, with kill -9.",
    )  # fmt: skip
    loads = {"load_before": before, "load_after": os.getloadavg()}
    print(f"Report: {report.write(settings.data / 'reports', {**vars(given), **loads})}")
    return int(not is_right(ours))


async def prepared(url: str) -> None:
    """The seats of ours, and the table of the naive way."""
    ours = Ours(url)
    await ours.store.sync({(OFFICE, COUNTER): SEATS})
    await ours.close()
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(NAIVE_TABLE)


def raced(way: str, url: str, given: argparse.Namespace) -> tuple[Told, int, float]:
    """All attempts made: what the clients told, how many processes were killed, seconds."""
    told, chance, kills, begin = Told(), random.Random(24), 0, time.monotonic()
    share, clients, first = (
        given.attempts // _PROCESSES,
        given.clients // _PROCESSES,
        given.attempts,
    )
    shares = [range(place * share, (place + 1) * share) for place in range(_PROCESSES)]
    squads = [_squad(way, url, numbers, clients, told) for numbers in shares]
    while any(squad.process.poll() is None for squad in squads):
        time.sleep(0.02)
        due = told.attempts * (given.kills + 1) // given.attempts
        running = [place for place, squad in enumerate(squads) if squad.process.poll() is None]
        if kills < min(due, given.kills) and running:
            place = chance.choice(running)
            left = _killed(squads[place])
            kills += 1
            if left > 0:
                # Others with numbers nobody had: a dead client does not come back.
                squads[place] = _squad(way, url, range(first, first + left), clients, told)
                first += left
    for squad in squads:
        squad.reader.join()
    return told, kills, time.monotonic() - begin


def verdict_of_ours(url: str, told: Told, kills: int, seconds: float) -> dict[str, object]:
    """What the database holds, after the holds of the dead have ended and their seats were asked
    for once more.
    """
    time.sleep(HOLD.total_seconds() + 1)
    late = asyncio.run(_late_comers(url))
    with psycopg.connect(url) as connection:
        booked = "(SELECT * FROM appointments WHERE state = 'booked') AS booked"
        kept = {row[0] for row in connection.execute("SELECT code FROM appointments")}
        return {
            **_course(told, kills, seconds),
            "sold": _number(connection, f"SELECT count(*) FROM {booked}"),
            "of them after the race": late,
            "over-booked": _number(connection, _OVER.format(booked), SEATS, SEATS),
            "overlaps on a seat": _number(connection, _OVERLAPS),
            "told but not kept": len(set(told.codes) - kept),
            "deadlocks": _number(connection, _DEADLOCKS),
            "sessions left": _number(connection, _SESSIONS),
        }


def verdict_of_naive(url: str, told: Told, kills: int, seconds: float) -> dict[str, object]:
    """What its table holds."""
    with psycopg.connect(url) as connection:
        return {
            **_course(told, kills, seconds),
            "sold": _number(connection, "SELECT count(*) FROM naive"),
            "over-booked": _number(connection, _OVER.format("naive"), SEATS, SEATS),
        }


def is_right(ours: dict[str, object]) -> bool:
    """Every seat sold, once, to those who were told so."""
    wrong = ("over-booked", "overlaps on a seat", "told but not kept", "deadlocks",
             "sessions left", "errors")  # fmt: skip
    return ours["sold"] == CAPACITY and not any(ours[name] for name in wrong)


def _course(told: Told, kills: int, seconds: float) -> dict[str, object]:
    if told.errors:
        print(told.errors)
    rate = told.attempts / seconds
    return {"attempts": told.attempts, "killed": kills, "errors": told.lines["error"],
            "a second": f"{rate:.0f}"}  # fmt: skip


async def _late_comers(url: str) -> int:
    """How many seats are still sold when at each time one after the other asks until refused."""
    ours, sold = Ours(url), 0
    for number in range(TIMES):
        for turn in range(SEATS + 1):
            someone = 90_000_000 + number * (SEATS + 1) + turn
            sold += await ours.sell(someone, wanted(number)) is not None
    await ours.close()
    return sold


def _squad(way: str, url: str, numbers: range, clients: int, told: Told) -> Squad:
    count = len(numbers)
    given = (way, url, str(numbers.start), str(count), str(clients))
    command = [sys.executable, "-m", "evaluation.booking_clients", *given]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    squad = Squad(process, count)

    def hear() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            told.hear(line)
            squad.heard += 1

    squad.reader = Thread(target=hear)
    squad.reader.start()
    return squad


def _killed(squad: Squad) -> int:
    """Dead at once; how many of its attempts have no end known."""
    squad.process.send_signal(signal.SIGKILL)
    squad.process.wait()
    squad.reader.join()
    return squad.count - squad.heard


def _number(connection: psycopg.Connection[tuple[object, ...]], query: str, *values: int) -> int:
    row = connection.execute(query.encode(), values).fetchone()
    assert row is not None
    return int(str(row[0]))


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What to run; from the command line when nothing is given."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.booking_race")
    parser.add_argument("--attempts", type=int, default=100_000, help="of each way")
    parser.add_argument("--clients", type=int, default=24, help="at once, in 6 processes")
    parser.add_argument("--kills", type=int, default=20, help="kill -9 of a process of each way")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
