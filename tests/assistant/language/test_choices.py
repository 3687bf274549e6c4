"""Which option an answer means: by number, by its words, by yes and no; else nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.record import Case, Record
from assistant.language.choices import Choice, Plain, understand_choice
from assistant.language.short_forms import clean
from assistant.language.text import fold

MARRIAGE = [
    Choice("first", "Kết hôn lần đầu", ("chưa từng cưới",)),
    Choice("divorced", "Đã ly hôn", ("bỏ nhau", "chia tay")),
    Choice("widowed", "Vợ hoặc chồng đã mất", ("góa",)),
]
YES_NO = [Choice("has", "Có, bản giấy"), Choice("missing", "Không có hoặc bị mất")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", "first"), ("2.", "divorced"), ("số 3", "widowed"), ("cái thứ 2 ạ", "divorced"),
        ("thứ nhất", "first"), ("cái đầu tiên nhé", "first"), ("chọn cái cuối", "widowed"),
        ("dạ em chọn số hai ạ", "divorced"), ("trường hợp 3", "widowed"), ("cuoi cung", "widowed"),
        ("4", None), ("0", None), ("9", None),
    ],
)  # fmt: skip
def test_a_number_picks_by_place(text: str, expected: str | None) -> None:
    """A number beyond the list picks nothing."""
    assert understand_choice(text, MARRIAGE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã ly hôn", "divorced"), ("da ly hon", "divorced"), ("mình đã ly hôn rồi ạ", "divorced"),
        ("hai đứa chia tay lâu rồi", "divorced"), ("GÓA", "widowed"), ("goá", "widowed"),
        ("chưa từng cưới ai", "first"), ("chồng em đi làm xa", None), ("", None), ("???", None),
        ("góa rồi chia tay", "divorced"),
    ],
)  # fmt: skip
def test_words_of_an_option_pick_it(text: str, expected: str | None) -> None:
    """Whole words of a label or of `says`; the longest name in the text wins."""
    assert understand_choice(text, MARRIAGE) == expected


def test_two_options_named_equally_long_pick_nothing() -> None:
    """A tie is no answer: the question is put again rather than guessed."""
    colours = [Choice("red", "màu đỏ"), Choice("dim", "màu mờ")]
    assert understand_choice("màu đỏ hay màu mờ", colours) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có", "has"), ("dạ có ạ", "has"), ("rồi", "has"), ("ok", "has"), ("ừ", "has"),
        ("không", "missing"), ("dạ không", "missing"), ("chưa ạ", "missing"), ("ko", "missing"),
    ],
)  # fmt: skip
def test_yes_and_no_pick_between_a_positive_and_a_negative_option(text: str, expected: str) -> None:
    assert understand_choice(text, YES_NO) == expected


@pytest.mark.parametrize("text", ["không", "không phải", "chưa"])
def test_no_where_no_option_is_negative_means_none_of_them(text: str) -> None:
    assert understand_choice(text, MARRIAGE) is Plain.NONE


def test_yes_where_nothing_is_negative_means_nothing() -> None:
    assert understand_choice("có", MARRIAGE) is None


@pytest.mark.parametrize(
    "text",
    ["không rõ", "em không biết ạ", "ko nhớ", "khong chac lam", "chịu", "tôi chịu rồi", "chưa rõ"],
)
def test_not_knowing_is_an_answer(text: str) -> None:
    assert understand_choice(text, YES_NO) is Plain.UNSURE
    assert understand_choice(text, MARRIAGE) is Plain.UNSURE


def test_an_option_named_in_full_is_meant_even_if_it_sounds_unsure() -> None:
    """A button says "Chưa rõ mẹ": whoever types its words means this button."""
    parents = [Choice("both", "Rõ cả cha mẹ"), Choice("father_only", "Chỉ có cha, chưa rõ mẹ")]
    assert understand_choice("Chỉ có cha, chưa rõ mẹ", parents) == "father_only"


@pytest.mark.parametrize(
    ("text", "choices", "expected"),
    [
        ("bà", [Choice("a", "Cha mẹ"), Choice("b", "Ông bà", ("bà",)), Choice("c", "Khác")], "b"),
        (
            "tự đi",
            [Choice("a", "Tôi", ("tự đi",)), *map(Choice, "bcd", ("Hộ", "Thuê", "Gửi"))],
            "a",
        ),
    ],
)
def test_an_accented_word_of_an_option_is_no_number(
    text: str, choices: list[Choice], expected: str
) -> None:
    """ "bà" is not "ba" and "tự" is not "tư": what an option itself says comes before its place."""
    assert understand_choice(text, choices) == expected


@pytest.mark.parametrize("text", ["1", "cuối cùng", "có", "đã ly hôn", ""])
def test_among_no_options_nothing_is_meant(text: str) -> None:
    assert understand_choice(text, []) is None


@given(st.text(max_size=60))
def test_any_text_gives_an_option_or_nothing(text: str) -> None:
    """No text raises, and nothing but an offered option is ever picked."""
    meant = understand_choice(text, MARRIAGE)
    assert meant is None or isinstance(meant, Plain) or meant in {c.id for c in MARRIAGE}


def choices_of(case: Case) -> list[Choice]:
    """The options as a consultation offers them."""
    return [Choice(o.id, o.label, tuple(o.says)) for o in case.options]


def test_the_label_of_an_option_picks_it(real_record: Record) -> None:
    """Typed as the button says it, cleaned or without accents."""
    wrong = [
        f"{case.id}.{option.id}: '{typed}' → {meant}"
        for case in real_record.cases
        for option in case.options
        for typed in (option.label, clean(option.label), fold(option.label))
        if (meant := understand_choice(typed, choices_of(case))) != option.id
    ]
    assert not wrong, "\n".join(wrong)


def test_a_further_word_never_picks_another_option(real_record: Record) -> None:
    """A word under `says` picks its option, or it is left open; it is never another's answer."""
    wrong = [
        f"{case.id}.{option.id}: '{typed}' → {meant}"
        for case in real_record.cases
        for option in case.options
        for word in option.says
        for typed in (word, clean(word), fold(word))
        if (meant := understand_choice(typed, choices_of(case))) not in {option.id, None}
        and not isinstance(meant, Plain)
    ]
    assert not wrong, "\n".join(wrong)
