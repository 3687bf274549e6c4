"""What is not right yet in a document by itself, with the box where it is. Pure."""

import re
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.body import model_of
from assistant.documents.checking import found
from assistant.documents.kind import Kind
from assistant.errors import ContentError

_PLACE = re.compile(r"([a-z_]+(?:\.[a-z_0-9]+)*)(?:: |$)", re.ASCII)


@dataclass(frozen=True)
class Problem:
    """`box`: the id of a box or a row in the form; `where`, `text`: in words."""

    box: str
    where: str
    text: str


def problems_of(kind: Kind, path: str, text: str) -> list[Problem]:
    """Everything that keeps this text from being whole."""
    try:
        model_of(kind, path, text)
    except ContentError as error:
        said = found(error.problems, Path())
        return [
            Problem(_box(problem.removeprefix(f"{path}: ")), finding.where, finding.text)
            for problem, finding in zip(error.problems, said, strict=True)
        ]
    return []


def _box(problem: str) -> str:
    """`papers.0.name: …` is a box; `record: aliases and questions: …` begins with the field."""
    place = _PLACE.match(problem.removeprefix("record: "))
    return place[1] if place else ""
