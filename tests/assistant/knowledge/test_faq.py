"""Questions that are not one procedure: what a clerk may write, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.faq import Faq, FaqTopic
from tests.assistant.knowledge.conftest import TODAY

RAW = {
    "id": "may-in-tai-quay",
    "question": "Quầy có máy in không?",
    "aliases": ["in ở đâu", "có máy in không", "mượn máy in", "in tờ khai", "photo ở quầy"],
    "answer": "Mỗi quầy có một máy in dùng chung.",
    "checked_on": TODAY,
    "sources": [{"name": "Sổ tay của điểm tiếp nhận"}],
}


def problems(**changes: object) -> str:
    """The complaint about a question with these fields."""
    with pytest.raises(ValidationError) as caught:
        Faq.model_validate({**RAW, **changes})
    return str(caught.value)


def test_its_code_tells_it_from_procedures() -> None:
    assert Faq.model_validate(RAW).code == "faq.may-in-tai-quay"


def test_what_residents_may_ask_and_where_it_is_from_are_needed() -> None:
    for field in RAW:
        raw = {name: value for name, value in RAW.items() if name != field}
        with pytest.raises(ValidationError, match=field):
            Faq.model_validate(raw)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Máy in"), ("id", "may_in"), ("id", "-may"), ("id", ""), ("id", "a" * 81),
        ("question", ""), ("question", "a" * 121), ("answer", " "), ("answer", "a" * 901),
        ("aliases", ["a", "b", "c", "d"]), ("aliases", ["a", "b", "c", "d", ""]),
        ("related", ["tam-tru"]), ("related", ["1.19"]), ("sources", []), ("checked_on", "hôm qua"),
        ("to_confirm", ""), ("answers", "hai câu"), ("law", ["60/2014"]),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(field: str, value: object) -> None:
    assert field in problems(**{field: value})


@pytest.mark.parametrize("code", ["1.001193", "x.ho-kinh-doanh", "faq.gio-lam-viec"])
def test_it_leads_to_procedures_and_to_other_questions(code: str) -> None:
    assert Faq.model_validate({**RAW, "related": [code]}).related == [code]


def test_it_cannot_end_before_it_begins() -> None:
    dates = {"effective_from": "2026-07-01", "effective_to": "2026-06-30"}
    assert "effective_to is before effective_from" in problems(**dates)
    assert Faq.model_validate({**RAW, **dates, "effective_to": "2026-07-01"})


def test_an_answer_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Faq.model_validate(RAW).answer = "Khác."  # type: ignore[misc]


def test_in_one_file_an_id_stands_once() -> None:
    with pytest.raises(ValidationError, match="'may-in-tai-quay' stands twice"):
        FaqTopic.model_validate({"topic": "Tại quầy", "entries": [RAW, RAW]})


@pytest.mark.parametrize("raw", [{"topic": "", "entries": [RAW]}, {"topic": "a", "entries": []}])
def test_a_file_has_a_topic_and_a_question(raw: Any) -> None:
    with pytest.raises(ValidationError):
        FaqTopic.model_validate(raw)
