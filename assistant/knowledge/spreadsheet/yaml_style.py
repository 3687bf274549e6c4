"""How a value is written in the YAML of the knowledge base, as staff write it by hand. Pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

_WIDTH = 100
_FLOW = {"related", "law"}  # lists on one line, as long as they fit
_WIDE = 10**9  # never folded by the library


def entry_text(fields: Mapping[str, Any]) -> str:
    """A whole item of a list, at the left margin; fields that are None or [] have no line."""
    lines: list[str] = []
    for name, value in fields.items():
        if value:
            lines += field_lines(name, value, literal=name == "answer")
    first, *rest = lines
    return "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)]) + "\n"


def field_lines(name: str, value: Any, *, literal: bool) -> list[str]:
    """A key with its value. `literal`: a text stands below its key, line by line."""
    match value:
        case list() if name in _FLOW and len(line := f"{name}: [{_flow(value)}]") <= _WIDTH:
            return [line]
        case list():
            items = (f"  {line}" for item in value for line in item_lines(item))
            return [f"{name}:", *items]
        case str() if literal or "\n" in value:
            return [f"{name}: |-", *(f"  {line}" if line else "" for line in value.split("\n"))]
        case _:
            return [f"{name}: {_scalar(value)}"]


def item_lines(value: Any) -> list[str]:
    """An item of a list, on a line of its own."""
    return [f"- {_inline(value) if isinstance(value, dict) else _scalar(value)}"]


def _flow(values: list[Any]) -> str:
    return ", ".join(_inline(v) if isinstance(v, dict) else _flow_scalar(v) for v in values)


def _inline(value: Mapping[str, Any]) -> str:
    pairs = (f"{name}: {_flow_scalar(text)}" for name, text in value.items() if text is not None)
    return "{" + ", ".join(pairs) + "}"


def _scalar(value: Any) -> str:
    """Plain where YAML reads the same text again, else between double quotes."""
    if isinstance(value, date):
        return value.isoformat()
    dumped = yaml.safe_dump(value, allow_unicode=True, width=_WIDE)
    return value if dumped in (f"{value}\n", f"{value}\n...\n") else _quoted(value)


def _flow_scalar(value: str) -> str:
    if "://" in value:
        return _quoted(value)
    dumped = yaml.safe_dump([value], allow_unicode=True, width=_WIDE, default_flow_style=True)
    return value if dumped == f"[{value}]\n" else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
