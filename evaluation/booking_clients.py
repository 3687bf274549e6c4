"""A process of clients that race for seats; `booking_race` starts and kills it.

    python -m evaluation.booking_clients ours|naive URL FIRST COUNT CLIENTS

COUNT attempts numbered from FIRST on, each of somebody else. A line for each on standard output, as
soon as its end is known: `sold CODE` or `no`; of what is no refusal `error NAME`.
"""

import asyncio
import os
import random
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, Self

from psycopg import AsyncConnection, Error

from assistant.appointments.appointment import BookingError, Contact, Guest, Kind, Wanted
from assistant.clock import VIETNAM, now
from assistant.errors import StorageError
from assistant.storage.appointments import PostgresAppointments
from assistant.storage.database import open_engine
from evaluation.booking_office import COUNTER, KEY, OFFICE

SEATS, TIMES = 4, 50
CAPACITY = SEATS * TIMES
HOLD = timedelta(seconds=2)  # short, so that the seats of the dead come back within the race
_FIRST = datetime(2027, 3, 1, 8, tzinfo=VIETNAM)
_A_DAY = 10
_STEPPED = 0.3  # of the attempts hold first and confirm then, as the conversation does
NAIVE_TABLE = "CREATE TABLE naive (id bigserial PRIMARY KEY, starts_at timestamptz, person text)"


def wanted(number: int) -> Wanted:
    """The time of this number; none overlaps another."""
    day, turn = divmod(number, _A_DAY)
    start = _FIRST + timedelta(days=day, minutes=30 * turn)
    return Wanted(OFFICE, COUNTER, Kind.SUBMIT, None, start, start + timedelta(minutes=30))


class Way(Protocol):
    """A way to sell seats."""

    async def sell(self, number: int, time: Wanted) -> str | None:
        """Who has this number gets a seat, with a code, or none."""

    async def close(self) -> None:
        """Give connections back."""


class Ours:
    """Through the store of the assistant."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self.store = PostgresAppointments(self._engine, KEY, now)

    @classmethod
    async def opened(cls, url: str) -> Self:
        """Connects with the first attempt."""
        return cls(url)

    async def sell(self, number: int, time: Wanted) -> str | None:
        """Booked at once, or held, told who comes, and confirmed."""
        guest = Guest(Contact("Lê Thị Đo", f"09{number:08}"), f"person-{number}")
        try:
            if random.random() > _STEPPED:
                return (await self.store.book(time, SEATS, guest, "resident", 3)).code
            held = await self.store.hold(time, SEATS, f"web:{number}", now() + HOLD)
            await self.store.attach(held.id, guest)
            return (await self.store.confirm(held.id, "resident", 3)).code
        except BookingError:
            return None

    async def close(self) -> None:
        """Give connections back."""
        await self._engine.dispose()


class Naive:
    """As many booking systems do it: count what is sold, then sell."""

    def __init__(self, connection: AsyncConnection[tuple[object, ...]]) -> None:
        self._connection = connection

    @classmethod
    async def opened(cls, url: str) -> Self:
        """With a connection of its own."""
        return cls(await AsyncConnection.connect(url))

    async def sell(self, number: int, time: Wanted) -> str | None:
        """In one transaction; that alone does not help."""
        async with self._connection.transaction():
            count = "SELECT count(*) < %s FROM naive WHERE starts_at = %s"
            row = await (await self._connection.execute(count, (SEATS, time.start))).fetchone()
            if row is None or not row[0]:
                return None
            sold = "INSERT INTO naive (starts_at, person) VALUES (%s, %s)"
            await self._connection.execute(sold, (time.start, f"person-{number}"))
            return str(number)

    async def close(self) -> None:
        """Give the connection back."""
        await self._connection.close()


_WAYS: dict[str, Callable[[str], Awaitable[Way]]] = {"ours": Ours.opened, "naive": Naive.opened}


async def race(
    way: str, url: str, numbers: range, clients: int, tell: Callable[[str], None]
) -> None:
    """All attempts of this process. The times become popular one after the other, so that there
    are seats to race for until the end.
    """
    left = iter(enumerate(numbers))

    async def client() -> None:
        seller = await _WAYS[way](url)
        for place, number in left:
            popular = place * TIMES // len(numbers) + random.choice((-1, 0, 0, 1))
            try:
                code = await seller.sell(number, wanted(min(max(popular, 0), TIMES - 1)))
            except (StorageError, Error) as error:
                tell(f"error {error}")
            else:
                tell(f"sold {code}" if code else "no")
        await seller.close()

    await asyncio.gather(*(client() for _ in range(clients)))


def _say(line: str) -> None:
    # At once and whole, or not at all: who is killed has said what it knew.
    os.write(sys.stdout.fileno(), f"{' '.join(line.split())}\n".encode())


if __name__ == "__main__":
    _way, _url, _first, _count, _clients = sys.argv[1:]
    _numbers = range(int(_first), int(_first) + int(_count))
    asyncio.run(race(_way, _url, _numbers, int(_clients), _say))
