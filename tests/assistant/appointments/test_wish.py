"""One sentence as a wish, said on a Friday morning."""

from datetime import date, datetime, time

import pytest

from assistant.appointments.appointment import Kind
from assistant.appointments.wish import Doubt, Wish, find_hour, read_wish
from assistant.clock import VIETNAM
from assistant.language.short_forms import clean

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)


def wish(text: str) -> Wish:
    """The wish of a sentence as it is typed."""
    return read_wish(clean(text), FRIDAY)


@pytest.mark.parametrize("text", [
    "sáng thứ năm tuần sau nộp hồ sơ khai sinh ở Việt Yên",
    "sang thu nam tuan sau nop ho so khai sinh o viet yen",
])  # fmt: skip
def test_everything_of_a_long_sentence_is_read_with_and_without_accents(text: str) -> None:
    read = wish(text)
    assert (read.kind, read.since, read.until) == (
        Kind.SUBMIT, date(2026, 11, 26), date(2026, 11, 26),
    )  # fmt: skip
    assert read.part == "morning"
    assert "khai sinh" in read.rest


@pytest.mark.parametrize(("text", "at"), [
    ("lúc 9 giờ", time(9)), ("8h30 sáng mai", time(8, 30)), ("3h", time(15)),
    ("2h chiều t4 tuần sau", time(14)),
])  # fmt: skip
def test_an_hour(text: str, at: time) -> None:
    assert wish(text).at == at


@pytest.mark.parametrize(("text", "doubt"), [
    ("hôm qua", Doubt.PAST), ("rằm tháng giêng", Doubt.LUNAR), ("30 tết", Doubt.LUNAR),
    ("thứ sáu", Doubt.TODAY_OR_NEXT), ("thu 6", Doubt.TODAY_OR_NEXT),
    ("thứ hai ngày 27/11", Doubt.MISMATCH), ("thứ hai", None), ("ngày mai", None),
])  # fmt: skip
def test_what_cannot_be_taken_as_it_is(text: str, doubt: Doubt | None) -> None:
    assert wish(text).doubt == doubt


@pytest.mark.parametrize(("text", "relation"), [
    ("sớm hơn được không", "earlier"), ("muộn hơn một chút", "later"), ("hôm khác đi", "other_day"),
    ("cho khac di", "other_place"), ("chỗ nào gần hơn", "nearer"), ("sớm nhất có thể", "soonest"),
    ("giờ nào vắng", "quiet"), ("giờ khác", "other_time"),
])  # fmt: skip
def test_what_is_to_change(text: str, relation: str) -> None:
    assert relation in wish(text).relations


@pytest.mark.parametrize(("text", "number"), [
    ("số 2", 2), ("1", 1), ("cái đầu", 1), ("cái cuối", -1), ("khung giờ đầu tiên", 1),
    ("giờ 2h30", None), ("khai sinh", None),
])  # fmt: skip
def test_an_offer_by_its_place(text: str, number: int | None) -> None:
    assert wish(text).number == number


@pytest.mark.parametrize(("text", "kind"), [
    ("đến nhận kết quả", Kind.COLLECT), ("nhờ hướng dẫn nộp online", Kind.ASSIST),
    ("cán bộ đến tận nhà", Kind.HOME_VISIT), ("ngoài giờ hành chính", Kind.AFTER_HOURS),
    ("đặt lịch", None),
])  # fmt: skip
def test_what_is_come_for(text: str, kind: Kind | None) -> None:
    assert wish(text).kind == kind


@pytest.mark.parametrize(("text", "complete"), [
    ("đủ rồi", True), ("có đủ", True), ("chưa đủ", False), ("con thieu mot cai", False),
    ("vâng", None),
])  # fmt: skip
def test_whether_the_papers_are_at_hand(text: str, complete: bool | None) -> None:
    assert wish(text).complete is complete


def test_yes_no_and_the_wish_to_stop() -> None:
    assert wish("ừ").yes
    assert wish("không").no
    assert not wish("không").yes
    assert wish("thôi không đặt nữa").stops
    assert wish("thoi").stops
    assert wish("không rõ").unsure
    assert wish("ừ hủy đi").cancels


def test_for_whom_why_and_how_many() -> None:
    said = wish("đặt lịch cho mẹ tôi bị liệt")
    assert said.for_others
    assert said.reason == "disabled"
    assert wish("đặt hai suất").people == 2
    assert wish("cho tôi").for_oneself


def test_who_corrects_says_the_new_day_last() -> None:
    said = wish("chiều mai không được, chuyển sang sáng thứ ba")
    assert (said.since, said.part) == (date(2026, 11, 24), "morning")


def test_an_hour_is_written() -> None:
    assert find_hour("lúc 2h")
    assert not find_hour("giờ thứ 2")


def test_a_plain_answer_and_a_time() -> None:
    assert wish("số 1").plain
    assert wish("sáng mai").dated
    assert not wish("khai sinh").dated
