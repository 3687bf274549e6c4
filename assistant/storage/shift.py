"""A process that works on jobs: shown to be alive, and taking up what a dead one left behind.

A job whose worker was killed stays "doing" and keeps its lock. A living worker holds an advisory
lock of the database, which a killed one cannot: so the dead are known at once and for certain,
where heartbeats would have to guess.
"""

import asyncio
from datetime import UTC, datetime

import psycopg
import structlog
from procrastinate.worker import Worker

from assistant.storage.jobs import Jobs

log = structlog.get_logger()
_ALIVE = 7423  # first key of the advisory locks; the second is the worker
_LOOK_SECONDS = 1.0
_FRESH = "1.5 seconds"  # a worker registers a moment before it can hold its lock
_LEFT = f"""
SELECT job.id, job.worker_id FROM procrastinate_jobs job
LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
WHERE job.status = 'doing'
  AND (worker.id IS NULL OR worker.last_heartbeat < now() - interval '{_FRESH}')
"""  # noqa: S608 - a constant of ours


class Shift:
    """Runs workers until told to stop; ends with an error when the database goes away."""

    def __init__(self, jobs: Jobs, workers: list[Worker]) -> None:
        self._jobs = jobs
        self._workers = workers

    async def run(self) -> None:
        """Work. Whoever runs this starts it again when it ends: nothing is kept in memory."""
        async with self._jobs.app.open_async(), asyncio.TaskGroup() as group:
            for worker in self._workers:
                group.create_task(worker.run())  # type: ignore[no-untyped-call]
            watch = group.create_task(self._watch())
            watch.add_done_callback(lambda _: self.stop())

    def stop(self) -> None:
        """Finish what is being done, then end."""
        for worker in self._workers:
            worker.stop()  # type: ignore[no-untyped-call]

    async def _watch(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._jobs.address, autocommit=True, connect_timeout=3
        )
        async with connection:
            held: set[int] = set()
            while not self._ended():
                for worker in self._registered() - held:
                    await connection.execute("SELECT pg_advisory_lock(%s, %s)", (_ALIVE, worker))
                    held.add(worker)
                await self._take_up(connection, held)
                await asyncio.sleep(_LOOK_SECONDS if held else 0.05)

    async def _take_up(self, connection: psycopg.AsyncConnection, own: set[int]) -> None:
        """Jobs of workers that are no more go back to the queue."""
        rows = await (await connection.execute(_LEFT)).fetchall()
        for job, worker in rows:
            if worker in own or not await self._is_dead(connection, worker):
                continue
            log.warning("job of a dead worker taken up", job=job)
            await self._jobs.app.job_manager.retry_job_by_id_async(job, retry_at=datetime.now(UTC))

    async def _is_dead(self, connection: psycopg.AsyncConnection, worker: int | None) -> bool:
        if worker is None:
            return True
        key = (_ALIVE, worker)
        tried = await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        row = await tried.fetchone()
        free = bool(row and row[0])
        if free:
            await connection.execute("SELECT pg_advisory_unlock(%s, %s)", key)
        return free

    def _registered(self) -> set[int]:
        return {worker.worker_id for worker in self._workers if worker.worker_id is not None}

    def _ended(self) -> bool:
        return all(
            worker.run_task is not None and worker.run_task.done() for worker in self._workers
        )
