"""Putting two edits of one version together where they touch different places. Pure."""

from dataclasses import dataclass
from typing import Any

from assistant.documents.body import edited, read
from assistant.documents.version import Conflict
from assistant.documents.words import words

_GONE = object()


@dataclass(frozen=True)
class Merged:
    """`text`: theirs with what mine changed beside; `clashes`: places both changed, where theirs
    stands and staff must choose.
    """

    text: str
    clashes: tuple[tuple[str, ...], ...]


def merged(conflict: Conflict) -> Merged | None:
    """Both edits in one; None where one of them ended the document, or there is no common base."""
    base, mine, theirs = conflict.base, conflict.mine, conflict.theirs
    if base is None or base.text is None or mine.text is None or theirs.text is None:
        return None
    base_data, my_data, their_data = (
        read(mine.path, text) for text in (base.text, mine.text, theirs.text)
    )
    clashes: list[tuple[str, ...]] = []
    data = _together((), base_data, my_data, their_data, clashes)
    return Merged(edited(mine.path, theirs.text, data), tuple(clashes))


def _together(
    where: tuple[str, ...], base: Any, mine: Any, theirs: Any, clashes: list[tuple[str, ...]]
) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    three = (base, mine, theirs)
    if all(isinstance(value, dict) for value in three):
        return _mappings(where, base, mine, theirs, clashes)
    if all(isinstance(value, list) for value in three):
        known = [coded for value in three if (coded := _by_code(value)) is not None]
        if len(known) == len(three):
            return list(_mappings(where, known[0], known[1], known[2], clashes).values())
        if all(not isinstance(item, dict | list) for value in three for item in value):
            return _lines(base, mine, theirs)
    clashes.append(where)
    return theirs


def _mappings(
    where: tuple[str, ...],
    base: dict[Any, Any],
    mine: dict[Any, Any],
    theirs: dict[Any, Any],
    clashes: list[tuple[str, ...]],
) -> dict[Any, Any]:
    made = {}
    for name in dict.fromkeys([*theirs, *mine, *base]):
        here = (*where, words().field(name))
        values = [side.get(name, _GONE) for side in (base, mine, theirs)]
        value = _together(here, values[0], values[1], values[2], clashes)
        if value is not _GONE:
            made[name] = value
    return made


def _by_code(items: list[Any]) -> dict[str, Any] | None:
    """Items by their own code, None where they have none."""
    codes = [str(i.get("id") or i.get("code") or "") if isinstance(i, dict) else "" for i in items]
    return (
        dict(zip(codes, items, strict=True)) if all(codes) and len({*codes}) == len(codes) else None
    )


def _lines(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Theirs, without what mine took out, with what mine put in."""
    kept = [line for line in theirs if line in mine or line not in base]
    return kept + [line for line in mine if line not in base and line not in theirs]
