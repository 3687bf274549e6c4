"""The knowledge base as one checked whole: records, questions and the words around them.

`Content` is what staff wrote, with rules that are over and rules still to come; `KnowledgeBase` is
the part of it that holds on one day, beside the records imported from the national portal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.clock import now
from assistant.errors import ContentError, UnknownProcedure
from assistant.knowledge.content import Aspects, Distinctions, Families, Fields, Phrases, Safety
from assistant.knowledge.faq import Faq
from assistant.knowledge.life_events import LifeEvents, unknown_procedures
from assistant.knowledge.loading import ReadModel, load_faqs, load_model, load_versions
from assistant.knowledge.offices import Offices
from assistant.knowledge.overrides import OfficeWords, load_overrides, unknown_offices
from assistant.knowledge.policy import Policy
from assistant.knowledge.record import Record
from assistant.knowledge.special_days import CalendarContent
from assistant.knowledge.validity import faqs_in_force, records_in_force

_PARTS: dict[str, type[BaseModel]] = {
    "policy": Policy,
    "aspects": Aspects,
    "phrases": Phrases,
    "safety": Safety,
    "fields": Fields,
    "distinctions": Distinctions,
    "families": Families,
    "life_events": LifeEvents,
    "offices": Offices,
    "calendar": CalendarContent,
}


class Content(BaseModel):
    """All that staff wrote. `versions`: every version of every record."""

    model_config = ConfigDict(frozen=True)

    policy: Policy
    aspects: Aspects
    phrases: Phrases
    safety: Safety
    fields: Fields
    distinctions: Distinctions
    families: Families
    life_events: LifeEvents
    offices: Offices = Offices()
    calendar: CalendarContent = CalendarContent()
    overrides: dict[str, OfficeWords] = {}
    versions: list[Record]
    faqs: list[Faq]


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything the assistant may say today. Never changed: a new version is a new object.

    `records`: by code, those staff wrote and, for other codes, those of the portal. `official`:
    the portal's records of the codes staff wrote themselves, to compare.
    """

    records: dict[str, Record]
    policy: Policy
    aspects: Aspects
    phrases: Phrases
    safety: Safety
    fields: Fields
    distinctions: Distinctions = field(default_factory=lambda: Distinctions([]))
    families: Families = field(default_factory=lambda: Families({}))
    life_events: LifeEvents = field(default_factory=lambda: LifeEvents([]))
    faqs: dict[str, Faq] = field(default_factory=dict)
    official: dict[str, Record] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)
    calendar: CalendarContent = field(default_factory=CalendarContent)
    overrides: dict[str, OfficeWords] = field(default_factory=dict)

    def record(self, code: str) -> Record:
        """The record of a code; UnknownProcedure when there is none."""
        if code not in self.records:
            raise UnknownProcedure(code)
        return self.records[code]

    def name(self, code: str) -> str:
        """How a procedure or a question is called on a button."""
        return self.faqs[code].question if code in self.faqs else self.record(code).name

    def knows(self, code: str) -> bool:
        """Whether there is a record or a question of this code."""
        return code in self.records or code in self.faqs


def load_content(folder: Path, read: ReadModel = load_model) -> Content:
    """Read and check all that staff wrote; ContentError lists every problem of every file."""
    problems: list[str] = []
    parts: dict[str, Any] = {}
    for name, model in _PARTS.items():
        try:
            parts[name] = read(folder / f"{name}.yml", model)
        except ContentError as error:
            problems += error.problems
    versions: list[Record] = []
    faqs: list[Faq] = []
    try:
        versions = load_versions(folder / "procedures", read)
    except ContentError as error:
        problems += error.problems
    try:
        faqs = load_faqs(folder / "faq", read)
    except ContentError as error:
        problems += error.problems
    try:
        parts["overrides"] = load_overrides(folder / "overrides", read)
    except ContentError as error:
        problems += error.problems
    problems += _unnamed_fields(folder, parts.get("fields"), versions)
    if versions and isinstance(events := parts.get("life_events"), LifeEvents):
        known = {record.code for record in versions}
        problems += [
            f"{folder / 'life_events.yml'}: {p}" for p in unknown_procedures(events, known)
        ]
    if isinstance(offices := parts.get("offices"), Offices):
        unknown = unknown_offices(parts.get("overrides", {}), offices)
        problems += [f"{folder}/{problem}" for problem in unknown]
    if problems:
        raise ContentError(problems)
    return Content(versions=versions, faqs=faqs, **parts)


def unknown_fields(content: Content) -> list[str]:
    """Fields that counters serve and nothing has: allowed, but a clerk should know."""
    known = content.fields.root.keys() | {record.field for record in content.versions}
    return [
        f"offices.yml: a counter serves '{name}', which fields.yml does not name"
        for name in sorted(content.offices.fields - known)
    ]


def in_force(content: Content, official: Mapping[str, Record], day: date) -> KnowledgeBase:
    """What holds on one day. What staff wrote stands before what the portal says."""
    written = records_in_force(content.versions, day)
    faqs = faqs_in_force(content.faqs, day)
    # also where ours is over: what the portal printed then is not newer
    ours = {record.code for record in content.versions}
    imported = {code: record for code, record in official.items() if code not in ours}
    return KnowledgeBase(
        records={**written, **imported},
        policy=content.policy,
        aspects=content.aspects,
        phrases=content.phrases,
        safety=content.safety,
        fields=content.fields,
        distinctions=content.distinctions,
        families=content.families,
        life_events=content.life_events,
        faqs={faq.code: faq for faq in faqs},
        official={code: record for code, record in official.items() if code in written},
        offices=content.offices,
        calendar=content.calendar,
        overrides=content.overrides,
    )


def load_knowledge_base(folder: Path) -> KnowledgeBase:
    """What staff wrote, as it holds today."""
    return in_force(load_content(folder), {}, now().date())


def _unnamed_fields(folder: Path, fields: object, versions: list[Record]) -> Iterable[str]:
    if isinstance(fields, Fields):
        for name in sorted({record.field for record in versions} - fields.root.keys()):
            yield f"{folder / 'fields.yml'}: '{name}' has no name"
