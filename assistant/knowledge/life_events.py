"""What happens in a life, and the procedures it brings: the tiles of the kiosk."""

from collections.abc import Collection, Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from assistant.knowledge.consistency import duplicates
from assistant.knowledge.record import Code, Identifier, Text


class LifeEvent(BaseModel):
    """One tile. `icon`: a drawing of the page; `procedures`: those asked for most come first.

    More than ten are a list that nobody reads standing; the search has the others.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Identifier
    title: Annotated[Text, Field(max_length=28)]
    icon: Identifier
    procedures: Annotated[list[Code], Field(min_length=1, max_length=10)]


class LifeEvents(RootModel[list[LifeEvent]]):
    """All of life_events.yml, in the order of the page."""

    def event(self, id_: str) -> LifeEvent | None:
        """The tile of this id."""
        return next((event for event in self.root if event.id == id_), None)

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        yield from duplicates("life events", [event.id for event in self.root])
        for event in self.root:
            yield from duplicates(event.id, list(event.procedures))


def unknown_procedures(events: LifeEvents, known: Collection[str]) -> Iterable[str]:
    """A line for each procedure of a tile that no record has: its tile would lead nowhere."""
    for event in events.root:
        for code in event.procedures:
            if code not in known:
                yield f"{event.id}: '{code}' has no record"
