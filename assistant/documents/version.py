"""A document's versions: what each says, how far it has come, who did what to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.documents.kind import Kind
from assistant.documents.summary import Summary
from assistant.errors import AssistantError


class State(StrEnum):
    """How far a version has come.

    draft → in_review → approved → published → superseded. `superseded` is also a draft that a newer
    one took the place of (then it has no `published_at`). `aside`: written at the same time as
    another and kept; `dropped`: given up by staff.
    """

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    ASIDE = "aside"
    DROPPED = "dropped"


class Origin(StrEnum):
    """Who wrote a version: staff on a page, or a file that was imported."""

    STAFF = "staff"
    FILES = "files"


OFF_THE_LINE = (State.ASIDE, State.DROPPED)
"""Versions nothing is built on."""


class DocumentError(AssistantError):
    """Something cannot be done with a version; `problem` is its name in words.yml."""

    def __init__(self, problem: str, /, **values: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of one document, without its text.

    `number`: 1, 2, 3 … within the document; `base`: the number it started from, None for the first.
    `publish_at`: when an approved version goes out by itself; `problem`: why it could not.
    """

    path: str
    number: int
    base: int | None
    state: State
    origin: Origin
    summary: Summary
    ends: bool
    author: str
    at: datetime
    note: str
    reviewer: str | None
    reviewed_at: datetime | None
    review_note: str
    publish_at: datetime | None
    published_at: datetime | None
    published_by: str | None
    problem: str

    @property
    def is_open(self) -> bool:
        """Whether staff may still change it by a newer draft alone."""
        return self.state in (State.DRAFT, State.IN_REVIEW)


@dataclass(frozen=True, kw_only=True)
class Written(Version):
    """A version with its text, YAML as in the file; None: the document ends with it."""

    text: str | None


@dataclass(frozen=True)
class Draft:
    """What somebody wants to save. `base`: the version it started from, None for a new document.

    `text`: None ends the document.
    """

    path: str
    kind: Kind
    text: str | None
    summary: Summary
    base: int | None
    author: str
    note: str = ""
    origin: Origin = Origin.STAFF


@dataclass(frozen=True)
class Conflict:
    """Two edits of one version. Nothing is lost: `mine` is kept aside, `theirs` stands.

    `base`: what both started from, None where both made a new document.
    """

    mine: Written
    theirs: Written
    base: Written | None


@dataclass(frozen=True)
class Listed:
    """A document in a list: its newest version on the line, and the one residents read."""

    path: str
    kind: Kind
    newest: Version
    published: Version | None
