"""Long texts for channels with limits."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.reply import Button
from connectors.rendering import numbered, split_text


def test_a_text_is_cut_at_the_end_of_a_sentence() -> None:
    assert split_text("Câu một. Câu hai dài. Câu ba.", 22) == ["Câu một. Câu hai dài.", "Câu ba."]


def test_a_paragraph_is_kept_whole_where_it_fits() -> None:
    assert split_text("Một hai ba.\n\nBốn năm. Sáu.", 20) == ["Một hai ba.", "Bốn năm. Sáu."]


def test_a_word_longer_than_the_limit_is_cut_all_the_same() -> None:
    assert split_text("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_accents_written_apart_count_as_one_letter() -> None:
    assert split_text("a\u0301" * 10, 10) == ["á" * 10]


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, limit: int) -> None:
    parts = split_text(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    joined = "".join("".join(parts).split())
    assert joined == "".join("".join(split_text(text, 10**6)).split())


def test_buttons_become_a_numbered_list() -> None:
    buttons = [Button(title="Lệ phí", payload="/a"), Button(title="Nơi nộp", payload="/b")]
    assert numbered("Chọn:", buttons, "Gõ số.") == "Chọn:\n\n1. Lệ phí\n2. Nơi nộp\nGõ số."
