"""What a form asks for, and the way from a document's data to its boxes and back. Pure.

What a form does not ask for stays as it was; what was not changed in it stays the very same value,
so that the text of the document changes only where somebody typed something else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from connectors.console.content.forms.identifiers import identifier, is_identifier
from connectors.console.content.forms.values import (
    as_code,
    as_day,
    as_number,
    one_line,
    paragraphs,
)

Typed = dict[str, Any]
"""What stands in the boxes: text, list of texts (boxes ticked), mapping, or rows of such."""

OLD = "_old"
"""In a row: which item of the document it was, counted from 0; "" for a new one."""

_GONE = object()


class Sort(StrEnum):
    """How one value is typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"  # one a line
    NUMBER = "number"
    DAY = "day"
    PICK = "pick"
    PICKS = "picks"
    TICK = "tick"
    WHEN = "when"  # options of cases
    CODE = "code"  # of a procedure
    CODES = "codes"
    KEPT = "kept"  # not shown


@dataclass(frozen=True)
class Field:
    """One value. `options`: of a pick; `default`: what the model takes where nothing is said."""

    name: str
    sort: Sort = Sort.LINE
    options: tuple[str, ...] = ()
    default: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Part:
    """A mapping with fields of its own."""

    name: str
    fields: tuple["Shape", ...]
    sort: str = "part"


@dataclass(frozen=True)
class Rows:
    """A list of such. `named_by`: the field a row is called by; `has_id`: a row has an `id`, made
    of that (`dashed`: words joined by "-"); `most`: rows a form takes.
    """

    name: str
    fields: tuple["Shape", ...]
    named_by: str
    has_id: bool = False
    most: int = 60
    dashed: bool = False
    sort: str = "rows"


Shape = Field | Part | Rows
Shapes = Sequence[Shape]


def shown(shapes: Shapes, data: Any) -> Typed:
    """The boxes of a document; a draft may hold anything."""
    whole = data if isinstance(data, dict) else {}
    return {shape.name: _shown(shape, whole.get(shape.name)) for shape in shapes}


def stated(shapes: Shapes, typed: Typed, old: Any) -> dict[str, Any]:
    """What the boxes say, on the ground of what the document said."""
    before = old if isinstance(old, dict) else {}
    after = dict(before)
    for shape in shapes:
        value = _stated(shape, typed.get(shape.name), before.get(shape.name, _GONE))
        if value is _GONE:
            after.pop(shape.name, None)
        else:
            after[shape.name] = value
    return after


def _shown(shape: Shape, value: Any) -> Any:
    if isinstance(shape, Rows):
        items = value if isinstance(value, list | tuple) else []
        return [{OLD: str(n), **shown(shape.fields, item)} for n, item in enumerate(items)]
    if isinstance(shape, Part):
        return shown(shape.fields, value)
    if shape.sort is Sort.WHEN:
        pairs = value.items() if isinstance(value, dict) else ()
        return {str(case): _texts(options) for case, options in pairs}
    if shape.sort is Sort.PICKS:
        return _texts(value)
    if shape.sort in (Sort.LINES, Sort.CODES):
        return "\n".join(filter(None, map(one_line, _texts(value))))
    return _box(shape, value)


def _box(shape: Field, value: Any) -> str:
    if value is None:
        return shape.default
    if shape.sort is Sort.TICK:
        return "1" if value is True else ""
    if isinstance(value, date):
        return value.isoformat()
    return paragraphs(str(value)) if shape.sort is Sort.TEXT else one_line(str(value))


def _stated(shape: Shape, typed: Any, old: Any) -> Any:
    before = None if old is _GONE else old
    if isinstance(shape, Rows):
        return _rows(shape, typed, before, old)
    if isinstance(shape, Part):
        part = stated(shape.fields, typed if isinstance(typed, dict) else {}, before)
        return part if part or old is not _GONE else _GONE
    if shape.sort is Sort.KEPT:
        return old
    if _same(shape, typed, _shown(shape, before)):
        return old
    return _value(shape, typed)


def _rows(shape: Rows, typed: Any, before: Any, old: Any) -> Any:
    items = before if isinstance(before, list | tuple) else []
    rows = [row for row in typed if isinstance(row, dict)] if isinstance(typed, list) else []
    made = [_row(shape, row, _item(items, row.get(OLD, ""))) for row in rows]
    made = [row for row in made if row]
    if shape.has_id:
        _give_ids(shape, made)
    return made if made or old is not _GONE else _GONE


def _row(shape: Rows, row: Typed, item: Any) -> Any:
    """A row nobody wrote in is none."""
    new = stated(shape.fields, row, item)
    picks = {field.name for field in shape.fields if isinstance(field, Field) and field.default}
    if item is None and all(name in picks or not value for name, value in new.items()):
        return None
    named = shape.has_id and item is None and is_identifier(row.get("id", ""))
    return {"id": row["id"], **new} if named else new


def _give_ids(shape: Rows, rows: list[Any]) -> None:
    """Also where two rows say the same: nobody sees them, and conditions hang on them."""
    taken: set[str] = set()
    for at, row in enumerate(rows):
        id_ = str(row.get("id") or "")
        if not id_ or id_ in taken:
            named = str(row.get(shape.named_by) or shape.name)
            others = taken | {str(other.get("id")) for other in rows}
            id_ = identifier(named, others, dashed=shape.dashed)
            rows[at] = {"id": id_, **{k: v for k, v in row.items() if k != "id"}}
        taken.add(id_)


def with_ids(shapes: Shapes, typed: Typed) -> None:
    """Rows that have a name get their id at once: conditions can be hung on them then."""
    for shape in shapes:
        if not isinstance(shape, Rows):
            continue
        rows = typed.get(shape.name) or []
        taken = {row.get("id", "") for row in rows}
        for row in rows:
            with_ids(shape.fields, row)
            name = one_line(str(row.get(shape.named_by) or ""))
            if shape.has_id and not row.get("id") and name:
                row["id"] = identifier(name, taken, dashed=shape.dashed)
                taken.add(row["id"])


def _item(items: Sequence[Any], number: str) -> Any:
    known = number.isdecimal() and len(number) < 4 and int(number) < len(items)
    return items[int(number)] if known else None


def _value(shape: Field, typed: Any) -> Any:
    match shape.sort:
        case Sort.WHEN:
            when = {case: options for case, options in dict(typed or {}).items() if options}
            return when or _GONE
        case Sort.PICKS:
            return list(typed) if typed else _GONE
        case Sort.LINES | Sort.CODES:
            lines = list(filter(None, map(one_line, str(typed or "").split("\n"))))
            codes = shape.sort is Sort.CODES
            return [as_code(line) if codes else line for line in lines] or _GONE
        case Sort.TICK:
            return True if typed else _GONE
    text = str(typed or "")
    text = paragraphs(text) if shape.sort is Sort.TEXT else one_line(text)
    if not text:
        return _GONE
    return {Sort.NUMBER: as_number, Sort.DAY: as_day, Sort.CODE: as_code}.get(shape.sort, str)(text)


def _same(shape: Field, typed: Any, known: Any) -> bool:
    """Whether the box says what it was shown with."""
    if shape.sort is Sort.WHEN:
        return _sets(typed or {}) == _sets(known)
    if shape.sort is Sort.PICKS:
        return set(typed or ()) == set(known)
    if shape.sort in (Sort.LINES, Sort.CODES):
        lines = map(one_line, str(typed or "").split("\n"))
        return bool("\n".join(filter(None, lines)) == known)
    text = str(typed or "")
    return bool((paragraphs(text) if shape.sort is Sort.TEXT else one_line(text)) == known)


def _sets(when: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    return {case: set(options) for case, options in when.items() if options}


def _texts(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
