"""A conversation's own row: made with its first message, touched with each."""

import hashlib

from sqlalchemy import CTE, func, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.tables import conversations


async def touch(connection: AsyncConnection, conversation: str, channel: str) -> None:
    """The assistant spoke: keep the conversation for another while."""
    await connection.execute(_touch(conversation, channel))


def touched(conversation: str, channel: str) -> CTE:
    """The same as a part of another statement."""
    return _touch(conversation, channel).cte("touched")


def _touch(conversation: str, channel: str) -> Insert:
    row = insert(conversations).values(id=conversation, channel=channel)
    return row.on_conflict_do_update(index_elements=["id"], set_={"last_turn_at": func.now()})


async def heard(connection: AsyncConnection, conversation: str, channel: str, address: str) -> None:
    """The resident wrote: the channel's window for answers opens anew."""
    now = {"address": address, "last_turn_at": func.now(), "last_heard_at": func.now()}
    row = insert(conversations).values(id=conversation, channel=channel, **now)
    await connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=now))


async def one_at_a_time(connection: AsyncConnection, conversation: str) -> None:
    """Until the transaction ends nobody else writes for this conversation.

    Ids come from a sequence: without this a later message could be seen before an earlier one.
    """
    row = select(conversations.c.id).where(conversations.c.id == conversation)
    await connection.execute(row.with_for_update(key_share=True))


def lock_of(purpose: str, conversation: str) -> str:
    """The lock of its jobs: a digest, as the tables of the queue hold no personal data."""
    return f"{purpose}:{hashlib.sha256(conversation.encode()).hexdigest()[:24]}"
