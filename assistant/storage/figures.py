"""Figures for those who watch over the service: counts and times from the tables, no words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.figure import Figure
from assistant.storage.database import transaction

# The latest turns only: a quantile over three months hides the last five minutes.
_QUERIES = {
    "assistant_jobs": (
        ("task", "status"),
        "SELECT task_name, status::text, count(*) FROM procrastinate_jobs"
        " WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2",
    ),
    "assistant_oldest_job_seconds": (
        ("task",),
        "SELECT job.task_name, extract(epoch FROM now() - min(event.at))"
        " FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id"
        " WHERE job.status = 'todo' AND event.type = 'deferred' GROUP BY 1",
    ),
    "assistant_turns": (
        ("channel", "outcome"),
        "SELECT c.channel, t.outcome, count(*) FROM turns t"
        " JOIN conversations c ON c.id = t.conversation_id GROUP BY 1, 2",
    ),
    "assistant_degraded_turns": ((), "SELECT count(*) FROM turns WHERE degraded"),
    "assistant_turn_milliseconds": (
        ("stage", "quantile"),
        "SELECT stage.key, q, percentile_cont(q) WITHIN GROUP (ORDER BY stage.value::float)"
        " FROM (SELECT ms FROM turns WHERE at > now() - interval '5 minutes') recent,"
        " jsonb_each_text(recent.ms) stage, unnest(ARRAY[0.5, 0.95, 0.99]) q GROUP BY 1, 2",
    ),
    "assistant_replies": (
        ("channel", "state"),
        "SELECT c.channel, o.state, count(*) FROM outbox o"
        " JOIN conversations c ON c.id = o.conversation_id GROUP BY 1, 2",
    ),
    "assistant_parked_replies": (
        ("channel", "refusal"),
        "SELECT c.channel, split_part(o.reason, ':', 1), count(*) FROM outbox o"
        " JOIN conversations c ON c.id = o.conversation_id WHERE o.state = 'parked' GROUP BY 1, 2",
    ),
    "assistant_delivery_seconds": (
        ("quantile",),
        "SELECT q, percentile_cont(q) WITHIN GROUP"
        " (ORDER BY extract(epoch FROM sent_at - created_at))"
        " FROM outbox, unnest(ARRAY[0.5, 0.95, 0.99]) q"
        " WHERE sent_at > now() - interval '5 minutes' GROUP BY 1",
    ),
    "assistant_open_cases": (
        ("taken",),
        "SELECT CASE WHEN officer IS NULL THEN 'no' ELSE 'yes' END, count(*)"
        " FROM handovers WHERE closed_at IS NULL GROUP BY 1",
    ),
    "assistant_token_expires_in_seconds": (
        ("name",),
        "SELECT name, extract(epoch FROM expires_at - now()) FROM channel_tokens",
    ),
    "assistant_token_age_seconds": (
        ("name",),
        "SELECT name, extract(epoch FROM now() - changed_at) FROM channel_tokens",
    ),
    "assistant_token_refused": (
        ("name",), "SELECT name, CASE WHEN refused = '' THEN 0 ELSE 1 END FROM channel_tokens",
    ),
}  # fmt: skip


class PostgresFigures:
    """Reads them all at one moment."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def read(self) -> list[Figure]:
        """All of them; StorageError when the database does not answer."""
        async with transaction(self._engine) as connection:
            return [
                Figure(name, labels, [_value(row) for row in await connection.execute(text(query))])
                for name, (labels, query) in _QUERIES.items()
            ]


def _value(row: Sequence[Any]) -> tuple[tuple[str, ...], float]:
    return tuple(str(label) for label in row[:-1]), float(row[-1])
