"""A gateway with something to tell of: turns of the last weeks, counted and drawn."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from assistant.clock import now
from assistant.conversation.turn import Turn
from assistant.figures.period import midnight, monday
from assistant.knowledge.reply import Outcome
from assistant.settings import Settings
from assistant.stores import open_stores
from tests.connectors.conftest import Served

CODE = "1.000894"
_OUTCOMES = (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.FAQ, Outcome.CLARIFIED, Outcome.UNKNOWN)
TURNS = 40


@dataclass(frozen=True)
class Told:
    """`week`: the Monday of the week that was drawn."""

    week: date
    last: date


@pytest.fixture(scope="session")
def told(console: Served) -> Iterator[Told]:
    """Forty questions of the last complete week, on two channels; one was asked at an office."""
    week = monday(now().date()) - timedelta(days=7)
    console.ask("DELETE FROM samples")
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _fill(console.app.state.settings, week)).result()
    yield Told(week, week + timedelta(days=6))
    console.ask("DELETE FROM conversations WHERE id LIKE 'told:%'")


async def _fill(settings: Settings, week: date) -> None:
    stores = open_stores(settings)
    try:
        for number in range(TURNS):
            outcome = _OUTCOMES[number % len(_OUTCOMES)]
            known = outcome is Outcome.ANSWERED
            await stores.turns.record(Turn(
                f"told-{number}", f"told:{number // 2}", "zalo" if number % 3 else "web",
                f"câu hỏi số {number} <script>alert(1)</script>", outcome,
                procedure=CODE if known else None, aspect="fee" if known else None,
                office="tinh" if number % 4 == 0 else None,
            ))  # fmt: skip
        async with stores.engine.begin() as connection:
            await _move(connection, midnight(week) + timedelta(hours=8))
            await connection.exec_driver_sql("DELETE FROM counted_days")
            await connection.exec_driver_sql("INSERT INTO counted_days VALUES (%s, now())", (week,))
        await stores.figuring.keep_up()
    finally:
        await stores.engine.dispose()


async def _move(connection: object, start: datetime) -> None:
    """The questions come one every two hours."""
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    await run(
        "UPDATE turns SET at = %s + interval '2 hours' * cast(substr(id, 6) AS int)"
        " WHERE id LIKE 'told-%%'", (start,),
    )  # fmt: skip
