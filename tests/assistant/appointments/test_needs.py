"""What a sentence about an appointment names."""

import pytest

from assistant.appointments.appointment import Kind
from assistant.appointments.needs import Needs
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder


@pytest.fixture(scope="module")
def needs(real_base: KnowledgeBase, finder: Finder) -> Needs:
    """Over what ships."""
    return Needs(real_base, finder)


def test_the_unit_of_today_is_meant_before_the_district_that_is_no_more(needs: Needs) -> None:
    (id_,) = needs.place("nộp hồ sơ khai sinh ở việt yên", asked=False).offices
    assert needs.unit(id_) == "phường Việt Yên"
    assert "khai sinh" in needs.place("nộp hồ sơ khai sinh ở việt yên", asked=False).rest


def test_a_name_alone_is_a_place_only_when_one_was_asked_for(needs: Needs) -> None:
    assert not needs.place("tiên lục", asked=False).offices
    assert needs.place("tiên lục", asked=True).offices


def test_the_province_has_two_offices(needs: Needs) -> None:
    ids = needs.place("lên trung tâm tỉnh", asked=False).offices
    assert len(ids) == 2
    assert needs.unit(ids[0]).startswith("Trung tâm Phục vụ hành chính công tỉnh")


def test_the_procedure_several_or_none(needs: Needs) -> None:
    assert needs.procedures("làm khai sinh cho con") == ("1.001193",)
    assert len(needs.procedures("sổ đỏ")) > 1
    assert needs.procedures("") == ()


def test_an_aspect_is_asked_for(needs: Needs) -> None:
    assert needs.asks_of_a_procedure("lệ phí bao nhiêu")
    assert not needs.asks_of_a_procedure("sáng mai")


def test_the_others_are_the_nearest_and_none_for_a_home_visit(needs: Needs) -> None:
    (here,) = needs.place("phường kinh bắc", asked=True).offices
    others = needs.others(here, Kind.SUBMIT, "1.001193")
    assert 1 <= len(others) <= 3
    assert here not in {office.id for office in others}
    assert needs.others(here, Kind.HOME_VISIT, None) == []
    assert {o.kind for o in needs.others(None, Kind.COLLECT, None)} == {"provincial"}
    assert needs.office("nowhere") is None
