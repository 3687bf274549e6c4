"""How the clerks' workbook is laid out, and its words: all of workbook.yml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import ContentError
from assistant.knowledge.loading import load_model

FAQ, PROCEDURES = "faq", "procedures"
MARK = "mark"
"""The hidden column that tells whether a row is still what was exported. It may be missing."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """One column; `width` in characters."""

    title: str
    width: int


class Sheet(_Part):
    """One sheet; its columns by our name, in order."""

    title: str
    columns: dict[str, Column]


class Instructions(_Part):
    """The sheet that explains; `topics` stands above the list of topics."""

    title: str
    topics: str
    lines: list[str]


class Layout(_Part):
    """The whole workbook. `where`: what stands before a problem; `problems`: by our name."""

    creator: str
    sheets: dict[str, Sheet]
    instructions: Instructions
    where: dict[str, str]
    problems: dict[str, str] = Field(min_length=1)

    def problem(self, name: str, /, **values: object) -> str:
        """What is said of a problem of the whole file."""
        return self.problems[name].format(**values)

    def of_sheet(self, sheet: str, name: str, /, **values: object) -> str:
        """What is said of a problem of one sheet."""
        where = self.where["sheet"].format(sheet=self.sheets[sheet].title)
        return where + self.problem(name, **values)


@dataclass(frozen=True)
class Row:
    """One row of a sheet: the text of each cell by our name of its column, "" where empty.

    `problems`: of cells that cannot be read, and then nothing of the row is used.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def problem(self, column: str | None, name: str, /, **values: object) -> str:
        """What is said of a problem of one cell, or of the whole row."""
        words = layout()
        sheet = words.sheets[self.sheet]
        where = words.where["row" if column is None else "column"].format(
            sheet=sheet.title,
            row=self.number,
            column="" if column is None else sheet.columns[column].title,
        )
        return where + words.problem(name, **values)


@cache
def layout() -> Layout:
    """The layout, read once."""
    return load_model(Path(__file__).with_name("workbook.yml"), Layout)


def refusal(name: str, /, **values: object) -> ContentError:
    """The error for a problem of the whole file."""
    return ContentError([layout().problem(name, **values)])
