"""What residents asked in vain, in PostgreSQL: groups of questions, and what became of them."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from assistant.language.text import fold
from assistant.storage.database import reading, transaction
from assistant.storage.unanswered_pages import PASSED, counted, heap_of, page_of, wordings_of
from assistant.storage.unanswered_rows import (
    as_bytes,
    as_vector,
    handled_values,
    in_vain,
)
from assistant.storage.unanswered_tables import unanswered_groups as groups
from assistant.storage.unanswered_tables import unanswered_progress as progress
from assistant.storage.unanswered_tables import unanswered_questions as questions
from assistant.unanswered.question import Asked, Chosen, Handled, Heap, Wording
from assistant.unanswered.store import Centre, Heard, Placing

_ALONE = text("SELECT pg_try_advisory_xact_lock(7010)")
_AT_ONCE = 2000
_MARGIN = timedelta(hours=1)  # turns are kept a moment after their time, ratings come later
_LAST_WORDS = """
SELECT DISTINCT ON (q.group_id) q.group_id, t.question
FROM unanswered_questions q JOIN turns t ON t.id = q.turn_id
WHERE q.group_id = ANY(:ids) ORDER BY q.group_id, q.at DESC
"""


class PostgresUnanswered:
    """Implements assistant.unanswered.store.Unanswered."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def gather(
        self, now: datetime, silent_minutes: int, space: str, place: Callable[[Heard], Placing]
    ) -> int:
        """Take in what was asked in vain since the last time; how many. One process at a time:
        another gets nothing. `space`: the mark of the encoder.
        """
        silent = timedelta(minutes=silent_minutes)
        async with transaction(self._engine) as connection:
            if not await connection.scalar(_ALONE):
                return 0
            until = await connection.scalar(select(progress.c.until))
            since = until - _MARGIN - silent if until else None
            asked = await in_vain(connection, since, now, silent, _AT_ONCE)
            if asked:
                heard = await _heard(connection, asked, space)
                placing = await asyncio.to_thread(place, heard)
                await _keep(connection, placing, heard.centres, space)
            await _forget_empty(connection)
            if len(asked) < _AT_ONCE:  # else the rest is found from the same moment on
                row = upsert(progress).values(name="turns", until=now)
                later = {"until": row.excluded.until}
                await connection.execute(
                    row.on_conflict_do_update(index_elements=["name"], set_=later)
                )
        return len(asked)

    async def heaps(self, chosen: Chosen, limit: int, offset: int) -> tuple[list[Heap], int]:
        """A page of groups, and how many there are in all."""
        async with transaction(self._engine) as connection:
            rows = (await connection.execute(page_of(chosen, limit, offset))).all()
            return await _with_words(connection, rows), (rows[0].total if rows else 0)

    async def heap(self, id_: int) -> Heap | None:
        """One group."""
        async with transaction(self._engine) as connection:
            rows = (await connection.execute(counted().where(groups.c.id == id_))).all()
            found = await _with_words(connection, rows)
        return found[0] if found else None

    async def wordings(self, id_: int, limit: int) -> list[Wording]:
        """How it was asked, most often first."""
        async with reading(self._engine) as connection:
            return await wordings_of(connection, id_, limit)

    async def handle(self, id_: int, handled: Handled | None) -> bool:
        """What became of it; None: open again. False when there is no such group."""
        change = update(groups).where(groups.c.id == id_).values(**handled_values(handled))
        async with reading(self._engine) as connection:
            return (await connection.execute(change)).rowcount == 1

    async def reply(self, id_: int, reply: str) -> bool:
        """What somebody said to whom it was passed on; it is work for the workshop again."""
        change = update(groups).where(groups.c.id == id_, groups.c.way == "passed_on")
        async with reading(self._engine) as connection:
            return (await connection.execute(change.values(reply=reply))).rowcount == 1

    async def passed_to(self, account: str, office: str | None) -> list[Heap]:
        """What waits for this person, or for their office."""
        mine = groups.c.account == account
        if office:
            mine |= groups.c.office == office
        async with transaction(self._engine) as connection:
            rows = (await connection.execute(counted().where(PASSED, mine).limit(200))).all()
            return await _with_words(connection, rows)


async def _heard(connection: AsyncConnection, asked: Sequence[Asked], space: str) -> Heard:
    """The groups there are, with words where their centre is of another encoder."""
    rows = (await connection.execute(select(groups).order_by(groups.c.id))).all()
    old = [row.id for row in rows if row.space != space]
    words = await _last_words(connection, old) if old else {}
    centres = [
        Centre(row.id, as_vector(row.centre) if row.space == space else None, row.members,
               words.get(row.id))
        for row in rows
    ]  # fmt: skip
    marks = select(questions.c.digest, func.max(questions.c.group_id))
    known = await connection.execute(marks.group_by(questions.c.digest))
    return Heard(asked, centres, {row[0]: row[1] for row in known})


async def _last_words(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, str]:
    rows = await connection.execute(text(_LAST_WORDS), {"ids": list(ids)})
    return {row.group_id: row.question for row in rows}


async def _keep(
    connection: AsyncConnection, placing: Placing, before: Sequence[Centre], space: str
) -> None:
    """The centres that changed, new groups, and the questions."""
    ids = [centre.id for centre in before]
    for place, (vector, members) in enumerate(placing.centres):
        row = {"centre": as_bytes(vector), "space": space, "members": members}
        if place >= len(before):
            made = insert(groups).values(**row).returning(groups.c.id)
            ids.append(int((await connection.execute(made)).scalar_one()))
        elif before[place].vector is None or before[place].members != members:
            await connection.execute(update(groups).where(groups.c.id == ids[place]).values(**row))
    rows = [
        {"turn_id": one.asked.turn, "group_id": ids[one.place], "at": one.asked.at,
         "why": one.asked.why.value, "channel": one.asked.channel, "field": one.field,
         "office": one.asked.office, "folded": fold(one.asked.text), "digest": one.digest}
        for one in placing.placed
    ]  # fmt: skip
    if rows:
        await connection.execute(upsert(questions).on_conflict_do_nothing(), rows)


async def _forget_empty(connection: AsyncConnection) -> None:
    """Groups whose questions were forgotten, unless staff did something about them."""
    asked = select(questions.c.turn_id).where(questions.c.group_id == groups.c.id)
    await connection.execute(delete(groups).where(groups.c.way.is_(None), ~asked.exists()))


async def _with_words(connection: AsyncConnection, rows: Sequence[Any]) -> list[Heap]:
    words = await _last_words(connection, [row.id for row in rows]) if rows else {}
    return [heap_of(row, words.get(row.id, "")) for row in rows]
