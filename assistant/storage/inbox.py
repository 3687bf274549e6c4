"""The inbox in PostgreSQL: message and job, replies and jobs, each in one transaction."""

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    Exists,
    ScalarSelect,
    Select,
    bindparam,
    exists,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.inbox import Answered, Received
from assistant.conversation.incoming import Incoming, Kind
from assistant.knowledge.reply import Outcome, Reply
from assistant.storage.conversations import heard
from assistant.storage.database import reading, transaction
from assistant.storage.jobs import DEFER_ANSWER, Jobs, answer_lock
from assistant.storage.tables import conversations, handovers, inbox, outbox


def _of_its_minute() -> ScalarSelect[int]:
    """How many messages came in the minute that ends with this one, itself among them."""
    other = inbox.alias()
    return (
        select(func.count())
        .where(
            other.c.conversation_id == inbox.c.conversation_id,
            other.c.id <= inbox.c.id,
            other.c.received_at > inbox.c.received_at - timedelta(minutes=1),
        )
        .scalar_subquery()
    )


def _is_followed() -> Exists:
    """Whether its conversation has a later text."""
    other = inbox.alias()
    return exists().where(
        other.c.conversation_id == inbox.c.conversation_id,
        other.c.id > inbox.c.id,
        other.c.kind == Kind.TEXT,
    )


# One statement, so one round trip and one transaction: a channel waits for it. The row of the
# conversation is locked first: ids grow in the order in which messages are seen.
_RECEIVED = text(f"""
WITH heard AS (
    INSERT INTO conversations (id, channel, address, last_turn_at, last_heard_at)
    VALUES (:conversation, :channel, :address, now(), now())
    ON CONFLICT (id) DO UPDATE
    SET address = excluded.address, last_turn_at = now(), last_heard_at = now()
    RETURNING id
), kept AS (
    INSERT INTO inbox (channel, message_id, conversation_id, kind, content, sent_at)
    SELECT :channel, :message_id, heard.id, :kind, :content, CAST(:sent_at AS timestamptz)
    FROM heard
    ON CONFLICT (channel, message_id) DO NOTHING
    RETURNING id AS row
)
SELECT {DEFER_ANSWER} FROM kept
""")  # noqa: S608 - the rest of the statement is a constant of ours
# Statements of every turn, built once: SQLAlchemy builds and hashes them anew otherwise.
_WAITING = select(
    inbox.c.conversation_id,
    inbox.c.channel,
    inbox.c.kind,
    inbox.c.content,
    _of_its_minute(),
    _is_followed(),
).where(inbox.c.id == bindparam("message"), inbox.c.answered_at.is_(None))
_ANSWERED = (
    update(inbox)
    .where(inbox.c.id == bindparam("message"), inbox.c.answered_at.is_(None))
    .values(answered_at=func.now(), outcome=bindparam("ended"), content=None)
    .returning(inbox.c.conversation_id)
)
# Whoever takes a conversation on holds the same lock: an answer is kept before that, or not at all.
_LOCKED = (
    select(conversations.c.id)
    .where(conversations.c.id == select(inbox.c.conversation_id)
           .where(inbox.c.id == bindparam("message")).scalar_subquery())
    .with_for_update(key_share=True)
)  # fmt: skip
_HELD = select(
    exists().where(
        handovers.c.conversation_id == bindparam("conversation"),
        handovers.c.closed_at.is_(None),
        handovers.c.officer.is_not(None),
    )
)


class PostgresInbox:
    """Implements assistant.conversation.inbox.Inbox."""

    def __init__(self, engine: AsyncEngine, jobs: Jobs) -> None:
        self._engine = engine
        self._jobs = jobs

    async def receive(self, incoming: Incoming) -> bool:
        """Keep a message with the job that answers it, in one transaction; False if known."""
        message = {
            "channel": incoming.channel, "message_id": incoming.message_id,
            "conversation": incoming.conversation, "address": incoming.address,
            "kind": incoming.kind, "content": incoming.content or None,
            "sent_at": incoming.sent_at, "patience": incoming.patience,
            "lock": answer_lock(incoming.conversation),
        }  # fmt: skip
        async with reading(self._engine) as connection:
            return (await connection.execute(_RECEIVED, message)).one_or_none() is not None

    async def keep(self, incoming: Incoming) -> int:
        """Keep a message that the caller answers itself, without a job; its id, known or not."""
        async with transaction(self._engine) as connection:
            message = await _keep(connection, incoming)
            if message is None:
                known = _known(incoming.channel, incoming.message_id)
                message = (await connection.execute(known)).scalar_one()
        return message

    async def find(self, channel: str, message_id: str) -> int | None:
        """The id of a message of this channel, None when it is not known."""
        async with transaction(self._engine) as connection:
            found: int | None = await connection.scalar(_known(channel, message_id))
        return found

    async def waiting(self, message: int) -> Received | None:
        """The message if it still waits for its answer, None when it was answered."""
        async with reading(self._engine) as connection:
            row = (await connection.execute(_WAITING, {"message": message})).one_or_none()
        if row is None:
            return None
        return Received(message, row[0], row[1], Kind(row[2]), row[3] or "", row[4], row[5])

    async def answer(self, message: int, answered: Answered, *, deliver: bool) -> None:
        """Keep the replies and the job that delivers them, in one transaction; once only."""
        done = {"message": message, "ended": answered.outcome}
        async with transaction(self._engine) as connection:
            await connection.execute(_LOCKED, {"message": message})
            conversation = (await connection.execute(_ANSWERED, done)).scalar_one_or_none()
            if conversation is None or not answered.replies:
                return
            if await connection.scalar(_HELD, {"conversation": conversation}):
                return  # an officer came meanwhile: the assistant is silent
            state = {} if deliver else {"state": "sent", "sent_at": func.now()}
            rows = [
                {"conversation_id": conversation, "inbox_id": message, "position": position,
                 "reply": reply.model_dump(mode="json"), **state}
                for position, reply in enumerate(answered.replies)
            ]  # fmt: skip
            kept = await connection.execute(insert(outbox).values(rows).returning(outbox.c.id))
            if deliver:
                await self._jobs.deliver(connection, conversation, min(kept.scalars()))

    async def answered(self, message: int) -> Answered | None:
        """What was said to it, None while it waits."""
        async with transaction(self._engine) as connection:
            outcome = select(inbox.c.outcome).where(inbox.c.id == message)
            ended = (await connection.execute(outcome)).scalar_one_or_none()
            said = select(outbox.c.reply).where(outbox.c.inbox_id == message)
            rows = await connection.execute(said.order_by(outbox.c.position))
            replies = tuple(Reply.model_validate(reply) for reply in rows.scalars())
        return Answered(Outcome(ended), replies) if ended else None


def _known(channel: str, message_id: str) -> Select[Any]:
    return select(inbox.c.id).where(inbox.c.channel == channel, inbox.c.message_id == message_id)


async def _keep(connection: AsyncConnection, incoming: Incoming) -> int | None:
    """The new row's id, None when the channel has sent this message before."""
    # The conversation's row is locked by this: ids grow in the order in which messages are seen.
    await heard(connection, incoming.conversation, incoming.channel, incoming.address)
    row = upsert(inbox).values(
        channel=incoming.channel,
        message_id=incoming.message_id,
        conversation_id=incoming.conversation,
        kind=incoming.kind,
        content=incoming.content or None,
        sent_at=incoming.sent_at,
    )
    new = row.on_conflict_do_nothing(index_elements=["channel", "message_id"])
    kept: int | None = await connection.scalar(new.returning(inbox.c.id))
    return kept
