"""The knowledge base as one checked whole: records and the words around them."""

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ContentError, UnknownProcedure
from assistant.knowledge.content import Aspects, Fields, Phrases, Safety
from assistant.knowledge.loading import load_model, load_records
from assistant.knowledge.policy import Policy
from assistant.knowledge.record import Record


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything the assistant may say. Never changed: a new version is a new object."""

    records: dict[str, Record]
    policy: Policy
    aspects: Aspects
    phrases: Phrases
    safety: Safety
    fields: Fields

    def record(self, code: str) -> Record:
        """The record of a code; UnknownProcedure when there is none."""
        if code not in self.records:
            raise UnknownProcedure(code)
        return self.records[code]


def load_knowledge_base(folder: Path) -> KnowledgeBase:
    """Read and check all of it; ContentError lists every problem of every file."""
    problems: list[str] = []

    def part(name: str, model: type) -> object:
        try:
            return load_model(folder / name, model)
        except ContentError as error:
            problems.extend(error.problems)
            return None

    parts = {
        "policy": part("policy.yml", Policy),
        "aspects": part("aspects.yml", Aspects),
        "phrases": part("phrases.yml", Phrases),
        "safety": part("safety.yml", Safety),
        "fields": part("fields.yml", Fields),
    }
    records: dict[str, Record] = {}
    try:
        records = load_records(folder / "procedures")
    except ContentError as error:
        problems.extend(error.problems)
    fields = parts["fields"]
    if isinstance(fields, Fields):
        unnamed = {record.field for record in records.values()} - fields.root.keys()
        problems.extend(
            f"{folder / 'fields.yml'}: '{field}' has no name" for field in sorted(unnamed)
        )
    if problems:
        raise ContentError(problems)
    return KnowledgeBase(records=records, **parts)  # type: ignore[arg-type]
