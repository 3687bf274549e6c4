"""What staff must look at soon, of all that is published: found once for an edition and a day."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime

from assistant.clock import VIETNAM
from assistant.documents.alarms import DueAlarm, Times, due_alarms
from assistant.knowledge.editions import EditionStore

Alarms = Mapping[str, tuple[DueAlarm, ...]]
"""By the code of a procedure or question, or the name of a part; the most urgent first."""


class DueList:
    """Reads an edition once: that takes a tenth of a second and more. The times are its own."""

    def __init__(self, editions: EditionStore, now: Callable[[], datetime]) -> None:
        self._editions, self._now = editions, now
        self._found: tuple[tuple[str, date], Alarms] | None = None
        self._at_work = asyncio.Lock()

    async def alarms(self) -> Alarms:
        """Those of the edition that is published now; none while nothing is."""
        wanted = (self._editions.current() or "", self._now().astimezone(VIETNAM).date())
        async with self._at_work:
            if self._found is None or self._found[0] != wanted:
                self._found = wanted, await asyncio.to_thread(self._look, *wanted)
            return self._found[1]

    def _look(self, edition: str, today: date) -> Alarms:
        if not edition:
            return {}
        content, _ = self._editions.read(edition)
        days = content.policy.content
        found: dict[str, tuple[DueAlarm, ...]] = {}
        for alarm in due_alarms(
            content, today, Times(days.check_again_days, days.told_before_days)
        ):
            found[alarm.code] = (*found.get(alarm.code, ()), alarm)
        return found
