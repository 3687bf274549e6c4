"""The list of all documents, read again only when something changed: thousands take a fifth of a
second, and every clerk begins the day with it.
"""

from assistant.documents.due_list import Alarms, DueList
from assistant.documents.listing import Line, lines
from assistant.documents.store import DocumentStore


class Overview:
    """Of one process; what others change it sees by the mark of the store."""

    def __init__(self, store: DocumentStore, due: DueList) -> None:
        self._store, self._due = store, due
        self._held: tuple[str, Alarms, list[Line]] | None = None

    async def lines(self) -> list[Line]:
        """Every document, what changed last first."""
        mark, alarms = await self._store.mark(), await self._due.alarms()
        held = self._held
        if held is None or held[0] != mark or held[1] is not alarms:
            held = self._held = mark, alarms, lines(await self._store.listing(), alarms)
        return held[2]
