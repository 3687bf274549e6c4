"""What is being arranged with one resident, between two turns. Travels as JSON, without a name."""

from datetime import date, datetime, time
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.appointments.appointment import Kind
from assistant.appointments.person import ContactField

Task = Literal["book", "move", "cancel", "mine"]
Step = Literal[
    "appointment", "code", "whom", "reason", "other_kind", "procedure", "office", "day", "time",
    "papers", "later", "contact", "confirm", "cancel",
]  # fmt: skip
HasAll = Literal["yes", "no", "unsure"]


class Offer(BaseModel):
    """A time at an office, offered by a button."""

    model_config = ConfigDict(frozen=True)

    office: str
    start: datetime


class Theirs(Offer):
    """An appointment of this resident, to be chosen from."""

    code: str


class Plan(BaseModel):
    """`step`: what is asked now. since, until, at, part: the wish for a time; before, after: not
    among those offered already; `quiet`: when few come. `offers`: what the buttons offered last,
    `start` the one chosen. `candidates`, `offices`: procedures and offices offered. `chosen`: the
    code of the appointment that is moved or cancelled, `theirs` those to choose from. `whom`,
    `reason`: of a visit at home. `papers_told`: the list was shown. `missing`: of who comes.
    `confirmed`: the last yes was said. `misses`: questions answered in between, one after another.
    """

    model_config = ConfigDict(frozen=True)

    task: Task = "book"
    step: Step | None = None
    kind: Kind | None = None
    procedure: str | None = None
    candidates: tuple[str, ...] = ()
    office: str | None = None
    offices: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    at: time | None = None
    part: str | None = None
    before: datetime | None = None
    after: datetime | None = None
    quiet: bool = False
    offers: tuple[Offer, ...] = ()
    start: datetime | None = None
    held: int | None = None
    has_all: HasAll | None = None
    papers_told: bool = False
    any_procedure: bool = False  # not known, or none of those we know
    whom: str | None = None
    reason: str | None = None
    chosen: str | None = None
    theirs: tuple[Theirs, ...] = ()
    missing: tuple[ContactField, ...] = ()
    confirmed: bool = False
    misses: int = 0

    @property
    def purpose(self) -> Kind:
        """The kind, handing in a file unless something else was said."""
        return self.kind or Kind.SUBMIT

    def with_(self, **changes: object) -> "Plan":
        """The same plan, changed."""
        return self.model_copy(update=changes)

    def without_time(self) -> "Plan":
        """The time given up: another day, place or procedure was asked for."""
        return self.with_(start=None, held=None, offers=(), confirmed=False)
