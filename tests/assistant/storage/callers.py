"""A process of its own in a hall: python -m tests.assistant.storage.callers WORK URL OFFICE …

`take` COUNT: that many people at once; tells their numbers. `call` WINDOW: calls until nobody has
waited for a while; tells whom. `taking`: takes a number and stops in the middle of the transaction.
`calling`: calls somebody and stops in the middle.
"""

import asyncio
import sys
from datetime import date, datetime

from assistant.clock import VIETNAM
from assistant.queue.store import Window
from assistant.queue.ticket import Ticket, TicketState, Wanted
from assistant.storage import queue
from assistant.storage.database import open_engine, transaction
from assistant.storage.queue import PostgresQueue

DAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 8, tzinfo=VIETNAM)


def wish(office: str, **more: object) -> Wanted:
    """A number for the one counter of the tests."""
    return Wanted(office, "chung", "A", **more)  # type: ignore[arg-type]


def window(office: str, name: str, day: date = DAY) -> Window:
    """A window of the office."""
    return Window(office, name, day, "officer:Lan")


async def take(url: str, office: str, count: str) -> None:
    """Print the numbers taken."""
    engine = open_engine(url)
    store = PostgresQueue(engine)
    waiting = asyncio.Semaphore(15)  # as many as there are connections

    async def one() -> Ticket:
        async with waiting:
            return (await store.take(wish(office), DAY, NOW))[0]

    taken = await asyncio.gather(*(one() for _ in range(int(count))))
    print(" ".join(str(ticket.number) for ticket in taken))  # noqa: T201
    await engine.dispose()


async def call(url: str, office: str, name: str) -> None:
    """Print the numbers called."""
    engine = open_engine(url)
    store, called, misses = PostgresQueue(engine), [], 0
    while misses < 40:
        ticket = await store.next(window(office, name), "chung", NOW, None)
        if ticket is None:
            misses += 1
            await asyncio.sleep(0.05)
            continue
        misses = 0
        assert ticket.state is TicketState.CALLED
        called.append(ticket.number)
    print(" ".join(map(str, called)))  # noqa: T201
    await engine.dispose()


async def stop(url: str, office: str, work: str) -> None:
    """Go half the way and no further."""
    async with transaction(open_engine(url)) as connection:
        if work == "taking":
            await connection.execute(queue._counted(wish(office), DAY))
        else:
            await connection.execute(queue._next(window(office, "9"), "chung", NOW))
        print("half", flush=True)  # noqa: T201
        await asyncio.sleep(60)


if __name__ == "__main__":
    work, url, office, *more = sys.argv[1:]
    if work in {"take", "call"}:
        asyncio.run({"take": take, "call": call}[work](url, office, *more))
    else:
        asyncio.run(stop(url, office, work))
