"""Question files: one JSON object a line, with the codes that a right answer may come from."""

import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import ContentError

ANSWERABLE = ("record", "faq", "none")


@dataclass(frozen=True)
class Question:
    """`answerable`: by a record, by a question with its answer (then no code is given), or not.

    `related`: no record answers it, but one comes near. `alone`: it names its subject itself.
    """

    id: str
    text: str
    codes: frozenset[str]
    answerable: str = "record"
    related: bool = False
    alone: bool = True


def read_questions(path: Path) -> list[Question]:
    """All questions of a file; ContentError names the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{path}: {error}"]) from error
    return list(_read(path, lines))


def answered_by(questions: Sequence[Question], known: Container[str]) -> list[Question]:
    """Those with a code that is at hand: the others cannot be answered right."""
    return [q for q in questions if any(code in known for code in q.codes)]


def _read(path: Path, lines: Sequence[str]) -> Iterator[Question]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _question(json.loads(line), number)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise ContentError([f"{path}: line {number}: {reason}"]) from error


def _question(row: dict[str, Any], number: int) -> Question:
    answerable = row.get("answerable", "record")
    if answerable not in ANSWERABLE:
        raise ValueError(f"answerable: not one of {', '.join(ANSWERABLE)}")
    return Question(
        id=str(row.get("id", number)),
        text=str(row["text"]),
        codes=frozenset(row["codes"]),
        answerable=answerable,
        related=bool(row.get("related")),
        alone=bool(row.get("self_contained", True)),
    )
