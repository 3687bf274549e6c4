"""What a browser sends of a form: names like `papers.0.name`, and a button. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from connectors.console.content.forms.shape import OLD, Field, Part, Rows, Shapes, Sort, Typed

_ACT = re.compile(r"(add|remove|up|down) ([a-z_]+(?:\.(?:\d{1,3}|[a-z_]+)){0,4})", re.ASCII)
_DEEPEST = 6
_KEPT_SIGNS = "\n\r\t"
Tree = dict[str, Any]
_VALUES = ""  # where the values of a name stand in the tree: no part of a name is empty


@dataclass(frozen=True)
class Act:
    """A button within the form: what is done with which rows or row."""

    what: str
    where: tuple[str, ...]


def act_of(button: str) -> Act | None:
    """The button pressed; None for those that save."""
    found = _ACT.fullmatch(button)
    return Act(found[1], tuple(found[2].split("."))) if found else None


def typed_of(shapes: Shapes, sent: Iterable[tuple[str, str]]) -> Typed:
    """The boxes of a form as they came."""
    tree: Tree = {}
    for name, value in sent:
        steps = name.split(".")
        if len(steps) > _DEEPEST or not all(steps):
            continue
        place = tree
        for step in steps:
            place = place.setdefault(step, {})
        place.setdefault(_VALUES, []).append(_readable(value))
    return _typed(shapes, tree)


def _typed(shapes: Shapes, tree: Tree) -> Typed:
    typed: Typed = {}
    for shape in shapes:
        below = tree.get(shape.name, {})
        if isinstance(shape, Rows):
            typed[shape.name] = [_row(shape, below[n]) for n in below if n.isdecimal()][
                : shape.most
            ]
        elif isinstance(shape, Part):
            typed[shape.name] = _typed(shape.fields, below)
        else:
            typed[shape.name] = _value(shape, below)
    return typed


def _row(shape: Rows, tree: Tree) -> Typed:
    row = _typed(shape.fields, tree)
    for kept in (OLD, *(["id"] if shape.has_id else [])):
        row[kept] = "".join(tree.get(kept, {}).get(_VALUES, [])[:1])
    return row


def _value(shape: Field, below: Tree) -> Any:
    values: list[str] = below.get(_VALUES, [])
    if shape.sort is Sort.PICKS:
        return [value for value in values if value]
    if shape.sort is Sort.WHEN:
        cases = {case: inner.get(_VALUES, []) for case, inner in below.items() if case != _VALUES}
        return {case: [v for v in options if v] for case, options in cases.items()}
    return values[-1] if values else ""


def done(act: Act, typed: Typed, shapes: Shapes) -> tuple[Typed, str]:
    """The boxes after a button, and the place to look at. A button of no row changes nothing."""
    *before, last = act.where
    rows, shape = _rows_at(typed, shapes, act.where if act.what == "add" else tuple(before))
    if rows is None or shape is None:
        return typed, ""
    if act.what == "add":
        if len(rows) < shape.most:
            rows.append(
                {OLD: "", **({"id": ""} if shape.has_id else {}), **_typed(shape.fields, {})}
            )
        return typed, ".".join([*act.where, str(len(rows) - 1)])
    at = int(last) if last.isdecimal() else len(rows)
    if at >= len(rows):
        return typed, ""
    if act.what == "remove":
        del rows[at]
        return typed, ".".join([*before, str(max(at - 1, 0))]) if rows else ".".join(before)
    other = at + (1 if act.what == "down" else -1)
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
        at = other
    return typed, ".".join([*before, str(at)])


def _rows_at(
    typed: Typed, shapes: Shapes, where: tuple[str, ...]
) -> tuple[list[Typed] | None, Rows | None]:
    """The rows at a place, and their shape."""
    place: Any = typed
    shape: Rows | None = None
    for step in where:
        if isinstance(place, list):
            if not step.isdecimal() or int(step) >= len(place) or shape is None:
                return None, None
            place, shapes, shape = place[int(step)], shape.fields, None
            continue
        found = next((s for s in shapes if s.name == step), None)
        if found is None or isinstance(found, Field):
            return None, None
        place = place.get(step)
        shapes, shape = found.fields, found if isinstance(found, Rows) else None
    return (place, shape) if isinstance(place, list) and shape else (None, None)


def _readable(text: str) -> str:
    """Without signs that nobody sees and no database keeps."""
    kept = (
        c for c in text
        if c in _KEPT_SIGNS or unicodedata.category(c) not in ("Cc", "Cs", "Cf")
    )  # fmt: skip
    return unicodedata.normalize("NFC", "".join(kept)).replace("\t", " ")
