"""Rasa's memory of a conversation, read by its last turns only.

Rasa reads all events of a session on each turn and sends them on to the action server, so that a
long conversation grows slower by the turn. Nothing here looks further back than the last turns:
what must be remembered stands in slots that every turn sets. Only the form that is open may have
been opened earlier, so the event that opened it is read whatever its age.
"""

import json
from itertools import islice
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

RECENT_EVENTS = 48  # some six turns
_KEPT = "kept_events"  # on a tracker: how many of its events the database has
_RECENT = """
WITH session AS (
    SELECT COALESCE(max(id), 0) AS began FROM events
    WHERE sender_id = %(sender)s AND type_name = 'session_started'
), own AS (
    SELECT id, type_name, data FROM events, session WHERE sender_id = %(sender)s AND id >= began
), recent AS (
    (SELECT id, data FROM own ORDER BY id DESC LIMIT %(newest)s)
    UNION
    (SELECT id, data FROM own WHERE type_name = 'active_loop' ORDER BY id DESC LIMIT 1)
)
SELECT data FROM recent ORDER BY id
"""


class RecentTrackerStore(SQLTrackerStore):
    """Keeps every event, reads the last ones."""

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """The newest events of the running session, oldest first, in one plain statement."""
        if fetch_events_from_all_sessions:
            return await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        with self.engine.connect() as connection:
            asked = {"sender": sender_id, "newest": RECENT_EVENTS}
            rows = connection.exec_driver_sql(_RECENT, asked)
            events = [json.loads(data) for (data,) in rows]
        if not (self.domain and events):
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        setattr(tracker, _KEPT, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what is new of it."""
        await super().save(tracker)
        setattr(tracker, _KEPT, len(tracker.events))

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Any:
        """Rasa asks the database how many events it has; a tracker read from there knows it."""
        kept = getattr(tracker, _KEPT, None)
        if kept is None:
            return super()._additional_events(session, tracker)
        return islice(tracker.events, kept, None)
