"""The days that staff write beside the holidays of the law, in calendar.yml."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.knowledge.consistency import duplicates
from assistant.knowledge.record import Source, Text


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SpecialDays(_Part):
    """One day, or all from `since` to `until` (YAML: `from`, `to`).

    `works`: None leaves it to the holidays of the law. `instead_of`: the weekday whose hours a
    working Saturday has. `confirmed`: somebody who may has decided so.
    """

    since: date = Field(alias="from")
    until: date | None = Field(alias="to", default=None)
    name: Text
    works: bool | None = None
    instead_of: date | None = None
    confirmed: bool
    source: Text

    @property
    def days(self) -> list[date]:
        """Each of them."""
        count = ((self.until or self.since) - self.since).days + 1
        return [self.since + timedelta(days=number) for number in range(count)]

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        if self.until and not 0 < (self.until - self.since).days <= 31:
            raise ValueError("`to` must be 1 to 31 days after `from`")
        if self.works is None and self.confirmed:
            raise ValueError("what is confirmed says whether it `works`")
        if self.works and self.since.isoweekday() > 5 and not self.instead_of:
            raise ValueError("instead_of: a working weekend day has the hours of which day?")
        return self


class CalendarContent(_Part):
    """All of calendar.yml. `weekend`: the weekly days of rest by number, Monday is 1."""

    checked_on: date | None = None
    sources: list[Source] = []
    weekend: dict[Annotated[int, Field(ge=1, le=7)], Text] = {}
    days: list[SpecialDays] = []

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        if self.days and not (self.checked_on and self.sources):
            yield "checked_on and sources: must be given"
        yield from duplicates("days", [str(day) for span in self.days for day in span.days])
