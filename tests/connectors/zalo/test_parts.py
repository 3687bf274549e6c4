"""A reply in parts, and what of it has arrived."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.reply import Button
from connectors.zalo.bodies import Choice
from connectors.zalo.parts import arrived, with_buttons, with_numbers

LONG = "\n\n".join(f"Đoạn {n}. " + "từ " * 500 for n in range(3))
BUTTONS = [Button(title="Lệ phí", payload="/a"), Button(title="Nơi nộp", payload="/b")]


def test_buttons_stand_under_the_last_part() -> None:
    parts = with_buttons(LONG, [Choice("Lệ phí", "t")])
    assert len(parts) == 3
    assert all(len(part.text) <= 2000 for part in parts)
    assert [len(part.choices) for part in parts] == [0, 0, 1]


def test_numbers_change_nothing_before_the_last_part() -> None:
    assert with_numbers(LONG, BUTTONS, "Gõ số.")[:2] == with_buttons(LONG, [])[:2]
    assert "2. Nơi nộp\nGõ số." in with_numbers(LONG, BUTTONS, "Gõ số.")[-1].text


def test_an_empty_text_is_still_a_message() -> None:
    assert with_buttons(" ", [])[0].text == "…"


def test_what_arrived_is_counted_from_the_first_part_on() -> None:
    parts = with_buttons(LONG, [])
    texts = [part.text for part in parts]
    assert arrived(parts, []) == 0
    assert arrived(parts, texts[:1]) == 1
    assert arrived(parts, ["khác", texts[0], "khác", texts[1]]) == 2
    assert arrived(parts, texts[1:]) == 0
    assert arrived(parts, [text.replace("\n", " \r\n") for text in texts]) == 3


@given(st.lists(st.text(alphabet="ab ", max_size=4), max_size=8))
def test_the_count_never_exceeds_the_parts(said: list[str]) -> None:
    assert 0 <= arrived(with_buttons("a b", []), said) <= 1
