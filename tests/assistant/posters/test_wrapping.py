"""Text broken into lines."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.posters.wrapping import Style, wrap

STYLE = Style(12)


@given(st.lists(st.text("aăâbWơửỷ1/", min_size=1, max_size=40), max_size=12))
def test_no_letter_is_lost_and_no_line_too_wide(words: list[str]) -> None:
    lines = wrap(" ".join(words), STYLE, 50)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(STYLE.width(line) <= 50 for line in lines)


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    lines = wrap("giấy tờ " * 50, STYLE, 50, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert STYLE.width(lines[-1]) <= 50


def test_what_fits_is_left_alone() -> None:
    assert wrap("Đăng ký khai sinh", STYLE, 100, most=1) == ["Đăng ký khai sinh"]
