"""Dates and times: a table that a clerk can read, and what must hold for any text."""

import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.date_words import without_marks
from assistant.language.dates import Moment, find_moments

NOW = datetime(2026, 11, 21, 10, 0)
BOTH, MARKED_ONLY = (
    [line.split(" => ") for line in half.splitlines() if " => " in line and line[0] != "#"]
    for half in Path(__file__).with_name("moments.txt").read_text("utf-8").split("\n## ")
)
TABLE = BOTH + MARKED_ONLY

WORDS = """
ngày tháng năm mùng rằm tết thứ hai ba tư bảy chủ nhật tuần sau trước tới này nữa cách đây mai mốt
kia hôm nay qua sáng trưa chiều tối giờ rưỡi kém lúc 8h30 8:30 2 31 12/3 20/5/2024 - , . / đến đầu
giữa cuối nửa phút âm lịch thu sang toi thang ngay 00 99999 h g cn t2 \u200b \u0301 İ ９h ² Mai
"""
words = st.sampled_from(WORDS.split())
any_text = st.one_of(st.text(max_size=80), st.lists(words, max_size=14).map(" ".join))
phrases = st.sampled_from([text for text, _ in BOTH])


def told(moment: Moment) -> str:
    """A moment as the table writes it."""
    days = str(moment.start or "none")
    if moment.end != moment.start:
        days += f"..{moment.end}"
    clock = moment.time.strftime("%H:%M") if moment.time else ""
    doubt = f"?{moment.ambiguous}" if moment.ambiguous else ""
    said = [days, clock, moment.part or "", doubt, "past" if moment.past else ""]
    return " ".join(filter(None, said))


def read(text: str, now: datetime = NOW) -> str:
    """Everything found in a text, as the table writes it."""
    return " | ".join(told(moment) for moment in find_moments(text, now)) or "-"


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_table(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), BOTH, ids=[text for text, _ in BOTH])
def test_table_without_marks(text: str, expected: str) -> None:
    assert read(without_marks(text)) == expected


@pytest.mark.parametrize(("text", "expected"), BOTH, ids=[text for text, _ in BOTH])
def test_table_inside_a_polite_sentence(text: str, expected: str) -> None:
    assert read(f"Dạ cho em hỏi ạ: {text}, em cảm ơn nhiều ạ") == expected
    assert read(f"Da cho em hoi a: {without_marks(text)}, em cam on nhieu a") == expected


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 140


def test_time_zone_is_left_out() -> None:
    assert read("8h mai", NOW.replace(tzinfo=UTC)) == read("8h mai") == "2026-11-22 08:00"


def test_part_of_today_passes() -> None:
    afternoon = NOW.replace(hour=15)
    assert read("sáng nay", afternoon) == "2026-11-21 morning past"
    assert read("chiều nay", afternoon) == "2026-11-21 afternoon"
    assert read("14h30 hôm nay", afternoon) == "2026-11-21 14:30 past"


def test_span_leaves_out_what_is_not_said_of_the_moment() -> None:
    (moment,) = find_moments("Đặt lịch vào 8h30 sáng mai nhé", NOW)
    assert moment.text == "8h30 sáng mai"


@given(any_text, st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_any_text_is_read_without_error(text: str, now: datetime) -> None:
    for moment in find_moments(text, now):
        begin, finish = moment.span
        assert 0 <= begin < finish <= len(text)
        assert text[begin:finish] == moment.text
        assert (moment.start is None) == (moment.end is None)
        if moment.start and moment.end:
            assert moment.start <= moment.end


@given(st.lists(words, max_size=14).map(" ".join))
def test_moments_stand_in_order_and_apart(text: str) -> None:
    spans = [moment.span for moment in find_moments(text, NOW)]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(st.lists(st.one_of(words, phrases), max_size=8).map(" ".join))
def test_composed_and_decomposed_text_agree(text: str) -> None:
    composed = find_moments(unicodedata.normalize("NFC", text), NOW)
    decomposed = find_moments(unicodedata.normalize("NFD", text), NOW)
    assert list(map(told, composed)) == list(map(told, decomposed))
    recomposed = [unicodedata.normalize("NFC", moment.text) for moment in decomposed]
    assert [moment.text for moment in composed] == recomposed


SPELLINGS = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d:02}.{m:02}.{y}", "{y}-{m:02}-{d:02}",
    "ngày {d}/{m}/{y}", "ngày {d} tháng {m} năm {y}", "{d} tháng {m} năm {y}", "{d} / {m} / {y}",
    "ngày {d:02} tháng {m:02}, {y}", "ngày {d} thang {m} nam {y}", "NGÀY {d} THÁNG {m} NĂM {y}",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(SPELLINGS))
def test_every_date_is_read_back(day: date, spelling: str) -> None:
    text = spelling.format(d=day.day, m=day.month, y=day.year)
    for spelled in (text, without_marks(text)):
        (moment,) = find_moments(f"hẹn {spelled} nhé" if spelled == text else spelled, NOW)
        assert (moment.start, moment.end, moment.text) == (day, day, spelled)
        assert moment.past == (day < NOW.date())


@given(st.dates(date(2026, 11, 21), date(2027, 10, 20)))
def test_date_without_year_is_the_next_one(day: date) -> None:
    for text in (f"{day.day}/{day.month}", f"mùng {day.day} tháng {day.month}"):
        if text != "24/7":
            assert [moment.start for moment in find_moments(text, NOW)] == [day]


@given(st.times(), st.sampled_from(("{h}h{m:02}", "{h}:{m:02}", "{h:02} giờ {m:02} phút")))
def test_every_time_of_the_working_day_is_read_back(clock: time, spelling: str) -> None:
    hour = 6 + clock.hour % 18
    text = spelling.format(h=hour, m=clock.minute)
    assert [moment.time for moment in find_moments(text, NOW)] == [time(hour, clock.minute)]


@given(st.integers(1, 999), st.sampled_from(("nữa", "trước")))
def test_days_from_now(count: int, way: str) -> None:
    (moment,) = find_moments(f"{count} ngày {way}", NOW)
    assert moment.start == NOW.date() + timedelta(count if way == "nữa" else -count)
