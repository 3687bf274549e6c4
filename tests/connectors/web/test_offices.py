"""The list of offices: near what somebody names, and honest about what nobody has confirmed."""

import pytest

from connectors.web.offices import Around
from tests.connectors.booking import BIRTH
from tests.connectors.conftest import Served

URL = "/api/v1/offices"
MEMBERS = {
    "id", "name", "unit", "kind", "address", "address_confirmed", "phone", "map_url",
    "hours_confirmed", "distance_km", "kinds",
}  # fmt: skip


def test_every_office_of_the_province_is_listed(gateway: Served) -> None:
    listed = gateway.http.get(URL).json()
    assert len(listed) == 101
    assert all(set(office) == MEMBERS for office in listed)
    assert {office["distance_km"] for office in listed} == {None}


@pytest.mark.parametrize(("near", "first"), [
    ("07210", "07210"), ("Việt Yên", "07777"), ("viet yen", "07777"), ("VIET YEN", "07777"),
    ("21.2849,106.215", "07210"),
])  # fmt: skip
def test_the_nearest_comes_first(gateway: Served, near: str, first: str) -> None:
    listed = gateway.http.get(URL, params={"near": near}).json()
    assert first in {office["id"] for office in listed[:2]}
    far = [o["distance_km"] for o in listed if o["distance_km"] is not None]
    assert far == sorted(far)
    assert len(listed) == 101


@pytest.mark.parametrize("near", ["Hà Nội", "99,99", "đâu đó", ","])
def test_a_place_that_nobody_knows_is_named(gateway: Served, near: str) -> None:
    answer = gateway.http.get(URL, params={"near": near})
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (422, "unknown_place", "near")
    assert "tên cũ" in said["detail"]


def test_a_procedure_leaves_the_offices_that_take_it(gateway: Served) -> None:
    birth = gateway.http.get(URL, params={"procedure": BIRTH}).json()
    assert birth
    assert "commune" in {office["kind"] for office in birth}
    assert gateway.http.get(URL, params={"procedure": "9.999999"}).status_code == 404


def test_what_cannot_be_booked_is_not_offered(gateway: Served) -> None:
    """Home visits are the commune's; sessions after hours are none until an office gives them."""
    kinds = {o["id"]: o["kinds"] for o in gateway.http.get(URL).json()}
    assert kinds["07210"] == ["submit", "collect", "assist", "home_visit"]
    assert "home_visit" not in kinds["tinh"]


def test_nothing_is_called_confirmed_that_nobody_confirmed(gateway: Served) -> None:
    """Until an office writes its own, none of it is."""
    listed = gateway.http.get(URL).json()
    base = gateway.app.state.parts.knowledge.current.base
    for office in listed:
        known = base.offices.office(office["id"])
        assert office["address_confirmed"] == known.address_confirmed
        assert office["hours_confirmed"] == base.offices.hours_of(known).confirmed


def test_the_places_are_learnt_once_for_each_edition(gateway: Served) -> None:
    offices, around = gateway.app.state.parts.knowledge.current.base.offices, Around()
    learnt = around.of(offices)
    assert around.of(offices) is learnt
    assert around.of(offices.model_copy()) is not learnt
