"""Sessions of the staff in PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.staff.audit import Act
from assistant.staff.session import ABSOLUTE, IDLE, Session, Stage, Way
from assistant.storage.audit import PostgresAudit
from assistant.storage.database import reading, transaction
from assistant.storage.staff import account_of
from assistant.storage.staff_tables import staff_accounts, staff_sessions

_OWN = staff_sessions.c
_NOTED_EVERY = timedelta(seconds=20)  # a page asks for several things: one write is enough


class PostgresSessions:
    """Implements assistant.staff.store.Sessions."""

    def __init__(self, engine: AsyncEngine, audit: PostgresAudit) -> None:
        self._engine, self._audit = engine, audit

    async def open(
        self, account: str, digest: str, stage: Stage, way: Way, now: datetime
    ) -> None:  # fmt: skip
        """Keep a new session; a whole sign-in is written into the log. Old ones go."""
        over = (_OWN.seen_at < now - IDLE) | (_OWN.made_at < now - ABSOLUTE)
        old = select(_OWN.digest).where(over).with_for_update(skip_locked=True)
        new = insert(staff_sessions).values(
            digest=digest, account=account, stage=stage.value, way=way.value,
            made_at=now, seen_at=now,
        )  # fmt: skip
        async with transaction(self._engine) as connection:
            await connection.execute(delete(staff_sessions).where(_OWN.digest.in_(old)))
            await connection.execute(new)
            if stage is Stage.SIGNED_IN:
                own = update(staff_accounts).where(staff_accounts.c.id == account)
                await connection.execute(own.values(signed_in_at=now))
                act = Act(account, "signed_in", account, None, {"way": way.value})
                await self._audit.append(connection, act)

    async def find(self, digest: str, now: datetime, *, seen: bool) -> Session | None:
        """The session that lives, of an account that is not disabled."""
        joined = staff_sessions.join(staff_accounts, staff_accounts.c.id == _OWN.account)
        session_columns = (_OWN.stage, _OWN.way, _OWN.made_at.label("begun_at"), _OWN.seen_at)
        asked = select(staff_accounts, *session_columns).select_from(joined)
        asked = asked.where(_OWN.digest == digest, staff_accounts.c.disabled_at.is_(None))
        async with reading(self._engine) as connection:
            row = (await connection.execute(asked)).one_or_none()
            if row is None:
                return None
            session = Session(
                digest, account_of(row), Stage(row.stage), Way(row.way), row.begun_at, row.seen_at
            )
            if session.ends_at <= now:
                return None
            if seen and now - session.seen_at > _NOTED_EVERY:
                noted = update(staff_sessions).where(_OWN.digest == digest, _OWN.seen_at < now)
                await connection.execute(noted.values(seen_at=now))
        return replace(session, seen_at=now) if seen else session

    async def end(self, digest: str, by: str | None = None) -> None:
        """End it; written into the log when `by` somebody."""
        async with transaction(self._engine) as connection:
            ended = delete(staff_sessions).where(_OWN.digest == digest)
            if (await connection.execute(ended)).rowcount and by is not None:
                await self._audit.append(connection, Act(by, "signed_out", by))
