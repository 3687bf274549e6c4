"""The outbox in PostgreSQL."""

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.delivery import Outgoing
from assistant.conversation.inbox import turn_of
from assistant.conversation.outbox import FETCHED, Parked, Sent
from assistant.knowledge.reply import Reply, Template
from assistant.storage.conversations import one_at_a_time
from assistant.storage.database import reading, transaction
from assistant.storage.jobs import Jobs
from assistant.storage.pushed import ring
from assistant.storage.tables import conversations, outbox

# One statement: found, marked as tried, and told as it was before.
_NEXT = text("""
WITH oldest AS (
    SELECT id, attempts, tried_at FROM outbox
    WHERE conversation_id = (SELECT conversation_id FROM outbox WHERE id = :like)
      AND state = 'waiting'
    ORDER BY id LIMIT 1
)
UPDATE outbox SET attempts = outbox.attempts + 1, tried_at = coalesce(outbox.tried_at, now())
FROM oldest, conversations
WHERE outbox.id = oldest.id AND conversations.id = outbox.conversation_id
RETURNING outbox.id, outbox.inbox_id, outbox.conversation_id, outbox.reply, outbox.template,
          oldest.attempts, oldest.tried_at,
          conversations.channel, conversations.address, conversations.last_heard_at,
          (SELECT before.channel_id FROM outbox before
           WHERE before.conversation_id = outbox.conversation_id AND before.id < outbox.id
             AND before.state = 'sent' ORDER BY before.id DESC LIMIT 1) AS follows
""")


class PostgresOutbox:
    """Implements assistant.conversation.outbox.Outbox."""

    def __init__(self, engine: AsyncEngine, jobs: Jobs) -> None:
        self._engine = engine
        self._jobs = jobs

    async def post(self, conversation: str, reply: Reply, officer: str | None = None) -> None:
        """Keep a reply nobody asked for just now, with what brings it to the resident."""
        async with transaction(self._engine) as connection:
            await self.post_on(connection, conversation, reply, officer=officer)

    async def post_on(
        self, connection: AsyncConnection, conversation: str, reply: Reply, *,
        officer: str | None = None, template: Template | None = None,
    ) -> None:  # fmt: skip
        """The same as a part of another transaction.

        `template`: what may stand for the reply where the channel does not let it through.
        """
        row = {"conversation_id": conversation, "position": 0, "officer": officer,
               "reply": reply.model_dump(mode="json"),
               "template": template and template.model_dump(mode="json")}  # fmt: skip
        of = select(conversations.c.channel).where(conversations.c.id == conversation)
        await one_at_a_time(connection, conversation)
        kept = await connection.execute(insert(outbox).values(row).returning(outbox.c.id))
        if await connection.scalar(of) in FETCHED:
            await ring(connection, conversation)
        else:
            await self._jobs.deliver(connection, conversation, kept.scalar_one())

    async def next(self, like: int, sent: Sent | None = None) -> Outgoing | None:
        """The oldest waiting reply of the conversation of reply `like`, marked as being tried.

        `sent`: the one before, which was taken by the channel.
        """
        if sent is not None:
            done = {"state": "sent", "sent_at": func.now(), "channel_id": sent.channel_id}
            await self._change(sent.outgoing, **done)
        async with reading(self._engine) as connection:
            row = (await connection.execute(_NEXT, {"like": like})).one_or_none()
        if row is None:
            return None
        return Outgoing(
            id=row.id, conversation=row.conversation_id, channel=row.channel,
            address=row.address or "", reply=Reply.model_validate(row.reply),
            attempts=row.attempts, tried_at=row.tried_at, last_heard_at=row.last_heard_at,
            turn=turn_of(row.inbox_id) if row.inbox_id else None, follows=row.follows,
            template=Template.model_validate(row.template) if row.template else None,
        )  # fmt: skip

    async def failed(self, outgoing: int, reason: str, *, maybe_sent: bool) -> None:
        """It was not taken and is tried again."""
        known = {} if maybe_sent else {"tried_at": None}
        await self._change(outgoing, reason=reason[:120], **known)

    async def park(self, outgoing: int, reason: str) -> None:
        """It is not tried again until somebody says so."""
        await self._change(outgoing, state="parked", reason=reason[:120])

    async def parked(self, limit: int) -> list[Parked]:
        """What was not sent, the oldest first."""
        rows = (
            select(outbox.c.id, conversations.c.channel, outbox.c.reason, outbox.c.created_at)
            .join(conversations, conversations.c.id == outbox.c.conversation_id)
            .where(outbox.c.state == "parked")
            .order_by(outbox.c.id)
            .limit(limit)
        )
        async with transaction(self._engine) as connection:
            return [Parked(*row) for row in await connection.execute(rows)]

    async def retry(self, outgoing: int) -> bool:
        """Try a parked reply again; False when there is none of this id."""
        again = (
            update(outbox)
            .where(outbox.c.id == outgoing, outbox.c.state == "parked")
            .values(state="waiting", attempts=0, tried_at=None)
            .returning(outbox.c.conversation_id)
        )
        async with transaction(self._engine) as connection:
            conversation = (await connection.execute(again)).scalar_one_or_none()
            if conversation is not None:
                await self._jobs.deliver(connection, conversation, outgoing)
        return conversation is not None

    async def _change(self, outgoing: int, **values: object) -> None:
        async with reading(self._engine) as connection:
            await connection.execute(update(outbox).where(outbox.c.id == outgoing).values(**values))
