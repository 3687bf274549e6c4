"""What a name is today, over the units that ship and over invented ones."""

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import FormerUnit, Offices, split_unit
from assistant.knowledge.places import Place, Places
from assistant.language.text import fold, normalise

SHORT = {
    "xã": ["x.", "x"], "phường": ["p.", "p"], "thị trấn": ["TT", "tt."], "huyện": ["h.", "H"],
    "thị xã": ["TX", "tx."], "thành phố": ["tp", "TP."],
}  # fmt: skip


@pytest.fixture(scope="module")
def places(real_base: KnowledgeBase) -> Places:
    """The places that ship."""
    return Places(real_base.offices)


def named(places: Places, text: str) -> list[Place]:
    """The places of a text."""
    text = normalise(text)
    return places.places(text, places.mentions(text))


def units(places: Places, text: str) -> list[list[str]]:
    """For each place of a text, today's units."""
    return [[places.unit(id_) for id_ in place.offices] for place in named(places, text)]


def ways_to_write(full_name: str) -> list[str]:
    """Accented and not, in full and short, in capitals."""
    kind, name = split_unit(full_name)
    written = [f"{form} {name}" for form in (kind, *SHORT[kind])]
    return [*written, *map(fold, written), full_name.upper(), f"{fold(kind)} {name}"]


def every_former(offices: Offices) -> list[tuple[str, FormerUnit]]:
    """Every former unit with the office it went to."""
    return [(office.id, old) for office in offices.communes for old in office.former]


def test_every_former_unit_is_found_however_written(
    real_base: KnowledgeBase, places: Places
) -> None:
    """None is left out: 313 units, twelve ways each."""
    lost = []
    former = every_former(real_base.offices)
    for office, old in former:
        for text in ways_to_write(old.name):
            found = named(places, text)
            if len(found) != 1 or office not in found[0].offices:
                lost.append(f"{text} → {units(places, text)}")
    assert len(former) == 313
    assert not lost


def test_with_its_district_a_former_unit_is_one_unit_today(
    real_base: KnowledgeBase, places: Places
) -> None:
    """Also where several had the name, and where the district had another name before."""
    expected = {
        text: office
        for office, old in every_former(real_base.offices)
        for district in filter(None, (old.district, old.earlier_district))
        for text in (f"{old.name}, {district}", fold(f"{old.name} {district}"))
    }
    found = {text: [place.office for place in named(places, text)] for text in expected}
    unclear = {text: found[text] for text, office in expected.items() if found[text] != [office]}
    assert not unclear


def test_without_its_district_only_shared_names_stay_open(
    real_base: KnowledgeBase, places: Places
) -> None:
    """Written with accents and kind, one name alone had two owners."""
    former = every_former(real_base.offices)
    unclear = {old.name for _, old in former if named(places, old.name)[0].office is None}
    assert unclear == {"Xã Đồng Tiến"}


def test_every_unit_of_today_is_itself(real_base: KnowledgeBase, places: Places) -> None:
    for office in real_base.offices.communes:
        for text in ways_to_write(office.unit):
            assert [place.office for place in named(places, text)] == [office.id], text


def test_every_former_district_gives_the_units_of_its_communes(
    real_base: KnowledgeBase, places: Places
) -> None:
    expected: dict[str, set[str]] = {}
    for office, old in every_former(real_base.offices):
        for district in filter(None, (old.district, old.earlier_district)):
            expected.setdefault(district, set()).add(office)
    assert len(expected) == 19
    for district, offices in expected.items():
        for text in ways_to_write(district):
            (place,) = named(places, text)
            assert (set(place.offices), place.is_district) == (offices, True), text


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("xã Tiên Lục cũ", [["xã Tiên Lục"]]),
        ("xa duong duc", [["xã Mỹ Thái"]]),
        ("phường Đình Bảng", [["phường Từ Sơn"]]),
        ("xã Đồng Tiến", [["xã Xuân Lương", "xã Hoàng Vân"]]),
        ("xa dong tien", [["xã Xuân Lương", "xã Hoàng Vân", "xã Yên Phong"]]),
        ("xa dong tien, hiep hoa", [["xã Hoàng Vân"]]),
        ("huyện Hiệp Hòa, xã Đồng Tiến", [["xã Hoàng Vân"]]),
        ("xã Tiên Lục thuộc huyện Lạng Giang", [["xã Tiên Lục"]]),
        ("xã Tiên Lục, huyện Yên Thế", [["xã Tiên Lục"]]),
        ("thị trấn Nham Biền, huyện Yên Dũng", [["phường Yên Dũng"]]),
        ("xã Tiên Lục và xã Tân Thanh", [["xã Tiên Lục"], ["xã Mỹ Thái"]]),
        ("phường Mỹ Đình", []),
    ],
)
def test_a_place_is_these_units_today(places: Places, text: str, today: list[list[str]]) -> None:
    assert units(places, text) == today


def test_a_name_alone_is_the_unit_or_the_district_of_that_name(places: Places) -> None:
    (place,) = named(places, "tôi ở Yên Thế")
    assert {meaning.level for meaning in place.meanings} == {"unit", "district"}
    assert place.district is not None
    assert place.district.label == "huyện Yên Thế"


def test_a_unit_that_went_to_two_in_parts_is_both() -> None:
    part = {"name": "Xã Cũ Kỹ", "district": "Huyện Xa", "part": True}
    centre = {"kind": "commune", "former": [part]}
    offices = Offices.model_validate(
        {
            "checked_on": "2026-11-21",
            "sources": [{"name": "một nghị quyết"}],
            "offices": [
                {"id": "00001", "name": "Trung tâm một", "unit": "Xã Một Hai", **centre},
                {"id": "00002", "name": "Trung tâm hai", "unit": "Xã Ba Bốn", **centre},
            ],
        }
    )
    assert units(Places(offices), "xa cu ky") == [["xã Một Hai", "xã Ba Bốn"]]


def test_without_offices_there_are_no_places() -> None:
    assert named(Places(Offices()), "xã Tiên Lục") == []
