"""`make bench`: how long a resident waits for the free times of a busy office, and for a booking.

    python -m evaluation.booking_speed

Through `Booking` with the real store, on an embedded database of its own: an office of 20 counters
that takes appointments 60 days ahead, well filled, with as many days behind it.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

import psycopg

from assistant import wiring
from assistant.appointments.appointment import BookingError, Contact, Kind
from assistant.appointments.booking import Booking
from assistant.appointments.calendar import WorkingDays
from assistant.appointments.code import new_code
from assistant.appointments.openings import openings_of
from assistant.clock import now
from assistant.knowledge.base import KnowledgeBase
from assistant.settings import Settings
from evaluation.booking_office import COUNTER, OFFICE, booking_at, own_database, with_office
from evaluation.report import Report

_DAYS, _SEATS = 60, 20
_FILLED = 0.8  # of the times a visit could begin at, when the seat is free
_LENGTHS = (10, 20, 30)  # minutes
_AT_ONCE = 8
_TARGET = 20.0  # ms, p95
_ROW = "COPY appointments (code, seat_id, kind, starts_at, ends_at, state, person) FROM STDIN"


def main() -> None:
    """Measure and write var/reports/booking-speed.md."""
    given = _arguments()
    settings, report = Settings(), Report("Booking speed")
    base = with_office(wiring.draft(settings), _SEATS, _DAYS)
    before = os.getloadavg()
    with own_database() as url:
        visits = asyncio.run(_measured(report, url, base, given.rounds))
    loads = {"load_before": before, "load_after": os.getloadavg()}
    report.note(
        f"{_SEATS} seats, {_DAYS} days ahead and as many behind, {visits} visits. Wanted: p95 at "
        f"most {_TARGET:.0f} ms for one at a time. Load of the machine before and after: "
        f"{before[0]:.1f}, {loads['load_after'][0]:.1f} on {os.cpu_count()} cores."
    )
    print(f"Report: {report.write(settings.data / 'reports', {**vars(given), **loads})}")


async def _measured(report: Report, url: str, base: KnowledgeBase, rounds: int) -> int:
    booking = booking_at(url, base, now)
    await _offer(booking, _DAYS)  # makes the seats
    visits = fill(url, base, now())
    client = Client(booking, random.Random(5))
    head = ["what", "at once", "times", "p50 ms", "p95 ms", "max ms"]
    rows = []
    for days in (_DAYS, 1):
        times = await _timed(partial(client.offer, days), rounds, 1)
        rows.append([f"free times of {days} days", 1, *_figures(times)])
    report.table("Offering times", head, rows)
    rows = []
    for at_once in (1, _AT_ONCE):
        for name, step in (("book", client.book), ("hold, attach, confirm", client.in_steps)):
            times = await _timed(step, rounds, at_once)
            _free_again(url)
            rows.append([name, at_once, *_figures(times)])
            for part, each in client.parts.items():
                rows.append([part, at_once, *_figures(each[-rounds:])])
            client.parts.clear()
    report.table("Booking a time", head, rows, "A dash: a part of the row above it.")
    return visits


@dataclass
class Client:
    """Asks for what a resident asks for; each booking is of somebody else."""

    booking: Booking
    chance: random.Random
    number: int = 0
    parts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def offer(self, days: int) -> float:
        """Seconds until the free times of so many days are known."""
        begin = time.perf_counter()
        await _offer(self.booking, days)
        return time.perf_counter() - begin

    async def book(self) -> float:
        """Seconds of one booking; who is a moment too late at a time asks for another."""

        async def book(start: datetime, contact: Contact, _: str) -> None:
            await self.booking.book(OFFICE, Kind.SUBMIT, None, start, contact)

        return await self._timed(book)

    async def in_steps(self) -> float:
        """Seconds of a booking as the conversation makes it."""

        async def book(start: datetime, contact: Contact, talk: str) -> None:
            begin = time.perf_counter()
            held = await self.booking.hold(OFFICE, Kind.SUBMIT, None, start, talk)
            after_hold = time.perf_counter()
            await self.booking.attach(talk, contact)
            after_attach = time.perf_counter()
            await self.booking.confirm(held.id)
            self.parts["– hold"].append(after_hold - begin)
            self.parts["– attach"].append(after_attach - after_hold)
            self.parts["– confirm"].append(time.perf_counter() - after_attach)

        return await self._timed(book)

    async def _timed(self, step: Callable[[datetime, Contact, str], Awaitable[None]]) -> float:
        while True:
            start = await self._some_time()
            self.number += 1
            contact = Contact("Lê Thị Đo", f"09{self.number:08}")
            begin = time.perf_counter()
            try:
                await step(start, contact, f"web:{self.number}")
            except BookingError:
                continue
            return time.perf_counter() - begin

    async def _some_time(self) -> datetime:
        while True:
            day = now().date() + timedelta(days=self.chance.randint(1, _DAYS))
            slots = await self.booking.free(OFFICE, Kind.SUBMIT, None, day, day)
            if slots:
                return self.chance.choice(slots).start


async def _offer(booking: Booking, days: int) -> None:
    """From tomorrow on."""
    first = now().date() + timedelta(days=1)
    last = first + timedelta(days=days - 1)
    await booking.free(OFFICE, Kind.SUBMIT, None, first, last)


def fill(url: str, base: KnowledgeBase, moment: datetime) -> int:
    """Visits of others before and after a moment; how many."""
    chance = random.Random(60)
    with psycopg.connect(url) as connection:
        query = "SELECT id FROM seats WHERE office = %s AND counter = %s"
        seats = [row[0] for row in connection.execute(query, (OFFICE, COUNTER))]
        rows = [row for seat in seats for row in _visits(base, seat, moment, chance)]
        with connection.cursor() as cursor, cursor.copy(_ROW) as copy:
            for row in rows:
                copy.write_row(row)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")  # as the server does it by itself some time after
    return len(rows)


def _free_again(url: str) -> None:
    """What was booked in one measurement is free in the next."""
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM appointments WHERE person NOT LIKE 'other-%'")


def _visits(
    base: KnowledgeBase, seat: int, moment: datetime, chance: random.Random
) -> Iterator[tuple[object, ...]]:
    calendar = WorkingDays(base.calendar)
    grid = timedelta(minutes=base.policy.appointments.grid_minutes)
    for number in range(-_DAYS, _DAYS + 1):
        day = moment.date() + timedelta(days=number)
        for opening in openings_of(base.offices.standard, Kind.SUBMIT, day, calendar):
            start = opening.start
            while start < opening.end:
                end = start + timedelta(minutes=chance.choice(_LENGTHS))
                if end > opening.end or chance.random() > _FILLED:
                    start += grid
                    continue
                state = "booked" if start > moment else "arrived"
                yield new_code(), seat, "submit", start, end, state, f"other-{seat}-{start}"
                start += -(-(end - start) // grid) * grid


async def _timed(step: Callable[[], Awaitable[float]], rounds: int, at_once: int) -> list[float]:
    for _ in range(10):
        await step()  # connections, prepared statements
    left = iter(range(rounds))

    async def client() -> list[float]:
        return [await step() for _ in left]

    return [*chain.from_iterable(await asyncio.gather(*(client() for _ in range(at_once))))]


def _figures(times: Sequence[float]) -> list[object]:
    """How many, p50, p95, the longest; in milliseconds."""
    millis = [second * 1000 for second in times]
    p95 = statistics.quantiles(millis, n=20)[-1]
    return [len(millis), *(f"{each:.1f}" for each in (statistics.median(millis), p95, max(millis)))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.booking_speed")
    parser.add_argument("--rounds", type=int, default=300, help="of each measurement")
    return parser.parse_args()


if __name__ == "__main__":
    main()
