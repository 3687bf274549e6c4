"""Weekdays on every day of the week, and the orders that look like them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import Moment, find_moments

NAMES = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def only(text: str, today: date) -> Moment:
    """The single moment of a text."""
    (moment,) = find_moments(text, datetime.combine(today, time(10)))
    return moment


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_next_one(today: date, weekday: int) -> None:
    moment = only(NAMES[weekday], today)
    assert moment.start is not None
    assert moment.start.weekday() == weekday
    assert 0 <= (moment.start - today).days <= 6
    assert (moment.ambiguous == "weekday_today") == (moment.start == today)


@given(
    days, st.integers(0, 6), st.sampled_from([("này", 0), ("sau", 1), ("tới", 1), ("trước", -1)])
)
def test_a_weekday_of_a_week(today: date, weekday: int, week: tuple[str, int]) -> None:
    monday = today - timedelta(today.weekday())
    expected = monday + timedelta(7 * week[1] + weekday)
    moment = only(f"{NAMES[weekday]} tuần {week[0]}", today)
    assert (moment.start, moment.ambiguous) == (expected, None)


@given(days, st.integers(0, 6))
def test_a_weekday_to_come_is_never_today(today: date, weekday: int) -> None:
    moment = only(f"{NAMES[weekday]} tới", today)
    assert moment.start is not None
    assert 1 <= (moment.start - today).days <= 7


@pytest.mark.parametrize(
    "text",
    [
        "con thứ ba", "lần thứ 2", "người thứ hai", "bên thứ ba", "tuần thứ hai", "tầng T2",
        "thứ hai hàng tuần", "CN Bắc Ninh", "hình chữ nhật", "thứ nhất", "thứ 1", "thứ trưởng",
        "con thu 2", "lan thu hai", "thu 2 trieu", "thu tu uu tien", "hinh chu nhat",
    ],
)  # fmt: skip
def test_no_weekday(text: str) -> None:
    assert find_moments(text, datetime(2026, 11, 21, 10, 0)) == []


@pytest.mark.parametrize("text", ["hen thu 2 luc 9h", "thu hai co lam khong", "toi den vao thu 2"])
def test_weekday_without_marks(text: str) -> None:
    assert only(text, date(2026, 11, 21)).start == date(2026, 11, 23)
