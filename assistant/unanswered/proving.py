"""Asking every kept question again whenever another edition is published, and telling who broke."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from assistant.knowledge.live import Editions
from assistant.unanswered.case import proved, turned
from assistant.unanswered.store import Cases

log = structlog.get_logger()


class Proving:
    """`edition`: the id of the one that `knowledge` answers from."""

    def __init__(
        self, store: Cases, knowledge: Editions, edition: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._store = store
        self._knowledge = knowledge
        self._edition = edition
        self._now = now
        self._told: str | None = None

    async def prove(self) -> int:
        """Ask what was not asked of this edition yet; how many."""
        edition, consultation = self._edition(), self._knowledge.current.consultation
        cases = await self._store.unproved(edition)
        if not cases and self._told == edition:
            return 0
        results = [await asyncio.to_thread(proved, case, consultation) for case in cases]
        if self._edition() != edition:  # another was published meanwhile: ask that one
            return 0
        await self._store.keep(edition, results, self._now())
        await self._tell(edition)
        self._told = edition
        return len(results)

    async def _tell(self, edition: str) -> None:
        """By numbers of cases: their words are residents' words."""
        rounds = await self._store.rounds(2)
        if edition == self._told or len(rounds) < 2:
            return
        change = turned(rounds[1].grades, rounds[0].grades)
        if change.broken:
            log.error("cases broken by an edition", edition=edition, cases=change.broken)
