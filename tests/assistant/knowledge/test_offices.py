"""The offices as staff write them: what is refused, and what the real list holds."""

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Offices, in_a_sentence, split_unit

FORMER_UNITS, COMMUNES, XA, PHUONG = 313, 99, 66, 33


def written(**change: Any) -> dict[str, Any]:
    """A list of two offices, as YAML says it, with a change."""
    first = {
        "id": "00001",
        "name": "Trung tâm một",
        "unit": "Xã Một",
        "kind": "commune",
        "former": [{"name": "Xã Cũ", "district": "Huyện Xa"}],
    }
    second = {**first, "id": "00002", "unit": "Phường Hai", **change}
    if "former" not in change:
        second["former"] = [{"name": "Thị trấn Mới", "district": "Huyện Xa"}]
    sources = [{"name": "một nghị quyết"}]
    return {"checked_on": "2026-11-21", "sources": sources, "offices": [first, second]}


def test_what_is_right_is_taken() -> None:
    assert [office.id for office in Offices.model_validate(written()).communes] == [
        "00001",
        "00002",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "00001"}, "'00001' stands twice"),
        ({"unit": "Xã Một"}, "'Xã Một' stands twice"),
        ({"unit": "Một"}, "unit"),
        ({"kind": "village"}, "kind"),
        ({"adress": "số 1"}, "adress"),
        ({"former": []}, "former"),
        ({"former": [{"name": "Xã Khác", "district": "Quận Xa"}]}, "district"),
        ({"former": [{"name": "Làng Khác", "district": "Huyện Xa"}]}, "name"),
        ({"former": [{"name": "Xã Cũ", "district": "Huyện Xa"}]}, "part: true"),
    ],
)
def test_a_slip_of_the_clerk_is_told(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Offices.model_validate(written(**change))


def test_a_list_without_its_source_is_refused() -> None:
    with pytest.raises(ValidationError, match="sources"):
        Offices.model_validate({"offices": written()["offices"]})


def test_a_unit_that_went_to_two_in_parts_is_taken() -> None:
    part = {"name": "Xã Cũ", "district": "Huyện Xa", "part": True}
    content = written(former=[part])
    content["offices"][0]["former"] = [part]
    assert all(office.former[0].part for office in Offices.model_validate(content).communes)


def test_the_real_list_is_complete(real_base: KnowledgeBase) -> None:
    """As many as Nghị quyết 1658 names; every former unit in its place."""
    communes = real_base.offices.communes
    kinds = [split_unit(office.unit)[0] for office in communes]
    assert (len(communes), kinds.count("xã"), kinds.count("phường")) == (COMMUNES, XA, PHUONG)
    former = {(old.name, old.district) for office in communes for old in office.former}
    assert len(former) == FORMER_UNITS
    assert sum(len(office.former) for office in communes) == FORMER_UNITS


def test_a_centre_is_named_after_its_unit(real_base: KnowledgeBase) -> None:
    for office in real_base.offices.communes:
        assert office.name.endswith(f"hành chính công {in_a_sentence(office.unit)}")


def test_only_what_became_a_city_or_a_town_had_another_district_before(
    real_base: KnowledgeBase,
) -> None:
    """Nghị quyết 1191: the whole of Yên Dũng to Bắc Giang, ten communes of Lục Ngạn to Chũ."""
    moved = [
        (old.district, old.earlier_district)
        for office in real_base.offices.communes
        for old in office.former
        if old.earlier_district
    ]
    assert moved.count(("Thành phố Bắc Giang", "Huyện Yên Dũng")) == 17
    assert moved.count(("Thị xã Chũ", "Huyện Lục Ngạn")) == 10
    assert len(moved) == 27


@pytest.mark.parametrize(
    ("full", "kind", "name"),
    [
        ("Xã Tiên Lục", "xã", "Tiên Lục"),
        ("Thị trấn Bố Hạ", "thị trấn", "Bố Hạ"),
        ("Thị xã Chũ", "thị xã", "Chũ"),
        ("Thành phố Bắc Giang", "thành phố", "Bắc Giang"),
    ],
)
def test_a_name_is_kind_and_name(full: str, kind: str, name: str) -> None:
    assert split_unit(full) == (kind, name)
    assert in_a_sentence(full) == f"{kind} {name}"
