"""The text of a version: what it holds, and how it is changed without losing its comments. Pure."""

import hashlib
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assistant.documents.kind import Kind
from assistant.documents.yaml_dump import dumped
from assistant.documents.yaml_patch import NotEditable, patched
from assistant.errors import ContentError
from assistant.knowledge.loading import as_model, parse_yaml

LONGEST = 400_000
"""Characters; the longest of today has 44,000."""

_DEEPEST = 12  # the deepest of today has 6
_MOST = 50_000  # values; the largest of today has 2,000
_ENDLESS: list[Any] = []
_ENDLESS.append(_ENDLESS)


def read(path: str, text: str) -> Any:
    """What a text holds, as YAML reads it; ContentError names line and reason."""
    if len(text) > LONGEST:
        raise ContentError([f"{path}: is longer than {LONGEST} characters"])
    try:
        data = parse_yaml(text, Path(path))
    except RecursionError:
        data = _ENDLESS
    if not _is_bounded(data):
        raise ContentError([f"{path}: is nested too deeply"])
    return data


def _is_bounded(data: Any) -> bool:
    """Whether it can be walked through: a few lines of YAML can hold endlessly much."""
    waiting, seen = [(data, 0)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST or seen > _MOST:
            return False
        if isinstance(value, dict | list):
            inside = value.values() if isinstance(value, dict) else value
            waiting += [(item, depth + 1) for item in inside]
    return True


def model_of(kind: Kind, path: str, text: str) -> BaseModel:
    """The object a text says; ContentError names every wrong field."""
    return as_model(read(path, text), Path(path), kind.model)


def plain(model: BaseModel) -> Any:
    """An object as a file holds it: without what is left out by default."""
    return model.model_dump(by_alias=True, exclude_defaults=True)


def edited(path: str, text: str, data: Any) -> str:
    """The text saying `data`: lines and comments of what did not change stay as they are."""
    old = read(path, text)
    if old == data:
        return text
    try:
        new = patched(text, old, data)
        if read(path, new) == read(path, dumped(data)):
            return new
    except (NotEditable, ContentError, ValueError):  # written in a manner of its own
        pass
    return _head(text) + dumped(data)


def digest(text: str | None) -> str:
    """By which a text is known again; nothing has one too."""
    return hashlib.sha256(b"" if text is None else text.encode()).hexdigest()


def _head(text: str) -> str:
    """The comment a file begins with."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line)
    return "".join(f"{line}\n" for line in lines)
