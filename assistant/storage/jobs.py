"""The queue: Procrastinate on our own PostgreSQL, behind the few calls we need.

A job names a row, never a text. Jobs of one lock run one after another in the order of their
making; a job that waits for its next try keeps its lock, so nothing overtakes it.
"""

import random
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog
from procrastinate import App, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy
from procrastinate.worker import Worker
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.conversation.delivery import DeliveryError, wait_before
from assistant.errors import AssistantError, StorageError
from assistant.storage.conversations import lock_of
from assistant.storage.database import with_driver

log = structlog.get_logger()


class Handler(Protocol):
    """Takes the row of a job, and whether a try before this one broke off."""

    def __call__(self, row: int, /, *, repeated: bool) -> Awaitable[None]: ...


_ANSWER, _DELIVER = "answer", "deliver"
_CONCURRENCY = {_ANSWER: 8, _DELIVER: 16}  # the queues are named like their only task
# Procrastinate's own function, for a statement that makes the row and its job at once: `row` of the
# inbox wants its answer, `:patience` seconds from now. `:lock`: `answer_lock` of the conversation.
DEFER_ANSWER = f"""procrastinate_defer_jobs_v1(ARRAY[ROW(
    '{_ANSWER}', '{_ANSWER}', 0, :lock, NULL, jsonb_build_object('row', row),
    CASE WHEN :patience > 0 THEN now() + make_interval(secs => :patience) END
)::procrastinate_job_to_defer_v1])"""
_POLL_SECONDS = 0.5  # what was made to wait is looked for this often


def _pool(**arguments: Any) -> AsyncConnectionPool:
    """Without asking each connection whether it still lives: a worker ends with its database."""
    return AsyncConnectionPool(**{**arguments, "check": None})


class JobFailed(AssistantError):
    """A job did not succeed; only its kind goes on, as texts may quote a resident."""

    retryable = True


class _Later(BaseRetryStrategy):
    """A job that failed is tried again: as the channel asked, else later and later."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        after = exception.after if isinstance(exception, DeliveryError) else None
        wait = wait_before(job.attempts, after, random.random())
        return RetryDecision(retry_in={"milliseconds": int(wait * 1000)})


def answer_lock(conversation: str) -> str:
    """One message of a conversation is answered at a time."""
    return lock_of("turn", conversation)


class Jobs:
    """Makes jobs on a connection of the caller's transaction, and workers for them."""

    def __init__(self, url: str) -> None:
        address = with_driver(url).set(drivername="postgresql")
        self.address = address.render_as_string(hide_password=False)
        connector = PsycopgConnector(
            conninfo=self.address, min_size=2, max_size=12, timeout=10, pool_factory=_pool
        )
        self.app = App(connector=connector)

    async def deliver(self, connection: AsyncConnection, conversation: str, reply: int) -> None:
        """A reply of the outbox, and what waits before it, wants to be sent."""
        await self._defer(connection, _DELIVER, lock_of("out", conversation), reply)

    def workers(self, answer: Handler, deliver: Handler) -> list[Worker]:
        """One worker for each kind of job; the app must be open while they run."""
        for name, handler in ((_ANSWER, answer), (_DELIVER, deliver)):
            self.app.task(name=name, queue=name, pass_context=True, retry=_Later())(_job(handler))
        return [
            Worker(
                app=self.app, queues=[name], concurrency=concurrency, name=name,
                fetch_job_polling_interval=_POLL_SECONDS, delete_jobs="successful",
                install_signal_handlers=False, shutdown_graceful_timeout=10,
            )
            for name, concurrency in _CONCURRENCY.items()
        ]  # fmt: skip

    async def _defer(self, connection: AsyncConnection, task: str, lock: str, row: int) -> None:
        raw = (await connection.get_raw_connection()).driver_connection
        job = self.app.configure_task(task, queue=task, lock=lock, connection=raw)
        try:
            await job.defer_async(row=row)
        except ConnectorException as error:
            raise StorageError(type(error).__name__) from None


def _job(handler: Handler) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, row: int) -> None:
        try:
            await handler(row, repeated=context.job.attempts > 0)
        except DeliveryError:
            raise
        except Exception as error:
            log.exception("job failed", task=context.job.task_name, row=row)
            raise JobFailed(type(error).__name__) from None

    return run
