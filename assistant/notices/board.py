"""The notices of this moment, for whoever shows them: asked for at every turn and by every screen,
looked up every few seconds.
"""

import time
from collections.abc import Callable
from datetime import datetime

import structlog

from assistant.errors import StorageError
from assistant.notices.notice import Notice, Place, Standing, in_order
from assistant.notices.store import NoticeStore

log = structlog.get_logger()
_REMEMBERED_SECONDS = 3.0


class Board:
    """Of one process. What runs later is known beforehand, so it begins and ends on time; without
    an answer of the database the last known stays.
    """

    def __init__(
        self, store: NoticeStore, now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.store = store
        self._now, self._clock = now, clock
        self._asked_at = float("-inf")
        self._known: list[Notice] = []

    async def at(self, place: Place, office: str | None = None) -> list[Notice]:
        """What is shown at a place now, the gravest first. `office`: where people stand, or that
        they spoke of; without one only what is for all offices.
        """
        return [n for n in await self.running() if n.concerns(place, office)]

    async def running(self) -> list[Notice]:
        """All that run now, wherever they are shown."""
        if self._clock() - self._asked_at > _REMEMBERED_SECONDS:
            self._asked_at = self._clock()  # before: others need not wait for the same answer
            try:
                self._known = in_order(await self.store.ahead(self._now()))
            except StorageError as error:
                log.warning("notices not known", error=str(error))
        moment = self._now()
        return [n for n in self._known if n.standing(moment) is Standing.RUNNING]

    def forget(self) -> None:
        """What was changed here is asked for anew at once."""
        self._asked_at = float("-inf")
