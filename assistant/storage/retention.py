"""Forgetting: turns, and what Rasa remembers of them, after the days of the settings; who came to
an appointment, after the days of the policy.
"""

from datetime import datetime, timedelta

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Engine

from assistant.storage.booking_tables import appointments, guesses
from assistant.storage.database import rasa_database, with_driver
from assistant.storage.figures_tables import notes_parting
from assistant.storage.onward_tables import carried
from assistant.storage.parting import numbers_apart, parting_with_the_past
from assistant.storage.tables import conversations

_GUESSES_KEPT = timedelta(days=2)  # longer than any policy counts them


def forget_older_than(url: str, now: datetime, days: int) -> int:
    """Delete conversations untouched for `days`, and Rasa's events as old; how many of ours."""
    limit = now - timedelta(days=days)
    engine = create_engine(with_driver(url), hide_parameters=True)
    try:
        with engine.begin() as connection:
            old = conversations.delete().where(conversations.c.last_turn_at < limit)
            forgotten = connection.execute(old).rowcount
            connection.execute(notes_parting)
    finally:
        engine.dispose()
    _forget_events(create_engine(with_driver(rasa_database(url)), hide_parameters=True), limit)
    return forgotten


def forget_visitors(url: str, now: datetime, days: int) -> int:
    """Who came is deleted `days` after the visit, who never confirmed when their hold has ended;
    of how many visits.
    """
    engine = create_engine(with_driver(url), hide_parameters=True)
    try:
        with engine.begin() as connection:
            forgotten, before = 0, now - timedelta(days=days)
            connection.execute(numbers_apart(appointments.c.ends_at < before))
            for part in parting_with_the_past(now, before):
                forgotten += connection.execute(part).rowcount
            connection.execute(guesses.delete().where(guesses.c.at < now - _GUESSES_KEPT))
            connection.execute(carried.delete().where(carried.c.expires_at <= now))
    finally:
        engine.dispose()
    return forgotten


def _forget_events(engine: Engine, limit: datetime) -> None:
    """Rasa's tracker store has no delete of its own; its table appears with its first start."""
    try:
        with engine.begin() as connection:
            if inspect(connection).has_table("events"):
                old = text("DELETE FROM events WHERE timestamp < :limit")
                connection.execute(old, {"limit": limit.timestamp()})
    finally:
        engine.dispose()
