"""One form for every way of typing Vietnamese, and a twin without marks."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language.text import fold, has_accents, normalise, place_tone, syllables

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
sentences = st.text(VIETNAMESE + VIETNAMESE.upper() + " 0123456789,.?/-", max_size=60)
any_text = st.one_of(st.text(max_size=60), sentences)

TONES = [
    ("hoà", "hòa"), ("thuỷ", "thủy"), ("qúy", "quý"), ("khoẻ", "khỏe"), ("tuỳ", "tùy"),
    ("uỷ", "ủy"), ("gìa", "già"), ("Hoà", "Hòa"), ("HOÀ", "HÒA"), ("hòan", "hoàn"),
    ("qủa", "quả"), ("lọai", "loại"), ("ngừơi", "người"), ("thủơ", "thuở"), ("gíây", "giấy"),
    ("mía", "mía"), ("của", "của"), ("giờ", "giờ"), ("gì", "gì"), ("nghĩa", "nghĩa"),
    ("huyện", "huyện"), ("khuỷu", "khuỷu"), ("rượu", "rượu"), ("đăng", "đăng"), ("quốc", "quốc"),
    ("café", "café"), ("résumé", "résumé"), ("Bắc", "Bắc"), ("123", "123"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "common"), TONES)
def test_place_tone_moves_the_mark_where_the_common_spelling_has_it(
    typed: str, common: str
) -> None:
    """And what is no Vietnamese syllable with one tone stays as it was."""
    assert place_tone(typed) == common


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  đăng   ký\tkhai\nsinh ", "đăng ký khai sinh"),
        ("đăng\u200bký", "đăngký"),
        ("đăng\u00a0ký", "đăng ký"),
        ("\ufeffkhai sinh\x00", "khai sinh"),
        (unicodedata.normalize("NFD", "thẻ căn cước"), "thẻ căn cước"),
        ("Uỷ ban, hoà giải!", "Ủy ban, hòa giải!"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_normalise_gives_one_form(typed: str, expected: str) -> None:
    """One Unicode form, single spaces, nothing invisible, one place for the tone."""
    assert normalise(typed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng ký", "dang ky"),
        ("QUYỀN SỬ DỤNG ĐẤT", "quyen su dung dat"),
        (unicodedata.normalize("NFD", "Nguyễn"), "nguyen"),
        ("1.001193", "1.001193"),
        ("", ""),
    ],
)
def test_fold_takes_the_marks_and_capitals_away(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng ký khai sinh?", ["dang", "ky", "khai", "sinh"]),
        ("mã 1.001193 ạ", ["ma", "1.001193", "a"]),
        ("", []),
        ("?!…", []),
    ],
)
def test_syllables_are_folded_words_and_a_code_is_one(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected


@pytest.mark.parametrize(
    ("text", "accented"),
    [("khai sinh", False), ("khái sinh", True), ("đi", True), ("DI", False), ("123 ?", False)],
)
def test_has_accents_tells_whether_vietnamese_letters_were_used(text: str, accented: bool) -> None:
    assert has_accents(text) is accented
    assert has_accents(unicodedata.normalize("NFD", text)) is accented


@given(any_text)
@example("e\u200b\u0301")
def test_normalise_twice_is_normalise_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(any_text)
def test_normalise_does_not_mind_how_letters_are_composed(text: str) -> None:
    """A phone that sends base letters and marks apart means the same."""
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert normalise(composed) == normalise(apart)


@given(any_text)
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_fold_does_not_mind_how_letters_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(sentences)
def test_moving_a_tone_never_changes_the_letters(text: str) -> None:
    """Only the place of the mark moves: the folded twin is the same."""
    assert fold(normalise(text)) == " ".join(fold(text).split())
