"""What a record may hold, and the words a clerk reads when it holds something else."""

from typing import Any

import pytest
from pydantic import ValidationError

from assistant.knowledge.record import Fee, Record, TimeLimit


def problems(raw: dict[str, Any]) -> str:
    """The complaint about a record."""
    with pytest.raises(ValidationError) as caught:
        Record.model_validate(raw)
    return str(caught.value)


def test_a_complete_record_is_accepted(raw_record: dict[str, Any]) -> None:
    assert Record.model_validate(raw_record).code == "9.000001"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", 1.001193), ("code", "1.1193"), ("code", "KS-1"), ("name", ""), ("name", "   "),
        ("field", "Hộ tịch"), ("level", []), ("level", ["xã"]), ("fees", []), ("times", []),
        ("steps", []), ("result", []), ("law", []), ("sources", []), ("checked_on", "hôm qua"),
        ("result", "Giấy khai sinh"), ("lanes", ["fast"]), ("to_confirm", {"papers": ""}),
        ("to_confirm", {"price": "chưa rõ"}), ("related", ["khai-sinh"]), ("leads_to", "9.000002"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(raw_record: dict[str, Any], field: str, value: object) -> None:
    """Wrong type, empty, outside the list, or unknown: the complaint names the field."""
    assert field in problems({**raw_record, field: value})


@pytest.mark.parametrize("field", ["code", "name", "papers", "fees", "place", "checked_on"])
def test_a_missing_field_is_named(raw_record: dict[str, Any], field: str) -> None:
    del raw_record[field]
    assert field in problems(raw_record)


def test_a_case_offers_two_to_six_options(raw_record: dict[str, Any]) -> None:
    option = {"id": "only", "label": "Một lựa chọn"}
    for options in ([option], [{**option, "id": f"o{number}"} for number in range(7)]):
        case = {"id": "more", "question": "Chọn gì?", "options": options}
        assert "options" in problems({**raw_record, "cases": [*raw_record["cases"], case]})


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ("cases", "cases: 'born' stands twice"),
        ("papers", "papers: 'application' stands twice"),
    ],
)
def test_an_id_stands_once(raw_record: dict[str, Any], part: str, complaint: str) -> None:
    again = [*raw_record[part], raw_record[part][0]]
    assert complaint in problems({**raw_record, part: again})


def test_an_option_stands_once_in_its_case(raw_record: dict[str, Any]) -> None:
    raw_record["cases"][0]["options"].append({"id": "here", "label": "Ở đây"})
    assert "cases.born.options: 'here' stands twice" in problems(raw_record)


@pytest.mark.parametrize(
    ("when", "complaint"),
    [
        ({"weather": ["rain"]}, "no case 'weather' is asked before"),
        ({"born": ["moon"]}, "case 'born' has no option 'moon'"),
    ],
)
@pytest.mark.parametrize("part", ["papers", "fees", "times", "cases"])
def test_a_condition_hangs_on_a_case_asked_before(
    raw_record: dict[str, Any], part: str, when: dict[str, list[str]], complaint: str
) -> None:
    raw_record[part][-1]["when"] = when
    assert complaint in problems(raw_record)


def test_a_case_cannot_hang_on_a_later_one(raw_record: dict[str, Any]) -> None:
    """Otherwise it would never be asked."""
    raw_record["cases"][0]["when"] = {"certificate": ["has"]}
    assert "cases.born.when: no case 'certificate' is asked before" in problems(raw_record)


def test_residents_words_are_at_least_eight(raw_record: dict[str, Any]) -> None:
    assert "at least 8" in problems({**raw_record, "aliases": raw_record["aliases"][1:]})


def test_a_record_cannot_end_before_it_begins(raw_record: dict[str, Any]) -> None:
    dates = {"effective_from": "2026-07-01", "effective_to": "2026-06-30"}
    assert "effective_to is before effective_from" in problems({**raw_record, **dates})
    dates["effective_to"] = "2026-07-01"
    assert Record.model_validate({**raw_record, **dates})


def test_a_successor_is_another_procedure(raw_record: dict[str, Any]) -> None:
    """A new version of the same one lies in a file of its own."""
    assert Record.model_validate({**raw_record, "successor": "9.000002"})
    assert "<code>@<day>.yml" in problems({**raw_record, "successor": "9.000001"})


@pytest.mark.parametrize("field", ["who", "summary", "steps", "result", "law", "aliases"])
def test_only_a_record_of_the_portal_may_have_gaps(raw_record: dict[str, Any], field: str) -> None:
    del raw_record[field]
    assert field in problems(raw_record)
    assert Record.model_validate({**raw_record, "origin": "portal"})


@pytest.mark.parametrize("field", ["fees", "times", "sources", "place"])
def test_what_must_be_said_even_of_a_record_of_the_portal(
    raw_record: dict[str, Any], field: str
) -> None:
    del raw_record[field]
    assert field in problems({**raw_record, "origin": "portal"})


@pytest.mark.parametrize("fee", [{}, {"per": "lần"}, {"amount": -1}, {"amount": "miễn phí"}])
def test_a_fee_says_an_amount_or_a_text(fee: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Fee.model_validate(fee)


@pytest.mark.parametrize("fee", [{"amount": 0}, {"text": "Theo mức của tỉnh."}])
def test_nothing_to_pay_is_an_amount(fee: dict[str, Any]) -> None:
    assert Fee.model_validate(fee)


@pytest.mark.parametrize(
    "limit", [{}, {"amount": 3}, {"unit": "day"}, {"amount": 0, "unit": "day"}]
)
def test_a_time_limit_needs_its_unit(limit: dict[str, Any]) -> None:
    """A day is not a working day: a bare number says nothing."""
    with pytest.raises(ValidationError):
        TimeLimit.model_validate(limit)


@pytest.mark.parametrize(
    "limit", [{"unit": "same_day"}, {"text": "Ngay"}, {"amount": 3, "unit": "working_day"}]
)
def test_a_time_limit_is_an_amount_with_unit_or_the_same_day_or_a_text(
    limit: dict[str, Any],
) -> None:
    assert TimeLimit.model_validate(limit)


def test_a_record_does_not_change(small_base: Any) -> None:
    """What was checked stays as it was checked."""
    record = small_base.record("9.000001")
    with pytest.raises(ValidationError):
        record.name = "Tên khác"
