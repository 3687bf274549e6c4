"""Offices around a place: however it is named, and the nearest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.appointments.around import Placed, Surroundings
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Offices


@pytest.fixture(scope="module")
def around(real_base: KnowledgeBase) -> Surroundings:
    """The province."""
    return Surroundings(real_base.offices)


def units(placed: list[Placed] | None) -> list[str]:
    """The units of the offices found."""
    assert placed is not None
    return [each.office.unit for each in placed]


@pytest.mark.parametrize(("near", "first"), [
    ("07210", "Phường Bắc Giang"), ("Việt Yên", "Phường Việt Yên"), ("viet yen", "Phường Việt Yên"),
    ("ở xã Tiên Lục ạ", "Xã Tiên Lục"), ("tien luc", "Xã Tiên Lục"),
    ("21.2849, 106.215", "Phường Bắc Giang"), ("TINH", "Phường Bắc Giang"),
])  # fmt: skip
def test_the_office_of_the_place_comes_first(around: Surroundings, near: str, first: str) -> None:
    assert units(around.sorted(near))[0] == first


def test_all_offices_are_listed_by_distance(around: Surroundings, real_base: KnowledgeBase) -> None:
    placed = around.sorted("21.2849,106.215")
    assert placed is not None
    assert {each.office.id for each in placed} == {o.id for o in real_base.offices.offices}
    known = [each.km for each in placed if each.km is not None]
    assert known == sorted(known)
    assert [each.km for each in placed[len(known) :]] == [None] * (len(placed) - len(known))


def test_from_a_former_district_its_own_offices_come_first(around: Surroundings) -> None:
    placed = around.sorted("huyện Lạng Giang")
    assert placed is not None
    assert placed[0].km == 0


@pytest.mark.parametrize("near", ["đâu đó", "Hà Nội", "99,99", "", "1;2;3", "x" * 200])
def test_what_is_nowhere_here_is_not_guessed(around: Surroundings, near: str) -> None:
    assert around.sorted(near) is None


@given(st.text(max_size=50))
def test_no_words_break_it(near: str) -> None:
    assert Surroundings(Offices()).sorted(near) is None


def test_an_office_without_a_location_is_not_lost(real_base: KnowledgeBase) -> None:
    offices = [o.model_copy(update={"location": None}) for o in real_base.offices.offices[2:6]]
    placed = Surroundings(Offices.model_construct(offices=offices)).sorted(offices[2].id)
    assert placed is not None
    assert [each.km for each in placed] == [None] * 4
    assert placed[0].office.id == offices[2].id
