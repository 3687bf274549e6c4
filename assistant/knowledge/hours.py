"""When an office is open for appointments, and how many it takes at a time."""

from collections.abc import Iterable
from datetime import date, time
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from assistant.knowledge.consistency import duplicates
from assistant.knowledge.record import Identifier, Text

CounterId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
Weekday = Annotated[int, Field(ge=1, le=7)]
VisitKind = Literal["submit", "collect", "assist", "home_visit", "after_hours"]
AT_HOME: VisitKind = "home_visit"


def _in_quotes(value: Any) -> Any:
    """YAML reads 14:00 without quotes as a number of minutes."""
    if isinstance(value, str | time):
        return value
    raise ValueError('a time of day stands in quotes: "14:00"')


Clock = Annotated[time, BeforeValidator(_in_quotes)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WeeklyOpening(_Part):
    """Open from `since` to `until` (YAML: `from`, `to`) on these weekdays; Monday is 1."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    since: Clock = Field(alias="from")
    until: Clock = Field(alias="to")

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Self:
        if self.until <= self.since:
            raise ValueError("`to` must be later than `from`")
        return self


class Counter(_Part):
    """A group of counters. `seats`: how many appointments it takes at one time.

    `fields`: the fields of procedures it serves, empty for all that no other group names.
    `kinds`: only these kinds of visit, empty for all but home visits.
    """

    id: CounterId
    name: Text
    fields: tuple[Identifier, ...] = ()
    kinds: tuple[VisitKind, ...] = ()
    seats: Annotated[int, Field(ge=1, le=100)]


class ClosedDays(_Part):
    """Days on which nobody is taken, both included."""

    since: date = Field(alias="from")
    until: date = Field(alias="to")
    reason: Text

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Self:
        if self.until < self.since:
            raise ValueError("`to` is before `from`")
        return self


class OfficeHours(_Part):
    """All that is needed to know when an office can be visited.

    `confirmed`: the office said its openings itself. `home_visits`: None as the openings.
    """

    confirmed: bool = False
    openings: tuple[WeeklyOpening, ...] = ()
    after_hours: tuple[WeeklyOpening, ...] = ()
    home_visits: tuple[WeeklyOpening, ...] | None = None
    counters: tuple[Counter, ...] = ()
    closed: tuple[ClosedDays, ...] = ()

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in _problems(self.counters):
            raise ValueError(problem)
        return self


class OwnHours(_Part):
    """What an office says of itself; None: as the standard."""

    confirmed: bool = False
    openings: tuple[WeeklyOpening, ...] | None = None
    after_hours: tuple[WeeklyOpening, ...] | None = None
    home_visits: tuple[WeeklyOpening, ...] | None = None
    counters: tuple[Counter, ...] | None = None
    closed: tuple[ClosedDays, ...] = ()

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in _problems(self.counters or ()):
            raise ValueError(problem)
        return self

    def beside(self, standard: OfficeHours) -> OfficeHours:
        """These hours, with the standard ones where nothing is said."""
        said = {
            name: value
            for name in ("openings", "after_hours", "home_visits", "counters")
            if (value := getattr(self, name)) is not None
        }
        if self.openings is not None:
            said["confirmed"] = self.confirmed
        return standard.model_copy(update={**said, "closed": (*standard.closed, *self.closed)})


def _problems(counters: Iterable[Counter]) -> Iterable[str]:
    counters = list(counters)
    yield from duplicates("counters", [counter.id for counter in counters])
    if counters and not any(not counter.fields and not counter.kinds for counter in counters):
        yield "counters: one takes what no other names: leave out its `fields` and `kinds`"
    places = [(kind, field) for counter in counters for kind in counter.kinds or ("",)
              for field in counter.fields or ("",)]  # fmt: skip
    yield from duplicates("counters", [" ".join(place).strip() or "the rest" for place in places])
