"""The words clerks read of documents: all of words.yml."""

import re
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.documents.kind import Kind
from assistant.documents.version import DocumentError, State
from assistant.knowledge.loading import load_model

_DAY = "%d/%m/%Y"


class Words(BaseModel):
    """`fields`: names of fields; `values`: what a fixed value of a field is called; `findings`:
    patterns of what the checks say, each with the same in a clerk's words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: dict[Kind, str]
    states: dict[State, str]
    fields: dict[str, str]
    values: dict[str, dict[str, str]]
    plain: dict[str, str]
    alarms: dict[str, str]
    problems: dict[str, str]
    findings: list[tuple[str, str]]

    def field(self, name: object) -> str:
        """What a field is called; a name that is none stays as it is."""
        return self.fields.get(str(name), str(name))

    def value(self, field: str, value: Any) -> str:
        """A plain value of a field as a clerk writes it."""
        match value:
            case None | "" | [] | {}:
                return self.plain["nothing"]
            case bool():
                return self.plain[str(value).lower()]
            case date():
                return value.strftime(_DAY)
            case time():
                return value.strftime("%H:%M")
            case int():
                return f"{value:,}".replace(",", ".") if abs(value) >= 10_000 else str(value)
            case _:
                return self.values.get(field, {}).get(str(value), str(value))

    def said(self, message: str) -> str:
        """What the checks said, for a clerk."""
        for pattern, text in self.findings:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return text.format(found[0], *found.groups())
        return message

    def problem(self, error: DocumentError) -> str:
        """Why something cannot be done."""
        values = {
            name: value.strftime(_DAY) if isinstance(value, date) else value
            for name, value in error.values.items()
        }
        return self.problems[error.problem].format(**values)


@cache
def words() -> Words:
    """The words, read once."""
    return load_model(Path(__file__).with_name("words.yml"), Words)
