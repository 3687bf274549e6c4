"""Cases of officers, in PostgreSQL. A claim is one update with its condition."""

import secrets
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.case import Case
from assistant.storage.conversations import touch
from assistant.storage.database import reading, transaction
from assistant.storage.tables import conversations, handovers

# Letters and digits that are not mistaken for one another when read out at a counter.
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 6
_OPEN = handovers.c.closed_at.is_(None)


def _cases() -> Select[Any]:
    columns = (handovers.c.code, handovers.c.conversation_id, conversations.c.channel,
               handovers.c.wished_at, handovers.c.officer, handovers.c.claimed_at,
               handovers.c.officer_wrote_at)  # fmt: skip
    joined = handovers.c.conversation_id == conversations.c.id
    return select(*columns).join(conversations, joined).where(_OPEN)


# Asked with every turn, so built once.
_OF_CONVERSATION = _cases().where(handovers.c.conversation_id == bindparam("conversation"))


class PostgresCases:
    """Implements assistant.conversation.case.Cases."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def open(self, conversation: str, channel: str) -> str:
        """The code of its open case, a new one if it has none."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        new = insert(handovers).values(code=code, conversation_id=conversation)
        new = new.on_conflict_do_nothing(
            index_elements=["conversation_id"], index_where=_OPEN
        )  # fmt: skip
        known = select(handovers.c.code).where(handovers.c.conversation_id == conversation, _OPEN)
        async with transaction(self._engine) as connection:
            await touch(connection, conversation, channel)
            await connection.execute(new)
            return str((await connection.execute(known)).scalar_one())

    async def of(self, conversation: str) -> Case | None:
        """Its open case."""
        return await self._one(_OF_CONVERSATION, {"conversation": conversation})

    async def find(self, code: str) -> Case | None:
        """The open case of this code."""
        return await self._one(
            _cases().where(handovers.c.code == bindparam("code")), {"code": code}
        )

    async def all_open(self) -> list[Case]:
        """Every open case, the longest waiting first."""
        async with transaction(self._engine) as connection:
            rows = await connection.execute(_cases().order_by(handovers.c.wished_at))
            return [Case(*row) for row in rows]

    async def claim(self, code: str, officer: str) -> bool:
        """Take it on; False when anybody has it already, or it is closed. Never two officers."""
        values = {"officer": officer, "claimed_at": func.now()}
        return await self._change(code, handovers.c.officer.is_(None), values)

    async def officer_wrote(self, code: str) -> None:
        """The officer said something: the patience begins anew."""
        await self._change(code, _OPEN, {"officer_wrote_at": func.now()})

    async def close(self, code: str, officer: str | None) -> bool:
        """End it, of this officer alone if one is named; False when it was not theirs or open."""
        theirs = _OPEN if officer is None else handovers.c.officer == officer
        return await self._change(code, theirs, {"closed_at": func.now()})

    async def _one(self, asked: Select[Any], values: dict[str, str]) -> Case | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(asked, values)).one_or_none()
        return Case(*row) if row else None

    async def _change(self, code: str, condition: Any, values: dict[str, Any]) -> bool:
        change = update(handovers).where(handovers.c.code == code, _OPEN, condition)
        async with transaction(self._engine) as connection:
            return (await connection.execute(change.values(**values))).rowcount == 1
