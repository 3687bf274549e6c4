"""The day's list: by counter and time, with names that officers read."""

from dataclasses import replace
from datetime import timedelta

from assistant.appointments.day_list import day_list, line_of
from assistant.knowledge.base import KnowledgeBase
from tests.assistant.appointments.test_invitation import VISIT


def test_it_goes_by_counter_and_then_by_time(real_base: KnowledgeBase) -> None:
    later = replace(VISIT, id=8, start=VISIT.start + timedelta(hours=1))
    other = replace(VISIT, id=9, counter="dat-dai")
    listed = day_list([later, other, VISIT], real_base)
    assert [line.visit.id for line in listed] == [9, 7, 8]


def test_counters_and_procedures_have_names(real_base: KnowledgeBase) -> None:
    line = line_of(VISIT, real_base)
    assert line.counter == "Hộ tịch, chứng thực"
    assert line.procedure == real_base.record("1.001193").name
    assert (line.name, line.phone, line.address) == ("Nguyễn Thị Bí Mật", "0912345678", "")


def test_what_the_knowledge_base_no_longer_has_keeps_its_id(real_base: KnowledgeBase) -> None:
    gone = replace(VISIT, office="99999", counter="cu", procedure="9.999999")
    assert (line_of(gone, real_base).counter, line_of(gone, real_base).procedure) == (
        "cu", "9.999999",
    )  # fmt: skip


def test_a_deleted_contact_leaves_an_empty_place(real_base: KnowledgeBase) -> None:
    line = line_of(replace(VISIT, contact=None, procedure=None), real_base)
    assert (line.name, line.phone, line.procedure) == ("", "", "")


def test_nobody_is_printed_by_accident(real_base: KnowledgeBase) -> None:
    assert "Bí Mật" not in repr(line_of(VISIT, real_base))
    assert "0912345678" not in repr(line_of(VISIT, real_base))
