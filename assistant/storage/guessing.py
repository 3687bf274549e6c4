"""Tries at second factors. Each is kept before it is looked at, so that tries at once all count."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from assistant.storage.booking_tables import guesses


async def guessed(
    connection: AsyncConnection, code: str, address: str, now: datetime, since: datetime
) -> int:
    """Keep a try; those of this code or of this address, the greater number. Not in a transaction:
    of ten tries at once the last must see all ten.
    """
    await connection.execute(insert(guesses).values(code=code, address=address, at=now))
    count = select(func.count()).where(guesses.c.at > since)
    same_code = count.where(guesses.c.code == code).scalar_subquery()
    same_address = count.where(guesses.c.address == address).scalar_subquery()
    return int(
        (await connection.execute(select(func.greatest(same_code, same_address)))).scalar_one()
    )


async def pardon(connection: AsyncConnection, code: str, address: str) -> None:
    """Forget the tries of one address at one code."""
    own = (guesses.c.code == code, guesses.c.address == address)
    await connection.execute(delete(guesses).where(*own))
