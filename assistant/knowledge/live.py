"""The knowledge a running process answers from: it changes when staff publish, and at midnight.

The new index is built beside the old one and takes its place in one step. If it cannot be built,
the old one stays, and the reason is told.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import structlog

from assistant.knowledge.base import KnowledgeBase, in_force
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.editions import EditionStore, Reader
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import EntryCache
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.search import SearchIndex

log = structlog.get_logger()
_LOOK_EVERY = 0.2  # seconds


@dataclass(frozen=True)
class Edition:
    """One published state of the knowledge, ready to be asked."""

    base: KnowledgeBase
    consultation: Consultation


class Editions(Protocol):
    """Whoever always has an edition at hand."""

    @property
    def current(self) -> Edition:
        """The one to answer from now."""


class LiveKnowledge:
    """Follows the editions of a store. `load` before the first question."""

    def __init__(
        self, name: str, store: EditionStore, cache: FeatureCache, today: Callable[[], date]
    ) -> None:
        self._name = name
        self._store = store
        self._cache = cache
        self._entries = EntryCache()
        self._today = today
        self._edition: Edition | None = None
        self._held: tuple[str, date] | None = None
        self._refused: tuple[str, date] | None = None
        self._stopped = threading.Event()

    @property
    def current(self) -> Edition:
        """The edition that stands; loaded before."""
        assert self._edition is not None
        return self._edition

    @property
    def edition(self) -> str:
        """The id of the edition that stands."""
        return self._held[0] if self._held else ""

    @property
    def encoder(self) -> Encoder | None:
        """What reckons its vectors; None where it searches by words alone."""
        return self._cache.encoder

    def load(self) -> None:
        """The newest edition; ContentError when it cannot be used."""
        wanted = self._wanted()
        started = time.perf_counter()
        self._edition = self._build(*wanted)
        self._held = wanted
        self._tell(None, time.perf_counter() - started)

    def watch(self) -> None:
        """From now on take over each new edition by itself, in a thread that `stop` ends."""
        threading.Thread(target=self._follow, name="editions", daemon=True).start()

    def stop(self) -> None:
        """No more changes."""
        self._stopped.set()

    def refresh(self) -> bool:
        """Take over a newer edition, or the rules of a new day; whether something changed."""
        wanted = self._wanted()
        if wanted in (self._held, self._refused):
            return False
        started = time.perf_counter()
        try:
            edition = self._build(*wanted)
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the old edition serves on
            self._refused = wanted
            log.error("edition refused", edition=wanted[0], error=str(error))
            self._tell(f"{type(error).__name__}: {error}", time.perf_counter() - started)
            return False
        self._edition, self._held = edition, wanted
        seconds = time.perf_counter() - started
        log.info("edition", edition=wanted[0], records=len(edition.base.records), seconds=seconds)
        self._tell(None, seconds)
        return True

    def _wanted(self) -> tuple[str, date]:
        return self._store.current() or "", self._today()

    def _build(self, name: str, day: date) -> Edition:
        base = in_force(*self._store.read(name), day)
        policy = base.policy
        index = SearchIndex(
            self._entries.of(base), self._cache, policy.search, policy.confidence, base.distinctions
        )
        return Edition(base, Consultation(base, index))

    def _follow(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY):
            try:
                self.refresh()
            except OSError as error:  # a full disk, a folder away: look again
                log.error("editions cannot be followed", error=type(error).__name__)

    def _tell(self, problem: str | None, seconds: float) -> None:
        held = self._held[0] if self._held else ""
        refused = self._refused[0] if problem and self._refused else None
        reader = Reader(self._name, os.getpid(), held, refused, problem, round(seconds, 2))
        self._store.report(reader)
