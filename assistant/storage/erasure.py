"""Forgetting one resident who asks for it: at once, and with all that hangs on the conversation."""

import asyncio

from sqlalchemy import create_engine, delete, inspect, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from assistant.clock import now
from assistant.errors import StorageError
from assistant.storage.booking_tables import appointments
from assistant.storage.conversations import one_at_a_time
from assistant.storage.database import rasa_database, transaction, with_driver
from assistant.storage.figures_tables import notes_parting
from assistant.storage.parting import parting
from assistant.storage.tables import conversations


class Erasure:
    """Deletes conversations from our database and from Rasa's."""

    def __init__(self, engine: AsyncEngine, url: str) -> None:
        self._engine = engine
        self._url = url

    async def forget(self, conversation: str) -> None:
        """Delete everything kept of a conversation. StorageError when it could not be done."""
        async with transaction(self._engine) as connection:
            await one_at_a_time(connection, conversation)
            own = delete(conversations).where(conversations.c.id == conversation)
            await connection.execute(own)
            await connection.execute(notes_parting)
            # Their seats are given back; that somebody came, or would have, is still counted.
            theirs = appointments.c.conversation == conversation
            for part in parting(theirs, now(), "resident"):
                await connection.execute(part)
        await asyncio.to_thread(self._forget_events, conversation)

    def _forget_events(self, conversation: str) -> None:
        """Rasa's tracker store has no delete of its own; its table appears with its first start."""
        engine = create_engine(with_driver(rasa_database(self._url)), hide_parameters=True)
        try:
            with engine.begin() as connection:
                if inspect(connection).has_table("events"):
                    own = text("DELETE FROM events WHERE sender_id = :sender")
                    connection.execute(own, {"sender": conversation})
        except SQLAlchemyError as error:
            raise StorageError(type(error).__name__) from None
        finally:
            engine.dispose()
