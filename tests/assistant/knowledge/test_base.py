"""The knowledge base as one checked whole."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import ContentError, UnknownProcedure
from assistant.knowledge.base import (
    KnowledgeBase,
    in_force,
    load_content,
    load_knowledge_base,
    unknown_fields,
)
from assistant.knowledge.content import Phrases
from assistant.knowledge.official import official_record
from assistant.knowledge.portal import PortalRow
from assistant.knowledge.record import Record
from tests.assistant.knowledge.conftest import ROW, TODAY


def test_a_record_comes_by_its_code(small_base: KnowledgeBase) -> None:
    assert small_base.record("9.000003").name == "Đăng ký tạm trú"


def test_a_code_without_a_record_is_an_error(small_base: KnowledgeBase) -> None:
    with pytest.raises(UnknownProcedure, match=r"9\.000099"):
        small_base.record("9.000099")


def test_all_parts_are_loaded(folder: Path) -> None:
    base = load_knowledge_base(folder)
    assert base.records.keys() >= {"9.000001", "x.ho-kinh-doanh"}
    assert base.fields.root["cu_tru"] == "Cư trú"
    assert base.aspects.button("fee")
    assert base.phrases["unsure"]
    assert base.safety.emergency
    assert base.distinctions.root
    assert base.offices.communes
    assert base.calendar.weekend
    assert list(base.faqs) == ["faq.may-in-tai-quay"]


def test_procedures_and_questions_are_known_by_their_codes(folder: Path) -> None:
    base = load_knowledge_base(folder)
    assert base.name("9.000003") == "Đăng ký tạm trú"
    assert base.name("faq.may-in-tai-quay") == "Quầy có máy in cho người dân không?"
    assert base.knows("9.000003")
    assert base.knows("faq.may-in-tai-quay")
    assert not base.knows("faq.khac")
    with pytest.raises(UnknownProcedure, match=r"faq\.khac"):
        base.name("faq.khac")


def test_the_real_one_loads(real_base: KnowledgeBase) -> None:
    assert real_base.records


@pytest.mark.parametrize(
    "name",
    ["policy", "aspects", "phrases", "safety", "fields", "distinctions", "offices", "calendar",
     "life_events"],
)  # fmt: skip
def test_a_missing_part_is_named(folder: Path, name: str) -> None:
    (folder / f"{name}.yml").unlink()
    with pytest.raises(ContentError, match=rf"{name}\.yml"):
        load_knowledge_base(folder)


def test_problems_of_all_parts_come_in_one_report(folder: Path) -> None:
    (folder / "policy.yml").write_text("search: {}", "utf8")
    (folder / "phrases.yml").write_text("unsure: ''", "utf8")
    (folder / "procedures/cu_tru/9.000003.yml").write_text("name: [", "utf8")
    (folder / "faq/tai_quay.yml").write_text("topic: ''", "utf8")
    with pytest.raises(ContentError) as caught:
        load_knowledge_base(folder)
    for name in ("policy.yml", "phrases.yml", "9.000003.yml", "tai_quay.yml"):
        assert any(name in problem for problem in caught.value.problems)


def test_a_folder_of_procedures_needs_a_name_for_residents(folder: Path) -> None:
    (folder / "fields.yml").write_text("ho_tich: Hộ tịch\nho_kinh_doanh: Hộ kinh doanh", "utf8")
    with pytest.raises(ContentError) as caught:
        load_knowledge_base(folder)
    assert [problem.split("fields.yml: ")[1] for problem in caught.value.problems] == [
        "'cu_tru' has no name"
    ]


def test_a_counter_of_a_field_that_nothing_has_is_told(folder: Path) -> None:
    """Slips of the pen: such a counter would take nobody, and nobody would know why."""
    path = folder / "offices.yml"
    path.write_text(path.read_text("utf8").replace("[ho_tich, ", "[ho_tcih, "), "utf8")
    fields = [line.split("'")[1] for line in unknown_fields(load_content(folder))]
    assert "ho_tcih" in fields
    assert "ho_tich" not in fields


def test_every_field_that_a_counter_serves_ships(real_folder: Path) -> None:
    assert unknown_fields(load_content(real_folder)) == []


def imported(phrases: Phrases, code: str) -> Record:
    """A record of the portal."""
    return official_record(PortalRow.model_validate({**ROW, "code": code}), phrases, TODAY)


def test_the_portal_fills_in_what_staff_did_not_write(folder: Path, phrases: Phrases) -> None:
    official = {code: imported(phrases, code) for code in ("9.000003", "9.100001")}
    base = in_force(load_content(folder), official, TODAY)
    assert base.record("9.000003").origin == "written"
    assert base.record("9.100001").origin == "portal"
    assert list(base.official) == ["9.000003"]


def test_where_staff_ended_a_record_the_portal_does_not_bring_it_back(
    folder: Path, phrases: Phrases
) -> None:
    """What the portal printed then is not newer."""
    path = folder / "procedures/cu_tru/9.000003.yml"
    path.write_text(f"{path.read_text('utf8')}\neffective_to: 2026-10-31\n", "utf8")
    base = in_force(load_content(folder), {"9.000003": imported(phrases, "9.000003")}, TODAY)
    assert not base.knows("9.000003")
    assert base.official == {}
    before = in_force(load_content(folder), {}, date(2026, 10, 31))
    assert before.knows("9.000003")


def test_a_question_that_does_not_hold_is_not_known(folder: Path) -> None:
    path = folder / "faq/tai_quay.yml"
    path.write_text(f"{path.read_text('utf8')}    effective_from: 2027-01-01\n", "utf8")
    content = load_content(folder)
    assert in_force(content, {}, date(2026, 12, 31)).faqs == {}
    assert in_force(content, {}, date(2027, 1, 1)).knows("faq.may-in-tai-quay")
