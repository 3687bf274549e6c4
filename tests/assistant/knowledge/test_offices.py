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
        ({"address_confirmed": True}, "no address is given"),
        ({"phone_confirmed": True}, "no phone is given"),
        ({"map_url": "javascript:alert(1)"}, "map_url"),
        ({"location": {"lat": 106.2, "lon": 21.3}}, "location"),
        ({"hours": {"openings": [{"days": [1], "from": 480, "to": "11:00"}]}}, "in quotes"),
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


def test_an_office_has_the_standard_hours_until_it_gives_its_own() -> None:
    counter = {"id": "mot", "name": "Một", "fields": ["ho_tich"], "seats": 1}
    rest = {"id": "hai", "name": "Hai", "seats": 1}
    closed = [{"from": "2026-12-01", "to": "2026-12-01", "reason": "nghỉ"}]
    content = written(hours={"counters": [counter, rest], "closed": closed})
    offices = Offices.model_validate({**content, "standard": {"counters": [rest]}})
    first, second = offices.offices
    assert offices.hours_of(first) == offices.standard
    assert [group.id for group in offices.hours_of(second).counters] == ["mot", "hai"]
    assert offices.fields == {"ho_tich"}


def test_an_office_is_found_by_its_id() -> None:
    offices = Offices.model_validate(written())
    assert offices.office("00002") == offices.offices[1]
    assert offices.office("00003") is None


def test_nothing_ships_as_confirmed_that_no_source_confirms(real_base: KnowledgeBase) -> None:
    """Addresses are hints of July 2025, hours provisional, phones unknown."""
    offices = real_base.offices
    assert not offices.standard.confirmed
    assert not offices.standard.after_hours
    for office in offices.offices:
        assert not office.address_confirmed
        assert office.phone is None
        assert not offices.hours_of(office).confirmed
        assert (office.address is None) == (office.kind == "provincial")


def test_an_address_names_a_former_unit_or_district_of_its_own(real_base: KnowledgeBase) -> None:
    """A slip in copying would send people to another commune."""
    for office in real_base.offices.communes:
        assert office.address
        own = {old.name for old in office.former} | {old.district for old in office.former}
        assert any(name.lower() in office.address.lower() for name in own), office.id


def test_offices_survive_publishing(real_base: KnowledgeBase) -> None:
    kept = real_base.offices.model_dump_json(exclude_defaults=True)
    assert Offices.model_validate_json(kept) == real_base.offices


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
