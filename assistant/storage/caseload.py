"""Cases as officers list them, in PostgreSQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.conversation.case import Case, Ending
from assistant.conversation.caseload import Listed, Note
from assistant.storage.case_tables import case_notes
from assistant.storage.cases import COLUMNS, DESK, IS_OF, IS_OPEN
from assistant.storage.database import transaction
from assistant.storage.pushed import ring
from assistant.storage.tables import conversations, handovers, outbox, turns

_WISH = turns.c.question.startswith("/talk_to_officer", autoescape=True)
_OF_CASE = turns.c.conversation_id == handovers.c.conversation_id
# The last thing said, and the wish itself: one look into the index each.
_SAID = (
    select(turns.c.question, turns.c.at)
    .where(_OF_CASE, ~_WISH)
    .order_by(turns.c.at.desc())
    .limit(1)
    .lateral("said")
)
_WISHED = (
    select(turns.c.question)
    .where(_OF_CASE, _WISH)
    .order_by(turns.c.at.desc())
    .limit(1)
    .lateral("wished")
)


def _listed() -> Select[Any]:
    told = (_SAID.c.question, _SAID.c.at, _WISHED.c.question, handovers.c.ended)
    return (
        select(*COLUMNS, *told)
        .join(conversations, IS_OF)
        .outerjoin(_SAID, true())
        .outerjoin(_WISHED, true())
    )


class PostgresCaseload:
    """Implements assistant.conversation.caseload.Caseload."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def open_to(self, office: str, limit: int) -> list[Listed]:
        """Open cases that officers of this office may see, the longest waiting first."""
        unplaced = and_(handovers.c.office.is_(None), handovers.c.officer.is_(None))
        theirs = _listed().where(IS_OPEN, or_(handovers.c.office == office, unplaced))
        waits = func.coalesce(handovers.c.waits_since, handovers.c.wished_at)
        return await self._all(theirs.order_by(waits, handovers.c.code).limit(limit))

    async def closed(self, office: str, before: datetime | None, limit: int) -> list[Listed]:
        """Closed cases of this office, the latest closed first."""
        theirs = _listed().where(handovers.c.office == office, handovers.c.closed_at.is_not(None))
        if before is not None:
            theirs = theirs.where(handovers.c.closed_at < before)
        return await self._all(theirs.order_by(handovers.c.closed_at.desc()).limit(limit))

    async def case(self, code: str) -> Listed | None:
        """The case of this code, open or closed."""
        found = await self._all(_listed().where(handovers.c.code == code))
        return found[0] if found else None

    async def notes(self, code: str) -> list[Note]:
        """The notes of a case, the oldest first."""
        of = select(case_notes.c.at, case_notes.c.officer, case_notes.c.text)
        async with transaction(self._engine) as connection:
            rows = await connection.execute(
                of.where(case_notes.c.code == code).order_by(case_notes.c.id)
            )
            return [Note(*row) for row in rows]

    async def note(self, code: str, officer: str, text: str) -> bool:
        """Keep a note; False when there is no such case."""
        known = select(handovers.c.code).where(handovers.c.code == code)
        async with transaction(self._engine) as connection:
            if await connection.scalar(known.with_for_update(key_share=True, read=True)) is None:
                return False
            await connection.execute(
                insert(case_notes).values(code=code, officer=officer, text=text)
            )
            await ring(connection, DESK)
        return True

    async def is_line_of(self, code: str, reply: int) -> bool:
        """Whether this reply of the outbox belongs to the conversation of this case."""
        of = (
            select(outbox.c.id)
            .join(handovers, handovers.c.conversation_id == outbox.c.conversation_id)
            .where(handovers.c.code == code, outbox.c.id == reply)
        )
        async with transaction(self._engine) as connection:
            return await connection.scalar(of) is not None

    async def _all(self, asked: Select[Any]) -> list[Listed]:
        async with transaction(self._engine) as connection:
            return [_read(row) for row in await connection.execute(asked)]


def _read(row: Any) -> Listed:
    case, (said, said_at, wished, ended) = Case(*row[: len(COLUMNS)]), row[len(COLUMNS) :]
    return Listed(case, said or "", said_at, wished or "", Ending(ended) if ended else None)
