"""What the portal says otherwise than the record staff wrote: for a clerk to look at."""

import pytest

from assistant.knowledge.comparison import differences
from assistant.knowledge.record import Fee, Law, Paper, Record, TimeLimit


@pytest.fixture
def official(record: Record) -> Record:
    """The portal's record, so far saying the same."""
    return record.model_copy(update={"origin": "portal"})


def told(record: Record, official: Record, **changes: object) -> list[str]:
    """What is told when the portal's record differs in these fields."""
    return list(differences(record, official.model_copy(update=changes)))


def test_where_both_say_the_same_nothing_is_told(record: Record, official: Record) -> None:
    assert told(record, official) == []


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("official_name", "Tên khác", "official_name: Thủ tục đăng ký khai sinh ≠ Tên khác"),
        ("decision", "99/QĐ-BTP", "decision: 12/QĐ-TEST ≠ 99/QĐ-BTP"),
        ("level", ["commune", "province"], "level: commune; the portal also has province"),
        ("times", [TimeLimit(amount=5, unit="day")], "times: 3 working_day ≠ 5 day"),
        ("fees", [Fee(amount=75000)], "fees: 0, 8,000 ≠ 75,000"),
        ("law", [Law(number="Nghị định 1/2027/NĐ-CP")], "law: only there: 1/2027/nđ-cp"),
    ],
)
def test_a_field_that_differs_is_one_line_with_both_values(
    record: Record, official: Record, field: str, value: object, line: str
) -> None:
    assert told(record, official, **{field: value}) == [line]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("official_name", "THỦ TỤC đăng ký khai sinh"),
        ("level", ["other"]),
        ("times", [TimeLimit(text="Trong ngày")]),
        ("times", [TimeLimit(amount=3, unit="working_day")]),
        ("fees", [Fee(text="Miễn phí")]),
        ("law", [Law(number="Luật số 60/2014/QH13 ngày 20/11/2014")]),
        ("papers", []),
        ("steps", []),
    ],
)
def test_what_says_less_or_the_same_in_other_letters_is_no_difference(
    record: Record, official: Record, field: str, value: object
) -> None:
    """Staff know more than the portal: only what it has and we have not is worth a look."""
    assert told(record, official, **{field: value}) == []


def test_more_papers_there_than_here_are_counted(record: Record, official: Record) -> None:
    more = [*official.papers, Paper(id="more", name="Giấy khác")]
    assert told(record, official, papers=more) == ["papers: 5 here, 6 there"]


@pytest.mark.parametrize(
    ("paper", "line"),
    [
        (Paper(id="p", name="Đơn theo mẫu số 02-ĐK"), "form: only there: 02-đk"),
        (Paper(id="p", name="Đơn", form="Mẫu CT01"), "form: only there: ct01"),
        (Paper(id="p", name="Đơn", note="Dùng Mau B12."), "form: only there: b12"),
    ],
)
def test_a_form_only_the_portal_names_is_told(
    record: Record, official: Record, paper: Paper, line: str
) -> None:
    assert told(record, official, papers=[paper]) == [line]


def test_a_record_without_anything_to_compare_says_what_is_there(
    record: Record, official: Record
) -> None:
    bare = record.model_copy(update={"times": [TimeLimit(text="Theo hẹn")], "law": []})
    assert list(differences(bare, official)) == [
        "times: – ≠ 3 working_day", "law: only there: 123/2015/nđ-cp, 60/2014/qh13"
    ]  # fmt: skip
