"""What a document is: one file of the knowledge base, known by its path."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

from pydantic import BaseModel

from assistant.knowledge.base import Content
from assistant.knowledge.faq import FaqTopic
from assistant.knowledge.overrides import OfficeWords
from assistant.knowledge.record import Record

_RECORD = re.compile(
    r"procedures/[a-z][a-z0-9_]*/(\d\.\d{6}|x\.[a-z0-9-]+)(@\d{4}-\d\d-\d\d)?\.yml", re.ASCII
)
_TOPIC = re.compile(r"faq/[a-z0-9_]+\.yml", re.ASCII)
_OVERRIDE = re.compile(r"overrides/(\d{5}|[a-z]+(-[a-z]+)*)\.yml", re.ASCII)
_LONGEST = 160


class Kind(StrEnum):
    """One for each shape of file; the value of a part is its file's name."""

    PROCEDURE = "procedure"
    FAQ = "faq"
    OVERRIDE = "overrides"
    POLICY = "policy"
    ASPECTS = "aspects"
    PHRASES = "phrases"
    SAFETY = "safety"
    FIELDS = "fields"
    DISTINCTIONS = "distinctions"
    FAMILIES = "families"
    LIFE_EVENTS = "life_events"
    OFFICES = "offices"
    CALENDAR = "calendar"

    @property
    def model(self) -> type[BaseModel]:
        """What its files must hold."""
        if self is Kind.PROCEDURE:
            return Record
        if self is Kind.FAQ:
            return FaqTopic
        if self is Kind.OVERRIDE:
            return OfficeWords
        part = Content.model_fields[self.value].annotation
        assert isinstance(part, type)
        assert issubclass(part, BaseModel)
        return part


def kind_of(path: str) -> Kind | None:
    """What a file at this path, below the knowledge base, would be; None if nothing reads it."""
    if len(path) > _LONGEST:
        return None
    if _RECORD.fullmatch(path):
        return Kind.PROCEDURE
    if _TOPIC.fullmatch(path):
        return Kind.FAQ
    if _OVERRIDE.fullmatch(path):
        return Kind.OVERRIDE
    name, _, suffix = path.partition(".")
    parts = {*Kind} - {Kind.PROCEDURE, Kind.FAQ, Kind.OVERRIDE}
    return Kind(name) if suffix == "yml" and name in parts else None


def path_of(record: Record) -> str:
    """Where the first version of a record stands."""
    return str(PurePosixPath("procedures", record.field, f"{record.code}.yml"))
