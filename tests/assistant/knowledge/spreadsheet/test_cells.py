"""A cell and the value it means: what is shown is read back, what cannot be read is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.record import Law, Source
from assistant.knowledge.spreadsheet import cells

WORDS = st.text("aăđêọ 1.,(:-", min_size=1, max_size=20).map(cells.line_of).filter(
    lambda text: text and not text.startswith(("-", "•", "*", "+"))
)  # fmt: skip


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_day_that_is_shown_is_read_back(day: date) -> None:
    assert cells.day_of(cells.shown(day)) == day


@given(st.lists(WORDS))
def test_a_list_that_is_shown_is_read_back(items: list[str]) -> None:
    assert cells.lines_of(cells.shown(items)) == items


@given(st.lists(st.tuples(WORDS, st.none() | st.just("https://example.vn/a?b=1&c=2"))))
def test_sources_that_are_shown_are_read_back(pairs: list[tuple[str, str | None]]) -> None:
    sources = [Source(name=name, url=url) for name, url in pairs]
    assert cells.sources_of(cells.shown(sources)) == sources


def test_laws_are_read_with_and_without_a_title() -> None:
    laws = [Law(number="1/2026/NĐ-CP"), Law(number="2/2026/TT-BCA", title="Thông tư, có phẩy")]
    assert cells.law_of(cells.shown(laws)) == laws


@pytest.mark.parametrize("text", ["21/11/2026", "2026-11-21"])
def test_a_day_is_written_as_people_do(text: str) -> None:
    assert cells.day_of(text) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "11/21/2026", "21/11/26", "hôm nay", "46347", "01/01/0026"]
)
def test_another_day_is_refused(text: str) -> None:
    with pytest.raises(cells.Unreadable) as caught:
        cells.day_of(text)
    assert caught.value.values == {"value": text}


@pytest.mark.parametrize(
    "line", ["https://example.vn", "Cổng | example.vn", " | https://a.vn", "Cổng | "]
)
def test_a_source_has_a_name_and_a_whole_address(line: str) -> None:
    with pytest.raises(cells.Unreadable, match="wrong_source"):
        cells.sources_of(line)


@pytest.mark.parametrize("line", ["1/2026/NĐ-CP | ", "| Nghị định"])
def test_half_a_law_is_refused(line: str) -> None:
    with pytest.raises(cells.Unreadable, match="wrong_law"):
        cells.law_of(line)


def test_bullets_and_empty_lines_are_no_part_of_a_list() -> None:
    assert cells.lines_of("- một  hai\n\n• ba\n") == ["một hai", "ba"]


def test_codes_may_stand_on_one_line_or_several() -> None:
    assert cells.codes_of("1.000894, 2.000815;1.000894\n faq.a") == [
        "1.000894",
        "2.000815",
        "faq.a",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Dấu\r\nhai",
        "Dấu_x000D_\nhai",
        "Dấu\u00a0 \nhai\t",
        "Da\u0302\u0301u\nhai",
        "\ufeffDấu\nhai",
    ],
)
def test_what_looks_alike_is_alike(typed: str) -> None:
    assert cells.tidy(typed) == "Dấu\nhai"


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = cells.tidy(text)
    if "_x" not in once:  # an escape may hide in another
        assert cells.tidy(once) == once


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\u202e", "\ud800"])
def test_characters_nobody_sees_are_noticed(sign: str) -> None:
    assert cells.has_control(f"a{sign}b")


def test_vietnamese_text_and_line_ends_are_no_control_characters() -> None:
    assert not cells.has_control("Đặng Thị Ngọ – 50.000 ₫ 👍🏽\n• hai")
