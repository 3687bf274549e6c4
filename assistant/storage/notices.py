"""Dated notices, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.notices.notice import (
    Notice,
    NoticeError,
    NoticeRefusal,
    Place,
    Severity,
    Standing,
    Wording,
)
from assistant.storage.conversations import touched
from assistant.storage.database import reading
from assistant.storage.notice_tables import notices, told_notices


class PostgresNotices:
    """Implements assistant.notices.store.NoticeStore."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def ahead(self, at: datetime) -> list[Notice]:
        """Those that run at this moment or later, withdrawn ones left out."""
        coming = select(notices).where(notices.c.ends_at > at, notices.c.withdrawn_at.is_(None))
        async with reading(self._engine) as connection:
            return [_notice(row) for row in await connection.execute(coming)]

    async def latest(self, limit: int, before: int | None = None) -> list[Notice]:
        """Those that were ever made, newest first, of ids below `before`."""
        asked = select(notices).order_by(notices.c.id.desc()).limit(limit)
        if before is not None:
            asked = asked.where(notices.c.id < before)
        async with reading(self._engine) as connection:
            return [_notice(row) for row in await connection.execute(asked)]

    async def get(self, id_: int) -> Notice | None:
        """One of them."""
        async with reading(self._engine) as connection:
            row = (
                await connection.execute(select(notices).where(notices.c.id == id_))
            ).one_or_none()
        return _notice(row) if row else None

    async def add(self, wording: Wording, author: str, at: datetime) -> Notice:
        """Keep a new one."""
        new = insert(notices).values(**_values(wording), author=author, made_at=at)
        async with reading(self._engine) as connection:
            return _notice((await connection.execute(new.returning(notices))).one())

    async def change(self, id_: int, version: int, wording: Wording, at: datetime) -> Notice:
        """Other words for one that is not over; NoticeError when it was changed meanwhile."""
        change = (
            update(notices)
            .where(notices.c.id == id_, notices.c.version == version, notices.c.ends_at > at,
                   notices.c.withdrawn_at.is_(None))
            .values(**_values(wording), version=version + 1)
            .returning(notices)
        )  # fmt: skip
        async with reading(self._engine) as connection:
            row = (await connection.execute(change)).one_or_none()
        if row is not None:
            return _notice(row)
        as_it_is = await self.get(id_)
        if as_it_is is None:
            raise NoticeError(NoticeRefusal.GONE)
        over = as_it_is.standing(at) in (Standing.OVER, Standing.WITHDRAWN)
        raise NoticeError(NoticeRefusal.ENDED if over else NoticeRefusal.CHANGED_MEANWHILE)

    async def withdraw(self, id_: int, by: str, at: datetime) -> bool:
        """Take it off every screen; False when it is over, or was taken off before."""
        off = (
            update(notices)
            .where(notices.c.id == id_, notices.c.ends_at > at, notices.c.withdrawn_at.is_(None))
            .values(withdrawn_at=at, withdrawn_by=by)
        )
        async with reading(self._engine) as connection:
            return bool((await connection.execute(off)).rowcount)

    async def told(
        self, conversation: str, channel: str, turn: str, notices: Sequence[int]
    ) -> set[int]:
        """Those that this conversation has not been told before this turn; from now on it has."""
        rows = [{"conversation_id": conversation, "notice_id": id_, "turn": turn}
                for id_ in notices]  # fmt: skip
        new = upsert(told_notices).values(rows)
        same_turn = told_notices.c.turn == new.excluded.turn
        fresh = new.on_conflict_do_update(
            index_elements=["conversation_id", "notice_id"],
            set_={"turn": new.excluded.turn}, where=same_turn,
        ).returning(told_notices.c.notice_id)  # fmt: skip
        async with reading(self._engine) as connection:
            found = await connection.execute(fresh.add_cte(touched(conversation, channel)))
            return set(found.scalars())


def _values(wording: Wording) -> dict[str, Any]:
    return {
        "text": wording.text, "severity": wording.severity.value,
        "starts_at": wording.starts_at, "ends_at": wording.ends_at,
        "offices": sorted(wording.offices), "places": sorted(wording.places),
    }  # fmt: skip


def _notice(row: Row[Any]) -> Notice:
    kept = dict(row._mapping)
    kept["offices"] = frozenset(kept["offices"])
    kept["places"] = frozenset(Place(place) for place in kept["places"])
    kept["severity"] = Severity(kept["severity"])
    return Notice(**kept)
