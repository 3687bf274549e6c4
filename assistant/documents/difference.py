"""What differs between two versions, field by field, in a clerk's words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from assistant.documents.body import model_of, plain, read
from assistant.documents.kind import Kind
from assistant.documents.words import words
from assistant.errors import ContentError

_OF_STAFF, _ASPECT = "when", "to_confirm"  # fields whose keys are ids of cases, and aspects
_NAMED_BY_STAFF = {
    Kind.PHRASES: _OF_STAFF, Kind.FIELDS: _OF_STAFF, Kind.FAMILIES: _OF_STAFF,
    Kind.ASPECTS: _ASPECT,
}  # fmt: skip
_NAMES = ("name", "question", "label", "title", "number", "text")


@dataclass(frozen=True)
class Difference:
    """One place and what stands there; "" where there is nothing."""

    where: tuple[str, ...]
    before: str
    after: str


def differences(kind: Kind, path: str, old: str | None, new: str | None) -> list[Difference]:
    """Between two texts of a document; None: it is not there."""
    names = _NAMED_BY_STAFF.get(kind, "")
    return list(_between((), names, _data(kind, path, old), _data(kind, path, new)))


def _data(kind: Kind, path: str, text: str | None) -> Any:
    """What a text says, without what goes without saying; a draft may not be whole."""
    if text is None:
        return None
    try:
        return plain(model_of(kind, path, text))
    except ContentError:
        return read(path, text)


def _between(where: tuple[str, ...], field: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    old, new = _alike(old, new), _alike(new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            here = (*where, _key(field, name))
            yield from _between(here, str(name), old.get(name), new.get(name))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(where, field, old, new)
    else:
        yield Difference(where, _said(field, old), _said(field, new))


def _alike(one: Any, other: Any) -> Any:
    """Nothing, where a collection stands on the other side, is an empty one."""
    if isinstance(one, tuple):
        return list(one)
    if one is None and isinstance(other, dict | list | tuple):
        return {} if isinstance(other, dict) else []
    return one


def _of_lists(
    where: tuple[str, ...], field: str, old: Sequence[Any], new: Sequence[Any]
) -> Iterator[Difference]:
    """Items that are the same ones are looked into; others came or went."""
    marks = [*map(_mark, old)], [*map(_mark, new)]
    for what, a, b, c, d in SequenceMatcher(None, *marks, autojunk=False).get_opcodes():
        paired = b - a if what == "equal" or _are_renamed(old[a:b], new[c:d]) else 0
        for before, after in zip(old[a : a + paired], new[c : c + paired], strict=True):
            yield from _between((*where, _name(after) or _name(before)), field, before, after)
        for item in old[a + paired : b]:
            yield Difference(_at(where, item), _said(field, item), "")
        for item in new[c + paired : d]:
            yield Difference(_at(where, item), "", _said(field, item))


def _are_renamed(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """As many items without a code of their own: each took the place of one."""
    both = [*old, *new]
    return len(old) == len(new) and all(isinstance(i, dict) and not _code(i) for i in both)


def _code(item: Any) -> str:
    return str(item.get("id") or item.get("code") or "") if isinstance(item, dict) else ""


def _mark(item: Any) -> str:
    return _code(item) or repr(item)


def _at(where: tuple[str, ...], item: Any) -> tuple[str, ...]:
    return (*where, _name(item)) if isinstance(item, dict) and _name(item) else where


def _key(field: str, name: object) -> str:
    """What a key of a mapping is called: that of a model, or one that stands for itself."""
    if field == _ASPECT:
        return words().value(_ASPECT, name)
    return str(name) if field == _OF_STAFF else words().field(name)


def _name(item: Any) -> str:
    """What an item of a list is called in front of others."""
    if not isinstance(item, dict):
        return ""
    return next((str(item[name]) for name in _NAMES if item.get(name)), _code(item))


def _said(field: str, value: Any) -> str:
    """A value of any shape as lines of text."""
    if value is None:
        return ""
    if isinstance(value, dict):
        pairs = (f"{_key(field, name)}: {_said(str(name), v)}" for name, v in value.items())
        return "\n".join(pairs)
    if isinstance(value, list | tuple):
        sign = ", " if all(not isinstance(item, dict) for item in value) else "\n"
        return sign.join(_said(field, item) for item in value)
    return words().value(field, value)
