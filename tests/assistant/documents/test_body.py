"""The text of a version, read and changed: over all that ships."""

import random
from copy import deepcopy
from typing import Any

import pytest

from assistant.documents.body import edited, model_of, plain, read
from assistant.documents.kind import kind_of
from assistant.documents.yaml_dump import dumped
from tests.conftest import REAL

PATHS = sorted(path.relative_to(REAL).as_posix() for path in REAL.rglob("*.yml"))


@pytest.mark.parametrize("path", PATHS)
def test_an_object_written_anew_says_the_same(path: str) -> None:
    """Also without the file's own text: a form that fills every field loses none."""
    kind = kind_of(path)
    assert kind is not None
    model = model_of(kind, path, (REAL / path).read_text("utf8"))
    assert model_of(kind, path, dumped(plain(model))) == model


@pytest.mark.parametrize("path", PATHS[::9])
def test_a_change_says_what_was_asked_and_nothing_else(path: str) -> None:
    """Three changes at random places of every ninth file; the same ones each time."""
    text = (REAL / path).read_text("utf8")
    data, chance = read(path, text), random.Random(path)
    assert edited(path, text, data) == text
    for _ in range(3):
        if new := _changed(data, chance):
            assert read(path, edited(path, text, new)) == new


def _changed(data: Any, chance: random.Random) -> Any:
    """With one value gone, changed, or standing twice."""
    data = deepcopy(data)
    *way, last = chance.choice([place for place in _places(data) if place])
    inside = data
    for step in way:
        inside = inside[step]
    value = inside[last]
    if isinstance(inside, list) and chance.random() < 0.3:
        inside.insert(last, deepcopy(value))
    elif isinstance(value, str):
        inside[last] = 'Câu mới: "có" # dấu\n\nhai dòng'
    else:
        del inside[last]
    return data


def _places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    match data:
        case dict():
            inside = [*data.items()]
        case list():
            inside = [*enumerate(data)]
        case _:
            inside = []
    return [at, *(place for key, value in inside for place in _places(value, (*at, key)))]


def test_a_comment_above_a_line_that_stays_stays() -> None:
    text = (REAL / "fields.yml").read_text("utf8")
    new = edited("fields.yml", text, {**read("fields.yml", text), "moi": "Lĩnh vực mới"})
    assert new == text + "moi: Lĩnh vực mới\n"


def test_where_it_cannot_be_changed_in_place_the_head_stays() -> None:
    assert edited("fields.yml", "# head\n{a: b}\n", {"a": "c"}) == "# head\na: c\n"


def test_the_head_of_a_file_is_not_lost() -> None:
    text = (REAL / "calendar.yml").read_text("utf8")
    data = read("calendar.yml", text)
    data["days"] = []
    new = edited("calendar.yml", text, data)
    assert new.startswith(text.split("checked_on", maxsplit=1)[0])
    assert read("calendar.yml", new) == data
