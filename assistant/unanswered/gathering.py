"""Gathering what was asked in vain, from time to time, where the encoder is."""

from collections.abc import Callable
from datetime import datetime

import structlog

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.live import Editions
from assistant.unanswered.grouping import Group, Vector, by_words, digest, grouped, unit
from assistant.unanswered.question import Asked
from assistant.unanswered.store import Heard, Placed, Placing, Unanswered

log = structlog.get_logger()
WORDS = "words"  # the mark of vectors that need no encoder


class Gathering:
    """`mark`: tells the vectors of this encoder from those of another."""

    def __init__(
        self, store: Unanswered, knowledge: Editions, encoder: Encoder | None, mark: str,
        now: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._store = store
        self._knowledge = knowledge
        self._encoder = encoder
        self._mark = mark[:40] if encoder else WORDS
        self._now = now

    async def gather(self) -> int:
        """Take in what is new; how many questions."""
        silent = self._knowledge.current.base.policy.unanswered.silent_minutes
        taken = await self._store.gather(self._now(), silent, self._mark, self._place)
        if taken:
            log.info("gathered", questions=taken)
        return taken

    def _place(self, heard: Heard) -> Placing:
        base = self._knowledge.current.base
        groups = self._groups(heard)
        places = {centre.id: place for place, centre in enumerate(heard.centres)}
        known = {mark: places[id_] for mark, id_ in heard.known.items()}
        marks = [digest(asked.text) for asked in heard.asked]
        new = {
            mark: asked.text
            for mark, asked in zip(marks, heard.asked, strict=True)
            if mark not in known
        }
        vectors = dict(zip(new, self._vectors(list(new.values())), strict=True))
        done = grouped(groups, known, vectors, base.policy.unanswered.same_from)
        placed = [
            Placed(asked, mark, done.places[mark], field_of(base, asked))
            for mark, asked in zip(marks, heard.asked, strict=True)
        ]
        return Placing([(group.centre, group.members) for group in done.groups], placed)

    def _groups(self, heard: Heard) -> list[Group]:
        """Those of another encoder are reckoned again from their last words."""
        old = [centre for centre in heard.centres if centre.vector is None]
        again = dict(
            zip((centre.id for centre in old), self._vectors([c.text or "" for c in old]),
                strict=True)
        )  # fmt: skip
        return [
            Group(unit(again[centre.id] if centre.vector is None else centre.vector),
                  centre.members, centre.id)
            for centre in heard.centres
        ]  # fmt: skip

    def _vectors(self, texts: list[str]) -> list[Vector]:
        """Of the subject: two questions about one matter ask for its fee and for its papers."""
        finder = self._knowledge.current.consultation.finder
        subjects = [finder.subject_of(text) or text for text in texts]
        if self._encoder is not None and texts:
            return list(self._encoder.encode(subjects))
        return [by_words(subject) for subject in subjects]


def field_of(base: KnowledgeBase, asked: Asked) -> str | None:
    """The field of what was nearest then; None for no record."""
    first = next(iter(asked.scores), "")
    record = base.records.get(first)
    return record.field if record else None
