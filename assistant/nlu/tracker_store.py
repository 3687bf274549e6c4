"""Rasa's memory of a conversation, read by its last turns only.

Rasa reads all events of a session on each turn and sends them on to the action server, so that a
long conversation grows slower by the turn. Nothing here looks further back than the last turns:
what must be remembered stands in one slot that every turn sets.
"""

from typing import Any

from rasa.core.tracker_store import SQLTrackerStore

RECENT_EVENTS = 48  # some six turns


class RecentTrackerStore(SQLTrackerStore):
    """Keeps every event, reads the last ones."""

    def _event_query(
        self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> Any:
        """The newest events of the running session, oldest first.

        What is new is told from what is kept by counting this same query, so it serves both.
        """
        every = super()._event_query(session, sender_id, fetch_events_from_all_sessions)
        if fetch_events_from_all_sessions:
            return every
        newest = every.order_by(None).order_by(self.SQLEvent.id.desc()).limit(RECENT_EVENTS)
        return newest.from_self().order_by(self.SQLEvent.id)
