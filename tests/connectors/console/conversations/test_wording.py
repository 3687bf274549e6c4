"""What a resident sent, in words."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import now
from assistant.conversation.case import Case
from assistant.conversation.caseload import Listed
from assistant.knowledge.answers import payload
from assistant.knowledge.base import KnowledgeBase
from connectors.console.conversations.wording import Wording
from connectors.console.page import load_texts


@pytest.fixture
def wording(real_base: KnowledgeBase) -> Wording:
    return Wording(real_base, load_texts()["conversations"])


def test_typed_words_stay_and_what_was_hidden_is_named(wording: Wording) -> None:
    assert wording.line("lệ phí bao nhiêu") == "lệ phí bao nhiêu"
    assert wording.line("số [id_number] ạ") == "số [số giấy tờ đã che] ạ"
    assert wording.line("[image]") == "[hình ảnh]"
    assert wording.line("[gì đó] [xyz]") == "[gì đó] [xyz]"


def test_the_wish_of_a_kiosk_names_its_place(wording: Wording) -> None:
    told = wording.line('/talk_to_officer{"place": "tinh", "option": "kiosk"}')
    office = wording.base.offices.office("tinh")
    assert office is not None
    assert told == f"[Gọi cán bộ tại ki-ốt: {office.name}]"
    assert "tiếng Anh" in wording.line('/talk_to_officer{"option": "english"}')
    assert wording.line("/talk_to_officer") == '[Bấm "Gặp cán bộ"]'


def test_buttons_are_told_with_the_names_of_what_they_were_about(wording: Wording) -> None:
    record = next(record for record in wording.base.records.values() if record.cases)
    case = record.cases[0]
    assert wording.line(payload("ask_fee", procedure=record.code)) == f"[Lệ phí: {record.name}]"
    chosen = payload("choose_procedure", procedure=record.code)
    assert wording.line(chosen) == f"[Chọn: {record.name}]"
    answer = payload(
        "answer_case", procedure=record.code, case=case.id, option=case.options[0].id
    )  # fmt: skip
    assert wording.line(answer) == f"[Trả lời: {case.options[0].label}]"
    assert "không hiện ở đây" in wording.line("/give_contact")


def test_a_kiosk_is_told_from_the_web(wording: Wording) -> None:
    web = Listed(Case("ABCDEF", "web:x", "web", now()))
    kiosk = replace(web, wished='/talk_to_officer{"place": "tinh", "option": "kiosk"}')
    english = replace(web, wished='/talk_to_officer{"option": "english"}')
    assert [wording.channel(each) for each in (web, kiosk)] == ["trang web", "ki-ốt"]
    assert [wording.is_foreign(each) for each in (web, kiosk, english)] == [False, False, True]


@given(intent=st.from_regex(r"[a-z_]{1,40}", fullmatch=True), entities=st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.sampled_from(
        ["place", "procedure", "case", "option"]) | st.text(), each)))  # fmt: skip
def test_whatever_was_kept_is_told(real_base: KnowledgeBase, intent: str, entities: Any) -> None:
    wording = Wording(real_base, load_texts()["conversations"])
    told = wording.line(f"/{intent}{json.dumps(entities)}")
    assert told
