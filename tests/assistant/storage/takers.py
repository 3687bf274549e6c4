"""A process of its own that books: python -m tests.assistant.storage.takers WORK URL OFFICE …

`book` FIRST COUNT TIMES: that many people at once, each at one of the times; tells how many got it.
`inside`: takes a seat and stops in the middle of the transaction. `held`: stops with a hold.
"""

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path

from assistant.appointments.appointment import BookingError, Contact, Guest, Kind, Wanted
from assistant.clock import VIETNAM
from assistant.storage import seats
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.database import open_engine
from assistant.storage.seal import Seal
from assistant.storage.taking import Taking

START = datetime(2027, 3, 1, 8, tzinfo=VIETNAM)
NOW = START - timedelta(days=1)
KEY = Seal("khóa thử", Path("none"))


def wanted(office: str, number: int) -> Wanted:
    """The time of this number: each overlaps the next."""
    start = START + timedelta(minutes=15 * number)
    return Wanted(office, "chung", Kind.SUBMIT, None, start, start + timedelta(minutes=20))


async def book(url: str, office: str, first: int, count: int, times: int) -> int:
    """How many of them were served."""
    engine = open_engine(url)
    store = PostgresAppointments(engine, KEY, lambda: NOW)
    waiting = asyncio.Semaphore(15)  # as many as there are connections

    async def one(number: int) -> bool:
        guest = Guest(Contact("Lê Hoa", f"09{number:08}"), f"person-{office}-{number}")
        try:
            async with waiting:
                await store.book(wanted(office, number % times), 2, guest, "resident", 3)
        except BookingError:
            return False
        return True

    served = sum(await asyncio.gather(*(one(number) for number in range(first, first + count))))
    await engine.dispose()
    return served


async def stop(url: str, office: str, work: str) -> None:
    """Take the first time and go no further."""
    engine = open_engine(url)
    if work == "held":
        store = PostgresAppointments(engine, KEY, lambda: NOW)
        await store.hold(wanted(office, 0), 1, f"web:{office}", NOW + timedelta(minutes=5))
        print("taken", flush=True)  # noqa: T201
        await asyncio.sleep(60)
    async with seats.booking(engine) as connection:
        taking = Taking(connection, KEY, NOW)
        await taking.hold(wanted(office, 0), 1, None, NOW + timedelta(minutes=5))
        print("taken", flush=True)  # noqa: T201
        await asyncio.sleep(60)


if __name__ == "__main__":
    work, url, office, *numbers = sys.argv[1:]
    if work == "book":
        print(asyncio.run(book(url, office, *map(int, numbers))))  # noqa: T201
    else:
        asyncio.run(stop(url, office, work))
