"""Rows of the national portal: one JSON object a line, read with suspicion.

A row that is not what it should be is refused with its line number; the others are not harmed. A
file that breaks off in the middle is refused as a whole.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from assistant.errors import ContentError

LONGEST_LINE = 2_000_000  # bytes; the longest official record has 150,000
_MARKUP = re.compile(r"<\s*[a-z/!][^>]*>", re.IGNORECASE)
# Also halves of a character, and what turns the direction of a line round.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
_EMPTY = frozenset({"", "không có thông tin", "(không có)", "(không)", "không có", "không"})


def _plain(value: object) -> object:
    """Text without its edges; what the portal writes for "nothing" is nothing."""
    if not isinstance(value, str):
        return value
    if _MARKUP.search(value):
        raise ValueError("holds markup")
    if _CONTROL.search(value):
        raise ValueError("holds control characters")
    text = value.strip()
    return None if text.rstrip(".").lower() in _EMPTY else text


def _named(value: object) -> object:
    text = _plain(value)
    if isinstance(text, str) and not any(map(str.isalpha, text)):
        raise ValueError("holds no word")
    return text


Given = Annotated[str | None, BeforeValidator(_plain)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


def _without_gaps(values: object) -> object:
    """A list without its empty members."""
    if not isinstance(values, list):
        return values
    return [kept for kept in map(_plain, values) if kept is not None]


GivenList = Annotated[list[str], BeforeValidator(_without_gaps)]


class _Row(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class PortalChannel(_Row):
    """One way to file: what it costs and takes there, as printed."""

    channel: Literal["online", "post", "in_person"]
    time: Given = None
    fee: Given = None
    note: Given = None


class PortalPaper(_Row):
    """One paper as printed."""

    text: Given = None
    originals: int | None = None
    copies: int | None = None
    form: Given = None


class PortalPapers(_Row):
    """Papers under one heading, which often is a case."""

    case: Given = None
    items: list[PortalPaper] = []


class PortalRow(_Row):
    """One official record, as published."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]\.[0-9]{6}$")]
    name: Annotated[str, BeforeValidator(_named), StringConstraints(min_length=3, max_length=2000)]
    decision: Given = None
    field: Given = None
    level: Given = None
    who: Given = None
    agency: Given = None
    channels: Annotated[list[PortalChannel], Field(max_length=100)] = []
    documents: Annotated[list[PortalPapers], Field(max_length=200)] = []
    steps: Given = None
    conditions: Given = None
    result: GivenList = []
    legal: GivenList = []
    url: Annotated[Address | None, BeforeValidator(_plain)] = None


@dataclass(frozen=True)
class Refused:
    """A line that cannot be used: its number in the file, and why."""

    line: int
    reason: str


RowT = TypeVar("RowT", bound=BaseModel)


def read_rows(
    path: Path, model: type[RowT], longest: int = LONGEST_LINE
) -> Iterator[tuple[int, RowT] | Refused]:
    """Every line of a .jsonl or .jsonl.gz file as an object, or why not.

    ContentError when the file itself cannot be read to its end.
    """
    for number, line in _lines(path, longest):
        if isinstance(line, Refused):
            yield line
        elif line.strip():
            yield _row(number, line, model)


def _row(number: int, line: bytes, model: type[RowT]) -> tuple[int, RowT] | Refused:
    try:
        return number, model.model_validate(json.loads(line))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"]) or "record"
        return Refused(number, f"{where}: {problem['msg'].removeprefix('Value error, ')}")
    except (ValueError, RecursionError) as error:  # not JSON, not UTF-8, or nested without end
        return Refused(number, f"not a JSON object: {type(error).__name__}")


def _lines(path: Path, longest: int) -> Iterator[tuple[int, bytes | Refused]]:
    number = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            while line := file.readline(longest + 1):
                number += 1
                if len(line) > longest and not line.endswith(b"\n"):
                    _skip_rest(file)
                    yield number, Refused(number, f"longer than {longest} bytes")
                else:
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        raise ContentError([f"{path}: broken after line {number}: {error}"]) from error


def _skip_rest(file: IO[bytes] | gzip.GzipFile) -> None:
    while (line := file.readline(LONGEST_LINE)) and not line.endswith(b"\n"):
        pass
