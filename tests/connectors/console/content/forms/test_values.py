"""What is typed is read as people write it; what means nothing stays as it was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.console.content.forms.values import (
    as_code,
    as_day,
    as_number,
    one_line,
    paragraphs,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("0", 0), ("8.000", 8000), ("1 200 000", 1_200_000), ("8,5", "8,5"), ("9" * 5000, "9" * 5000)],
)
def test_numbers(typed: str, value: int | str) -> None:
    assert as_number(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1/9/2026", date(2026, 9, 1)), ("2026-09-01", date(2026, 9, 1)), ("31-02-2026",) * 2],
)
def test_days(typed: str, value: date | str) -> None:
    assert as_day(typed) == value


def test_a_code_may_have_its_name_behind_it() -> None:
    assert as_code("1.001193 Đăng ký khai sinh") == "1.001193"
    assert as_code("khai sinh") == "khai sinh"


@settings(deadline=None)
@given(text=st.text(max_size=40))
def test_to_tidy_twice_changes_nothing(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert paragraphs(paragraphs(text)) == paragraphs(text)
    assert isinstance(as_number(text), int | str)
    assert isinstance(as_day(text), date | str)
