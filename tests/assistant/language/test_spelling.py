"""Slips of the keyboard: raw Telex and VNI are read, one wrong letter is offered, no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.spelling import Spelling
from assistant.language.text import fold, syllables

KNOWN = [
    "Đăng ký tạm trú", "Đăng ký khai sinh", "Đăng ký kết hôn", "Cấp hộ chiếu", "Sang tên sổ đỏ",
    "Khai tử", "Hưởng lương hưu", "Giấy phép xây dựng", "Chuyển mục đích sử dụng đất",
    "Giấy chứng sinh", "Cấp lại thẻ căn cước bị mất", "Đổi bằng lái xe hạng A1, A, B",
    "Tờ khai CT01", "Làm thẻ ở đâu, mấy ngày có", "Thủ tục 1.001193",
]  # fmt: skip


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    """Knows the words of these names."""
    return Spelling(KNOWN)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ddawng kys tamj trus", "dang ky tam tru"),
        ("sangs teen soor ddor", "sang ten so do"),
        ("ddooir soor ddor", "doi so do"),
        ("khai tuwr", "khai tu"),
        ("luwowng huwu", "luong huu"),
        ("giaays chuwngs sinh", "giay chung sinh"),
        ("giaays phesp xaay duwngj", "giay phep xay dung"),
        ("ddawng kys keets hoon", "dang ky ket hon"),
        ("caapj laij ther cawn cuwowcs bij maats", "cap lai the can cuoc bi mat"),
        ("Ddawng Kys TAMJ TRUS", "dang ky tam tru"),
    ],
)
def test_raw_telex_is_read(spelling: Spelling, typed: str, read: str) -> None:
    assert spelling.composed(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("d9a8ng ky1 ta5m tru1", "dang ky tam tru"),
        ("dang9 ky1 tam5 tru1", "dang ky tam tru"),
        ("ke6t1 ho6n", "ket hon"),
        ("sang te6n so63 d9o3", "sang ten so do"),
        ("ho65 chie61u", "ho chieu"),
        ("chuye6n3 mu5c d9i1ch", "chuyen muc dich"),
        ("khai tu73", "khai tu"),
        ("la2m the3 ca8n cu7o71c", "lam the can cuoc"),
    ],
)
def test_raw_vni_is_read(spelling: Spelling, typed: str, read: str) -> None:
    """Also where the digits of shape and tone stand together, as most people type them."""
    assert spelling.composed(typed) == read


def test_raw_typing_among_composed_words_is_read(spelling: Spelling) -> None:
    """The keyboard was switched half-way."""
    assert spelling.composed("đăng kys tạm trú ở đâu?") == "dang ky tam tru o dau"


@pytest.mark.parametrize(
    "text",
    [
        "", "?!", "😀", "Đăng ký tạm trú ở đâu?", "làm thẻ mấy ngày có", "dang ky tam tru",
        "đổi bằng lái xe hạng A1", "tờ khai CT01 lấy ở đâu", "thủ tục 1.001193", "facebook, zalo",
        "wifi hỏng", "ở tầng 2 nhà số 15", "0912345678", "xem phim Avatar tối mai",
        "nhà ở lô b3 khu a2, đăng ký tạm trú ở đâu",
    ],
)  # fmt: skip
def test_a_text_without_raw_typing_comes_back_as_it_was(spelling: Spelling, text: str) -> None:
    """With its accents and its signs: house numbers and names are no VNI."""
    assert spelling.composed(text) == text


words = st.sampled_from(sorted({word for name in KNOWN for word in name.replace(",", "").split()}))


@given(st.lists(words, max_size=8), st.sampled_from([" ", "  ", ", ", "? "]))
def test_a_text_of_known_words_comes_back_as_it_was(
    spelling: Spelling, some: list[str], between: str
) -> None:
    for text in (between.join(some), fold(between.join(some))):
        assert spelling.composed(text) == text


@given(st.text(max_size=60))
def test_composing_again_changes_nothing_more(spelling: Spelling, text: str) -> None:
    once = spelling.composed(text)
    assert spelling.composed(once) == once
    assert len(syllables(once)) == len(syllables(text))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dang ky khai sing", "dang ky khai sinh"),
        ("sang tem sổ đỏ", "sang ten so do"),
        ("kêt hônn", "ket hon"),
        ("hộ chieú", None),  # folded it is right
        ("cấp hộ chiu", "cap ho chieu"),
        ("giấy pháp xây dựng", "giay phep xay dung"),
        ("mấy ngài", "may ngay"),
    ],
)
def test_a_pair_one_letter_off_is_offered(spelling: Spelling, typed: str, read: str | None) -> None:
    """A letter wrong, missing, too many, or two swapped."""
    readings = list(spelling.readings(typed))
    assert (read in readings) if read else (readings == [])


@pytest.mark.parametrize(
    "text",
    ["", "đăng ký", "đăng ký tạm trú", "quantum physics", "ở đa", "a b c d", "sinh", "tạm chú ý"],
)
def test_what_is_right_or_far_off_or_too_short_is_not_read_otherwise(
    spelling: Spelling, text: str
) -> None:
    assert list(spelling.readings(text)) == []


def test_two_syllables_are_never_read_as_one(spelling: Spelling) -> None:
    """Nor one as two: only a letter is read otherwise, not the gap between."""
    for typed in ("khaisinh dang ky", "kha isinh", "sangtên sổ đỏ"):
        for reading in spelling.readings(typed):
            assert len(reading.split()) == len(syllables(typed))


@given(st.lists(words, min_size=2, max_size=12), st.data())
def test_readings_are_few_and_differ_in_one_pair(
    spelling: Spelling, some: list[str], data: st.DataObject
) -> None:
    """So that a search for each stays fast."""
    letters = [fold(word)[:-1] + "q" if data.draw(st.booleans()) else fold(word) for word in some]
    typed = " ".join(letters)
    readings = list(spelling.readings(typed))
    assert len(readings) <= 4
    for reading in readings:
        pairs = zip(reading.split(), syllables(typed), strict=True)
        assert 1 <= sum(one != other for one, other in pairs) <= 2


def test_without_known_texts_nothing_is_read() -> None:
    empty = Spelling([])
    assert empty.composed("ddawng kys") == "ddawng kys"
    assert list(empty.readings("dang ky tam tru")) == []
