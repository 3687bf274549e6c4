"""Answers ready to be sent, from the records: looked for by words, told by aspect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from assistant.knowledge.list_first import ListFirst
from assistant.knowledge.live import Edition
from assistant.knowledge.record import Aspect
from assistant.knowledge.state import State

_MOST = 6
ASPECTS: Sequence[Aspect] = get_args(Aspect)


@dataclass(frozen=True)
class Ready:
    """An answer. `aspect`: empty for a question that is not one procedure."""

    aspect: str
    title: str
    text: str


@dataclass(frozen=True)
class Choice:
    """A procedure or question that the words may mean."""

    code: str
    name: str


class Answers:
    """Of one edition of the knowledge. `office`: of the case, whose address is told with places."""

    def __init__(self, edition: Edition, office: str | None) -> None:
        self._base = edition.base
        self._consultation = edition.consultation
        self._state = State(office=office)

    def found(self, words: str) -> list[Choice]:
        """What the words may mean, the likeliest first; none for no words."""
        if not words:
            return []
        finder = self._consultation.finder
        hits = finder.search(finder.subject_of(finder.composed(words))).hits
        codes = dict.fromkeys(hit.code for hit in hits if self._base.knows(hit.code))
        return [Choice(code, self._base.name(code)) for code in list(codes)[:_MOST]]

    def of(self, code: str) -> list[Ready]:
        """Everything that can be told of a procedure; the one answer of a question."""
        if not self._base.knows(code):
            return []
        if code in self._base.faqs:
            return [Ready("", self._base.name(code), self._told(code, ()))]
        return [
            Ready(aspect, self._base.aspects.button(aspect), self._aspect(code, aspect))
            for aspect in ASPECTS
        ]

    def _aspect(self, code: str, aspect: Aspect) -> str:
        """Papers as a whole list: an officer asks the cases in person."""
        if aspect == "papers":
            return ListFirst(self._base).of(code, {}).reply.text
        return self._told(code, (aspect,))

    def _told(self, code: str, aspects: Sequence[Aspect]) -> str:
        replies = self._consultation.about(code, aspects, self._state).replies
        return "\n\n".join(reply.text for reply in replies)
