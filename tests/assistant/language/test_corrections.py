"""Taking back what was understood: what is meant instead, and no guess where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.corrections import corrected
from assistant.language.short_forms import clean
from assistant.language.text import fold


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("không, ý tôi là tạm vắng", "tạm vắng"),
        ("Không ý mình là tạm vắng", "tạm vắng"),
        ("ý tôi là: tạm vắng!", "tạm vắng"),
        ("ý là tạm vắng", "tạm vắng"),
        ("dạ không, ý em là làm thẻ căn cước", "làm thẻ căn cước"),
        ("à nhầm, tạm vắng", "tạm vắng"),
        ("nhầm, tạm vắng", "tạm vắng"),
        ("lộn: kết hôn", "kết hôn"),
        ("sai rồi, đăng ký kết hôn", "đăng ký kết hôn"),
        ("không phải thế, ý tôi là khai tử", "khai tử"),
        ("à không, đăng ký thường trú", "đăng ký thường trú"),
        ("tôi muốn nói là sang tên sổ đỏ", "sang tên sổ đỏ"),
        ("Không phải, ý em là đăng ký kết hôn", "đăng ký kết hôn"),
        ("không phải, ý mình là tạm vắng", "tạm vắng"),
        ("ủa không phải cái đó, sang tên sổ đỏ", "sang tên sổ đỏ"),
        ("ơ nhầm rồi, khai tử", "khai tử"),
        ("à ý tôi là khai tử", "khai tử"),
    ],
)  # fmt: skip
def test_what_follows_the_taking_back_is_meant(text: str, instead: str) -> None:
    assert corrected(text) == instead
    assert corrected(fold(text)) == fold(instead)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("không phải tạm trú mà là tạm vắng", "tạm vắng"),
        ("không phải tạm trú mà tạm vắng", "tạm vắng"),
        ("dạ không phải khai sinh, tôi hỏi khai tử", "khai tử"),
        ("Không phải sổ đỏ ý tôi là sổ hộ khẩu", "sổ hộ khẩu"),
    ],
)
def test_of_two_named_the_second_is_meant(text: str, instead: str) -> None:
    assert corrected(text) == instead
    assert corrected(fold(text)) == fold(instead)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("tạm vắng chứ không phải tạm trú", "tạm vắng"),
        ("tạm vắng, chứ không phải tạm trú", "tạm vắng"),
        ("thẻ căn cước chớ không phải hộ chiếu", "thẻ căn cước"),
    ],
)
def test_of_two_named_with_a_tail_the_first_is_meant(text: str, instead: str) -> None:
    assert corrected(text) == instead
    assert corrected(fold(text)) == fold(instead)


@pytest.mark.parametrize(
    "text",
    [
        "", "không", "không phải", "không ạ", "nhầm rồi", "sai rồi", "?!", "tạm vắng",
        "nhầm tên trên sổ đỏ", "nhầm ngày sinh thì sửa ở đâu", "lộn số nhà trong sổ hộ khẩu",
        "không có giấy chứng sinh", "không phải người địa phương thì tạm trú ở đâu",
        "có phải nộp tiền không", "ghi sai tên đệm", "sai tên trên giấy khai sinh",
        "tạm vắng chứ không phải", "lý lịch tư pháp", "ý nghĩa của mã định danh",
        "tôi nhầm ngày sinh trên giấy khai sinh thì sửa sao",
        "không đúng họ tên trên giấy khai sinh thì sửa thế nào",
    ],
)  # fmt: skip
def test_where_nothing_is_taken_back_there_is_no_correction(text: str) -> None:
    """A word that also tells of a mistake in a paper takes nothing back."""
    assert corrected(text) is None
    assert corrected(fold(text)) is None


def test_short_forms_are_written_out_before() -> None:
    assert corrected(clean("ko, ý tôi là tạm vắng")) == "tạm vắng"


def test_a_mark_without_a_letter_does_not_cut_the_text_askew() -> None:
    """It is gone in the folded text, so positions there are not those of the text."""
    assert corrected("không, ý tôi là \u0301tạm vắng") == "tam vang"


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """What is meant instead is never empty, and is a part of what was said."""
    instead = corrected(text)
    assert instead is None or instead.strip()


@given(st.sampled_from(["tạm vắng", "khai tử ở đâu", "cấp đổi sổ đỏ"]), st.text(" ,.!", max_size=5))
def test_signs_around_it_do_not_matter(instead: str, signs: str) -> None:
    assert corrected(f"không, ý tôi là {signs} {instead}{signs}") == instead
