"""What a killed worker was doing is taken up by the next, soon and once."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from assistant.settings import ROOT
from assistant.storage.shift import Shift
from assistant.stores import Stores
from tests.assistant.storage.conftest import Ask, incoming

_SECONDS = 5.0  # a backlog starts to drain this soon
_WORKER = """
import asyncio, pathlib, sys
from assistant.stores import open_stores
from assistant.settings import Settings
from assistant.storage.shift import Shift

async def hang(row, /, *, repeated):
    pathlib.Path(sys.argv[2]).write_text(str(row))
    await asyncio.sleep(60)

stores = open_stores(Settings(database_url=sys.argv[1]))
asyncio.run(Shift(stores.jobs, stores.jobs.workers(hang, hang)).run())
"""


async def test_a_killed_workers_job_is_taken_up_as_a_repeated_one(
    stores: Stores, ask: Ask, database_url: str, tmp_path: Path
) -> None:
    ask("DELETE FROM procrastinate_jobs")
    for number in range(2):
        await stores.inbox.receive(incoming("zalo:s1", "zalo", f"s-{number}"))
    rows = [r for (r,) in ask("SELECT id FROM inbox WHERE conversation_id = 'zalo:s1' ORDER BY 1")]
    mark = tmp_path / "began"
    command = [sys.executable, "-c", _WORKER, database_url, str(mark)]
    worker = subprocess.Popen(command, cwd=ROOT)
    while not mark.exists() or not mark.read_text():
        await asyncio.sleep(0.05)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    done: list[tuple[int, bool]] = []

    async def answer(row: int, /, *, repeated: bool) -> None:
        done.append((row, repeated))

    shift = Shift(stores.jobs, stores.jobs.workers(answer, answer))
    start = time.monotonic()
    task = asyncio.create_task(shift.run())
    async with asyncio.timeout(20):
        while len(done) < 2:
            await asyncio.sleep(0.02)
    assert time.monotonic() - start < _SECONDS
    shift.stop()
    await task
    assert done == [(rows[0], True), (rows[1], False)]


async def test_a_living_workers_job_is_left_to_it(stores: Stores, ask: Ask) -> None:
    ask("DELETE FROM procrastinate_jobs")
    await stores.inbox.receive(incoming("zalo:s2", "zalo", "s2"))
    began: list[int] = []

    async def slow(row: int, /, *, repeated: bool) -> None:
        began.append(row)
        await asyncio.sleep(4)

    shifts = [Shift(stores.jobs, stores.jobs.workers(slow, slow))]
    tasks = [asyncio.create_task(shift.run()) for shift in shifts]
    await asyncio.sleep(5)
    assert len(began) == 1
    for shift in shifts:
        shift.stop()
    await asyncio.gather(*tasks)


async def test_a_shift_ends_when_the_database_goes_away(stores: Stores, database_url: str) -> None:
    async def nothing(row: int, /, *, repeated: bool) -> None:
        pass

    shift = Shift(stores.jobs, stores.jobs.workers(nothing, nothing))
    task = asyncio.create_task(shift.run())
    await asyncio.sleep(1.5)
    with psycopg.connect(stores.jobs.address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
    with pytest.raises(BaseExceptionGroup):
        async with asyncio.timeout(15):
            await task
