"""Records as the national portal publishes them, one JSON object a line."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import ContentError
from assistant.knowledge.entry import Entry

_EMPTY = "không có thông tin"
_SENTENCE_END = re.compile(r"\n+|(?<=[.;])\s+")
_SHORTEST_PASSAGE = 30


def read_portal(path: Path) -> list[Entry]:
    """All records of a .jsonl or .jsonl.gz file; ContentError names the line that is wrong."""
    return [
        _entry(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip()
    ]


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf8") as file:
            yield from file
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise ContentError([f"{path}: {error}"]) from error


def _entry(path: Path, number: int, line: str) -> Entry:
    try:
        raw = json.loads(line)
        code, name, level = raw["code"], raw["name"], raw.get("level") or ""
        return Entry(code, name, (name,), tuple(_passages(raw)), "cấp xã" in level.lower())
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ContentError([f"{path}: line {number}: {type(error).__name__}: {error}"]) from error


def _passages(raw: dict[str, Any]) -> Iterator[str]:
    documents = [item["text"] for group in raw.get("documents") or [] for item in group["items"]]
    steps = _SENTENCE_END.split(raw.get("steps") or "")
    conditions = _SENTENCE_END.split(raw.get("conditions") or "")
    long_enough = [text for text in [*steps, *conditions] if len(text) >= _SHORTEST_PASSAGE]
    for text in [raw.get("who"), *documents, *long_enough, *(raw.get("result") or [])]:
        if text and text.strip().lower() != _EMPTY:
            yield text
