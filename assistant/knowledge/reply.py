"""What the assistant says back: the shapes of the API, used by every channel."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Outcome(StrEnum):
    """How a turn ended. Statistics and evaluations read this, never the texts."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    CONTINUED = "continued"
    FAQ = "faq"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"
    HANDED_OVER = "handed_over"
    FAILED = "failed"


class Said(BaseModel):
    """Common base: what has been said does not change any more."""

    model_config = ConfigDict(frozen=True)


class Button(Said):
    """A choice offered; `payload` comes back when it is taken."""

    title: str
    payload: str


class SourceNote(Said):
    """The record a reply states facts from."""

    code: str
    name: str
    checked_on: date
    url: str | None = None


class Candidate(Said):
    """A procedure that a clarifying reply offers."""

    code: str
    name: str


class ListedPaper(Said):
    """A paper of the resident's own list. `group`: hand in or show."""

    id: str
    name: str
    detail: str | None = None
    group: str
    to_confirm: bool = False


class UnneededPaper(Said):
    """A paper that need not be brought, and why."""

    name: str
    reason: str


class ListedPapers(Said):
    """The checklist for channels that can draw boxes; `intro` stands in for the reply's text."""

    title: str
    intro: str
    papers: list[ListedPaper]
    unnecessary: list[UnneededPaper] = []
    notes: list[str] = []


class Ticket(Said):
    """An appointment to take along: its code as a QR image, and as a calendar file.

    `image`, `calendar`: where our own web pages find them, as paths on our address.
    """

    code: str
    image: str
    calendar: str


class Reply(Said):
    """One message to the resident. `text` alone is complete for channels that show only text."""

    text: str
    buttons: list[Button] = []
    sources: list[SourceNote] = []
    candidates: list[Candidate] = []
    checklist: ListedPapers | None = None
    ticket: Ticket | None = None


class Template(Said):
    """A text the channel has approved, for residents it lets us write to no other way.

    `name`: ours; the door knows the channel's own id of it.
    """

    name: Literal["reminder", "closing"]
    values: dict[str, str]
