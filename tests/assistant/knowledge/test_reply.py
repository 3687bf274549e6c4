"""The shapes of the API: what every channel may rely on."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from assistant.knowledge.reply import (
    Button,
    Candidate,
    ListedPaper,
    ListedPapers,
    Outcome,
    Reply,
    SourceNote,
)

WHOLE = Reply(
    text="Giấy tờ bạn cần",
    buttons=[Button(title="Lệ phí", payload="/ask_fee")],
    sources=[SourceNote(code="9.000001", name="Khai sinh", checked_on=date(2026, 11, 21))],
    candidates=[Candidate(code="9.000002", name="Khai sinh nước ngoài")],
    checklist=ListedPapers(
        title="Khai sinh", intro="Cần", papers=[ListedPaper(id="a", name="Tờ khai", group="Nộp")]
    ),
)


def test_the_outcomes_are_those_that_statistics_read() -> None:
    """The words of the contract, none more and none less."""
    assert {str(outcome) for outcome in Outcome} == {
        "answered", "clarified", "continued", "faq", "unknown", "out_of_scope", "handed_over",
        "failed",
    }  # fmt: skip


def test_text_alone_is_a_reply() -> None:
    assert Reply(text="Xin chào").model_dump() == {
        "text": "Xin chào", "buttons": [], "sources": [], "candidates": [], "checklist": None,
        "ticket": None,
    }  # fmt: skip


def test_names_in_json_are_those_of_the_contract() -> None:
    sent = json.loads(WHOLE.model_dump_json())
    assert sent["buttons"] == [{"title": "Lệ phí", "payload": "/ask_fee"}]
    assert sent["candidates"] == [{"code": "9.000002", "name": "Khai sinh nước ngoài"}]
    assert sent["sources"] == [
        {"code": "9.000001", "name": "Khai sinh", "checked_on": "2026-11-21", "url": None}
    ]


def test_a_reply_comes_back_from_json_as_it_went() -> None:
    assert Reply.model_validate_json(WHOLE.model_dump_json()) == WHOLE


def test_what_has_been_said_does_not_change() -> None:
    with pytest.raises(ValidationError):
        WHOLE.text = "khác"  # type: ignore[misc]
