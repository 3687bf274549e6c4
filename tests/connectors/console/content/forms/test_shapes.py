"""Every box has a name that a clerk reads, and every choice is one that the checks take."""

from collections.abc import Iterator

import pytest

from assistant.documents.kind import Kind
from assistant.documents.words import words
from connectors.console.content.forms.shape import Field, Rows, Shape, Shapes, Sort
from connectors.console.content.forms.shapes import SECTIONS, shapes_of
from connectors.console.page import load_texts

TEXTS = load_texts()["content_forms"]


def boxes(shapes: Shapes, above: str = "") -> Iterator[tuple[str, Shape]]:
    for shape in shapes:
        path = f"{above}.{shape.name}" if above else shape.name
        yield path, shape
        if not isinstance(shape, Field):
            yield from boxes(shape.fields, path)


ALL = [(kind, *box) for kind in SECTIONS for box in boxes(shapes_of(kind))]


@pytest.mark.parametrize(("kind", "path", "shape"), ALL)
def test_a_box_has_a_name(kind: Kind, path: str, shape: Shape) -> None:
    named, labels = words(), TEXTS["labels"]
    aspect = path.startswith("to_confirm.") and shape.name in named.values["to_confirm"]
    short = ".".join(path.split(".")[-2:])
    kept = isinstance(shape, Field) and shape.sort in (Sort.KEPT, Sort.WHEN)
    assert kept or aspect or path in labels or short in labels or shape.name in named.fields


@pytest.mark.parametrize(("kind", "path", "shape"), ALL)
def test_a_choice_has_a_name(kind: Kind, path: str, shape: Shape) -> None:
    if isinstance(shape, Field):
        assert {*shape.options} - {""} <= words().values.get(shape.name, {}).keys()


def test_no_hint_and_no_button_is_of_a_box_that_is_not_there() -> None:
    rows = {path for _, path, shape in ALL if isinstance(shape, Rows)}
    for name in ("add", "remove"):
        assert TEXTS[name].keys() - {"other"} <= rows
    assert {*TEXTS["row_titles"]} <= rows
    assert TEXTS["hints"].keys() <= {path for _, path, _ in ALL}
    known = {section.name for sections in SECTIONS.values() for section in sections}
    assert TEXTS["sections"].keys() == known
    assert TEXTS["section_hints"].keys() <= known
