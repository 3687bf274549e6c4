"""Questions that are not one procedure: opening hours, rights, how things work.

Staff write them in YAML, a file a topic. They are searched beside the records, decided by the same
rule, and dated and sourced as records are.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from assistant.knowledge.consistency import duplicates
from assistant.knowledge.record import AnyCode, Law, RecordPart, Source, Text

PREFIX = "faq."
_FEWEST_WAYS = 5
FaqId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Faq(RecordPart):
    """One question with its answer. `to_confirm`: what is uncertain, said with the answer."""

    id: FaqId
    question: Annotated[Text, Field(max_length=120)]
    aliases: list[Text]
    answer: Annotated[Text, Field(max_length=900)]
    to_confirm: Text | None = None
    related: list[AnyCode] = []
    law: list[Law] = []
    effective_from: date | None = None
    effective_to: date | None = None
    checked_on: date
    sources: Annotated[list[Source], Field(min_length=1)]

    @property
    def code(self) -> str:
        """What the search and the sources of a reply call it."""
        return PREFIX + self.id

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        if len(self.aliases) < _FEWEST_WAYS:
            raise ValueError(f"aliases: at least {_FEWEST_WAYS} other ways to ask")
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        return self


class FaqTopic(RecordPart):
    """One file of the folder faq/."""

    topic: Text
    entries: Annotated[list[Faq], Field(min_length=1)]

    @model_validator(mode="after")
    def ids_are_unique(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        yield from duplicates("entries", [entry.id for entry in self.entries])
