"""Which offices take a visit, and how far they are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.appointment import Kind
from assistant.appointments.nearby import distance_km, nearest, read_location, serves, takes
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Location, Office
from assistant.knowledge.record import Record

BAC_GIANG, KINH_BAC = Location(lat=21.2849, lon=106.215), Location(lat=21.1993, lon=106.058)
_LOCATIONS = st.builds(
    Location, lat=st.floats(20, 23, allow_nan=False), lon=st.floats(104, 108, allow_nan=False)
)


def office(kind: str, **more: Any) -> Office:
    """An invented office."""
    return Office.model_validate(
        {"id": f"mot-{kind}", "name": "Một", "unit": "Xã Một", "kind": kind, **more}
    )


COMMUNE, PROVINCE = office("commune"), office("provincial")


@pytest.fixture
def record(raw_record: dict[str, Any]) -> Record:
    """The invented record 9.000001."""
    return Record.model_validate(raw_record)


def received(record: Record, cross: str, *receivers: str) -> Record:
    """The record as handed in there."""
    place = {"receivers": list(receivers), "cross_boundary": cross}
    return record.model_copy(update={"place": record.place.model_copy(update=place)})


@pytest.mark.parametrize(
    ("cross", "receivers", "commune", "province"),
    [
        ("competent_office", ["commune_centre"], True, False),
        ("unknown", ["commune_centre"], True, False),
        ("unknown", ["provincial_centre"], False, True),
        ("unknown", ["commune_centre", "provincial_centre"], True, True),
        ("any_office", ["commune_centre"], True, True),
        ("any_office", ["provincial_centre", "land_office"], True, True),
        # "anywhere" of the police is any police station, not a centre
        ("any_office", ["commune_police"], False, False),
        ("unknown", ["tax_office"], False, False),
        ("unknown", ["other"], False, False),
    ],
)
def test_an_office_takes_what_its_receivers_say(
    record: Record, cross: str, receivers: list[str], commune: bool, province: bool
) -> None:
    handed_in = received(record, cross, *receivers)
    assert (takes(COMMUNE, handed_in), takes(PROVINCE, handed_in)) == (commune, province)


@pytest.mark.parametrize(
    ("level", "commune", "province"),
    [
        (["commune"], True, False),
        (["province"], False, True),
        (["commune", "province", "ministry"], True, True),
        (["ministry"], False, False),
        (["other"], False, False),
    ],
)
def test_a_portal_record_goes_by_its_level(
    record: Record, level: list[str], commune: bool, province: bool
) -> None:
    of_portal = received(record, "unknown", "other").model_copy(
        update={"origin": "portal", "level": level}
    )
    assert (takes(COMMUNE, of_portal), takes(PROVINCE, of_portal)) == (commune, province)


def test_only_a_commune_visits_at_home(record: Record) -> None:
    handed_in = received(record, "any_office", "commune_centre")
    assert serves(COMMUNE, Kind.HOME_VISIT, handed_in)
    assert not serves(PROVINCE, Kind.HOME_VISIT, handed_in)
    assert not serves(PROVINCE, Kind.HOME_VISIT, None)


def test_help_with_filing_is_given_anywhere_if_it_can_be_filed_on_the_network(
    record: Record,
) -> None:
    elsewhere = received(record, "unknown", "tax_office")
    for level, helped in (("full", True), ("unknown", True), ("none", False)):
        online = record.online.model_copy(update={"level": level})
        asked = elsewhere.model_copy(update={"online": online})
        assert serves(PROVINCE, Kind.ASSIST, asked) is helped
        assert not serves(PROVINCE, Kind.SUBMIT, asked)


@pytest.mark.parametrize("kind", [Kind.SUBMIT, Kind.COLLECT, Kind.ASSIST, Kind.AFTER_HOURS])
def test_without_a_procedure_every_office_serves(kind: Kind) -> None:
    assert serves(COMMUNE, kind, None)
    assert serves(PROVINCE, kind, None)


def test_the_distance_between_two_known_places() -> None:
    """Bắc Giang to Kinh Bắc: 9.5 km to the south, 16.3 km to the west."""
    assert distance_km(BAC_GIANG, KINH_BAC) == pytest.approx(18.86, abs=0.1)


@given(one=_LOCATIONS, other=_LOCATIONS, third=_LOCATIONS)
def test_a_distance_is_one(one: Location, other: Location, third: Location) -> None:
    assert distance_km(one, one) == 0
    assert distance_km(one, other) == pytest.approx(distance_km(other, one))
    way_round = distance_km(one, third) + distance_km(third, other)
    assert distance_km(one, other) <= way_round + 1e-6


def test_the_nearest_come_first_and_unplaced_ones_not_at_all(real_base: KnowledgeBase) -> None:
    offices = [*real_base.offices.offices, office("provincial")]
    found = nearest(offices, KINH_BAC, len(offices))
    assert len(found) == len(offices) - 1
    assert {near.office.id for near in found[:2]} == {"09187", "tinh-kinh-bac"}
    assert [near.km for near in found] == sorted(near.km for near in found)
    assert nearest(offices, KINH_BAC) == found[:3]


def test_every_unit_lies_in_the_province(real_base: KnowledgeBase) -> None:
    """A swapped figure would put it far from its neighbours: the province is 100 km wide."""
    for each in real_base.offices.offices:
        assert each.location is not None
        assert distance_km(each.location, BAC_GIANG) < 85, each.id
        near = nearest(real_base.offices.communes, each.location, 2)
        assert near[1].km < 20, each.id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("21.2849,106.215", BAC_GIANG),
        (" 21.2849 , 106.215 ", BAC_GIANG),
        ("21.2849 106.215", BAC_GIANG),
        ("106.215,21.2849", None),
        ("48.85,2.35", None),
        ("Kinh Bắc", None),
        ("21,5 106", None),
        ("", None),
        ("1e1,106", None),
        ("nan,nan", None),
    ],
)
def test_coordinates_are_read_and_nothing_else(text: str, place: Location | None) -> None:
    assert read_location(text) == place


@given(text=st.text())
def test_any_text_is_a_place_or_none(text: str) -> None:
    assert read_location(text) is None or read_location(text)
