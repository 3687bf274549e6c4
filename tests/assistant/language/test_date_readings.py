"""What the words beside a date change: a share, a law, a name."""

from datetime import datetime

import pytest

from assistant.language.dates import find_moments

NOW = datetime(2026, 11, 21, 10, 0)


@pytest.mark.parametrize("text", ["3/4 số hộ", "chiếm 1/3", "hơn 2/3 cử tri", "1/2 ngày"])
def test_a_share_is_no_date(text: str) -> None:
    assert find_moments(text, NOW) == []


def test_a_number_above_its_second_is_no_share() -> None:
    assert len(find_moments("20/5 người nhà tôi đến", NOW)) == 1


@pytest.mark.parametrize("text", ["nghị định năm 2023", "Luat Ho tich nam 2014"])
def test_the_year_of_a_law_is_its_name(text: str) -> None:
    assert find_moments(text, NOW) == []


def test_a_year_after_the_clause_of_a_law_is_a_year() -> None:
    assert len(find_moments("theo luật mới, năm 2027 thì sao", NOW)) == 1


@pytest.mark.parametrize("text", ["em Mai", "gặp Mai nhé", "Mai Anh là ai", "bác sĩ Mai"])
def test_mai_with_a_capital_is_a_name(text: str) -> None:
    assert find_moments(text, NOW) == []


@pytest.mark.parametrize("text", ["Chào bạn. Mai tôi qua nhé", "MAI TÔI QUA", "em mai qua nhé"])
def test_mai_is_tomorrow(text: str) -> None:
    assert [moment.start for moment in find_moments(text, NOW)] == [NOW.date().replace(day=22)]
