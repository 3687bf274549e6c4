"""Every word a clerk reads is there: of fields, fixed values, states and problems."""

import re
import string
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.documents.alarms import Reason
from assistant.documents.kind import Kind
from assistant.documents.version import DocumentError, State
from assistant.documents.words import words
from assistant.settings import ROOT

SAID = re.compile(r'(?:DocumentError|super\(\)\.__init__)\(\s*"(\w+)"')


def _models(shape: Any, seen: set[type]) -> Iterator[type[BaseModel]]:
    """Every model a type can hold."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        if shape not in seen:
            seen.add(shape)
            yield shape
            for field in shape.model_fields.values():
                yield from _models(field.annotation, seen)
        return
    for inside in typing.get_args(shape):
        yield from _models(inside, seen)


def _literals(shape: Any) -> Iterator[str]:
    if typing.get_origin(shape) is typing.Literal:
        yield from typing.get_args(shape)
        return
    for inside in typing.get_args(shape):
        yield from _literals(inside)


# Thresholds are for administrators, who read policy.yml with its reasons.
FORMS = [kind for kind in Kind if kind is not Kind.POLICY]


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_and_fixed_value_has_a_name(kind: Kind) -> None:
    for model in _models(kind.model, set()):
        for name, field in model.model_fields.items():
            if name == "root":
                continue
            called = field.alias or name
            assert called in words().fields, f"{model.__name__}.{called}"
            for value in _literals(field.annotation):
                assert value in words().values[called], f"{model.__name__}.{called}: {value}"


def test_every_kind_state_and_reason_has_words() -> None:
    assert words().kinds.keys() == set(Kind)
    assert words().states.keys() == set(State)
    assert words().alarms.keys() == set(Reason)


def test_every_problem_has_words_and_no_words_are_idle() -> None:
    sources = (ROOT / folder for folder in ("assistant/documents", "assistant/storage"))
    texts = [path.read_text("utf8") for folder in sources for path in folder.glob("*.py")]
    said = {name for text in texts for name in SAID.findall(text)}
    assert said == words().problems.keys()


def test_a_problem_is_filled_with_days_as_they_are_written_here() -> None:
    error = DocumentError("earlier_waits", earlier=3, day=date(2026, 12, 1))
    assert "Bản số 3 đang hẹn dùng từ 01/12/2026." in words().problem(error)


def test_a_finding_names_only_groups_its_pattern_has() -> None:
    for pattern, text in words().findings:
        groups = re.compile(pattern).groups
        places = [place for _, place, _, _ in string.Formatter().parse(text) if place]
        assert all(int(place) <= groups for place in places), pattern


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("use", "show", "xuất trình"), ("x", True, "có"), ("x", None, "(trống)"), ("x", 8000, "8000"),
     ("amount", 1_500_000, "1.500.000"), ("x", date(2026, 1, 2), "02/01/2026"),
     ("source", "Sổ tay", "Sổ tay")],
)  # fmt: skip
def test_a_value_is_said_as_a_clerk_writes_it(field: str, value: object, said: str) -> None:
    assert words().value(field, value) == said
