"""Cases of officers, in PostgreSQL.

A claim is one update with its condition. Whatever changes who speaks is done under the lock of the
conversation's row, which the assistant's answers take too: no answer comes in between.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.conversation.case import Case, Destination, Ending
from assistant.knowledge.reply import Reply
from assistant.storage.conversations import one_at_a_time, touch
from assistant.storage.database import reading, transaction
from assistant.storage.outbox import PostgresOutbox
from assistant.storage.pushed import ring
from assistant.storage.tables import conversations, handovers

DESK = "desk"  # rings with every change of a case
# Letters and digits that are not mistaken for one another when read out at a counter.
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6
IS_OPEN = handovers.c.closed_at.is_(None)
COLUMNS = (
    handovers.c.code, handovers.c.conversation_id, conversations.c.channel,
    handovers.c.wished_at, handovers.c.officer, handovers.c.claimed_at,
    handovers.c.officer_wrote_at, handovers.c.office, handovers.c.meant_for,
    handovers.c.waits_since, handovers.c.closed_at,
)  # fmt: skip
IS_OF = handovers.c.conversation_id == conversations.c.id


def _cases() -> Select[Any]:
    return select(*COLUMNS).join(conversations, IS_OF).where(IS_OPEN)


# Asked with every turn, so built once.
_OF_CONVERSATION = _cases().where(handovers.c.conversation_id == bindparam("conversation"))
_OF_CODE = _cases().where(handovers.c.code == bindparam("code"))


class PostgresCases:
    """Implements assistant.conversation.case.Cases."""

    def __init__(self, engine: AsyncEngine, outbox: PostgresOutbox) -> None:
        self._engine = engine
        self._outbox = outbox

    async def open(self, conversation: str, channel: str, office: str | None = None) -> str:
        """The code of its open case, a new one of this office if it has none."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        new = insert(handovers).values(code=code, conversation_id=conversation, office=office)
        new = new.on_conflict_do_nothing(index_elements=["conversation_id"], index_where=IS_OPEN)
        known = select(handovers.c.code).where(handovers.c.conversation_id == conversation, IS_OPEN)
        async with transaction(self._engine) as connection:
            await touch(connection, conversation, channel)
            await connection.execute(new)
            await ring(connection, DESK)
            return str((await connection.execute(known)).scalar_one())

    async def of(self, conversation: str) -> Case | None:
        """Its open case."""
        return await self._one(_OF_CONVERSATION, {"conversation": conversation})

    async def find(self, code: str) -> Case | None:
        """The open case of this code."""
        return await self._one(_OF_CODE, {"code": code})

    async def all_open(self) -> list[Case]:
        """Every open case, the longest waiting first."""
        async with transaction(self._engine) as connection:
            rows = await connection.execute(_cases().order_by(handovers.c.wished_at))
            return [Case(*row) for row in rows]

    async def claim(
        self, code: str, officer: str, office: str | None = None, said: Reply | None = None
    ) -> bool:
        """Take it on; False when anybody has it already, it is closed, or another office's."""
        free: ColumnElement[bool] = handovers.c.officer.is_(None)
        ours = true() if office is None else or_(
            handovers.c.office.is_(None), handovers.c.office == office)  # fmt: skip
        moment = func.clock_timestamp()  # not that of the wait for the lock
        values = {
            "officer": officer, "claimed_at": moment, "meant_for": None,
            "office": func.coalesce(handovers.c.office, office),
            "first_claimed_at": func.coalesce(handovers.c.first_claimed_at, moment),
        }  # fmt: skip
        return await self._change(code, free & ours, values, said)

    async def write(self, code: str, officer: str, reply: Reply, key: str = "") -> bool:
        """Post what its officer says; False when it is not theirs. The same `key` again: once."""
        async with transaction(self._engine) as connection:
            conversation = await _locked(connection, code)
            held = select(handovers.c.last_key).where(_held(code, officer))
            row = (await connection.execute(held)).one_or_none()
            if conversation is None or row is None:
                return False
            if key and row.last_key == key:
                return True
            values = {"officer_wrote_at": func.clock_timestamp(), "last_key": key or None}
            await _update(connection, code, true(), values)
            await self._outbox.post_on(connection, conversation, reply, officer=officer)
            await ring(connection, DESK)
        return True

    async def pass_on(self, code: str, officer: str, to: Destination, said: Reply) -> bool:
        """It waits again, elsewhere; False when it was not theirs."""
        values = {
            "officer": None, "claimed_at": None, "officer_wrote_at": None, "office": to.office,
            "meant_for": to.officer, "waits_since": func.clock_timestamp(), "last_key": None,
        }  # fmt: skip
        return await self._change(code, handovers.c.officer == officer, values, said)

    async def officer_wrote(self, code: str) -> None:
        """The officer said something elsewhere: the patience begins anew."""
        await self._change(code, true(), {"officer_wrote_at": func.clock_timestamp()})

    async def close(
        self, code: str, officer: str | None, said: Reply | None = None,
        silent_since: datetime | None = None,
    ) -> bool:  # fmt: skip
        """End it, of this officer alone if one is named; False when it was not theirs or open."""
        theirs = true() if officer is None else handovers.c.officer == officer
        ended = Ending.RELEASED if silent_since is None else Ending.FORGOTTEN
        if silent_since is not None:
            spoke = func.coalesce(handovers.c.officer_wrote_at, handovers.c.claimed_at)
            theirs &= spoke <= silent_since
        values = {"closed_at": func.clock_timestamp(), "ended": ended}
        return await self._change(code, theirs, values, said)

    async def _one(self, asked: Select[Any], values: dict[str, str]) -> Case | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(asked, values)).one_or_none()
        return Case(*row) if row else None

    async def _change(
        self, code: str, condition: ColumnElement[bool], values: Mapping[str, Any],
        said: Reply | None = None,
    ) -> bool:  # fmt: skip
        async with transaction(self._engine) as connection:
            conversation = await _locked(connection, code)
            if conversation is None or not await _update(connection, code, condition, values):
                return False
            if said is not None:
                await self._outbox.post_on(connection, conversation, said)
            await ring(connection, DESK)
        return True


async def _locked(connection: AsyncConnection, code: str) -> str | None:
    """The conversation of a case, nobody else's until the transaction ends; None without one."""
    of = select(handovers.c.conversation_id).where(handovers.c.code == code)
    conversation: str | None = await connection.scalar(of)
    if conversation is not None:
        await one_at_a_time(connection, conversation)
    return conversation


async def _update(
    connection: AsyncConnection,
    code: str,
    condition: ColumnElement[bool],
    values: Mapping[str, Any],
) -> bool:
    change = update(handovers).where(handovers.c.code == code, IS_OPEN, condition)
    return (await connection.execute(change.values(**values))).rowcount == 1


def _held(code: str, officer: str) -> ColumnElement[bool]:
    return (handovers.c.code == code) & IS_OPEN & (handovers.c.officer == officer)
