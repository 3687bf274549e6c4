"""What is carried to a telephone, in PostgreSQL. Codes are kept as digests."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.appointments.code import new_code
from assistant.clock import now as present
from assistant.conversation.carrying import Carried
from assistant.conversation.outbox import FETCHED
from assistant.storage.booking_tables import appointment_changes, appointments
from assistant.storage.database import reading, transaction
from assistant.storage.onward_tables import carried
from assistant.storage.seal import Seal
from assistant.storage.tables import conversations


class PostgresCarried:
    """Implements assistant.conversation.carrying.CarriedStore."""

    def __init__(self, engine: AsyncEngine, seal: Seal) -> None:
        self._engine = engine
        self._seal = seal

    async def keep(self, thing: Carried, until: datetime) -> str:
        """Keep it until then; what lives no more goes on the way."""
        code = new_code()
        of = select(appointments.c.id).where(appointments.c.code == thing.appointment)
        row: Mapping[str, Any] = {
            "digest": self._digest(code), "procedure": thing.procedure,
            "answers": dict(thing.answers), "office": thing.office, "expires_at": until,
            "appointment_id": of.scalar_subquery() if thing.appointment else None,
        }  # fmt: skip
        async with transaction(self._engine) as connection:
            await connection.execute(delete(carried).where(carried.c.expires_at <= present()))
            await connection.execute(insert(carried).values(row))
        return code

    async def find(self, code: str, now: datetime) -> Carried | None:
        """What a living code opens."""
        found = (
            select(carried.c.procedure, carried.c.answers, carried.c.office, appointments.c.code)
            .join_from(carried, appointments, isouter=True)
            .where(carried.c.digest == self._digest(code), carried.c.expires_at > now)
        )
        async with reading(self._engine) as connection:
            row = (await connection.execute(found)).one_or_none()
        return Carried(row.procedure, row.answers, row.office, row.code) if row else None

    async def adopt(self, appointment: str, conversation: str, now: datetime) -> bool:
        """Taken over with the line of who did it. Who is reminded already stays so: the first
        telephone has it.
        """
        row = select(appointments.c.id, appointments.c.conversation, appointments.c.starts_at)
        booked = (appointments.c.code == appointment, appointments.c.state == "booked")
        async with transaction(self._engine) as connection:
            visit = (await connection.execute(row.where(*booked).with_for_update())).one_or_none()
            if visit is None or visit.starts_at <= now:
                return False
            if visit.conversation == conversation:
                return True
            # Asked for now, behind the lock: another telephone may just have been first.
            reached = select(conversations.c.id).where(
                conversations.c.id == visit.conversation, conversations.c.channel.not_in(FETCHED)
            )
            if await connection.scalar(reached) is not None:
                return False
            own = update(appointments).where(appointments.c.id == visit.id)
            await connection.execute(own.values(conversation=conversation))
            line = {"appointment_id": visit.id, "at": now, "by": "resident", "what": "carried"}
            await connection.execute(insert(appointment_changes).values(line))
        return True

    def _digest(self, code: str) -> str:
        return self._seal.digest(f"carried:{code}")
