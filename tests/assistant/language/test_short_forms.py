"""Short forms are written out: always, or only beside the words that make them plain."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language.short_forms import ShortForms, clean, short_forms
from assistant.language.text import fold, has_accents, normalise

FORMS = ShortForms(
    always={"cccd": "căn cước công dân", "ko": "không", "dc": "được"},
    beside={"ks": ("khai sinh", frozenset({"giay", "lam"}))},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("làm cccd", "làm căn cước công dân"),
        ("làm CCCD!", "làm căn cước công dân!"),
        ("lam cccd", "lam can cuoc cong dan"),
        ("ko biết", "không biết"),
        ("được ko?", "được không?"),
        ("đc ạ", "được ạ"),
        ("giấy ks", "giấy khai sinh"),
        ("giay ks", "giay khai sinh"),
        ("ks ở phố", "ks ở phố"),
        ("kho cccdx", "kho cccdx"),
        ("kó biết", "kó biết"),
        ("", ""),
    ],
)
def test_expand_writes_out_whole_words_only(text: str, expected: str) -> None:
    """An unaccented text stays unaccented; an accented vowel makes another word of it."""
    assert FORMS.expand(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đk khai sinh", "đăng ký khai sinh"),
        ("làm hs ntn", "làm hồ sơ như thế nào"),
        ("xin gpxd ạ", "xin giấy phép xây dựng ạ"),
        ("xin gpxd", "xin giay phep xay dung"),
        ("Hoà giải ở ubnd", "Hòa giải ở ủy ban nhân dân"),
        ("thẻ bhyt   cho bé", "thẻ bảo hiểm y tế cho bé"),
        ("dk tam tru", "dang ky tam tru"),
        ("mã 1.001193", "mã 1.001193"),
    ],
)
def test_clean_is_what_every_later_step_reads(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_a_short_form_stands_in_one_list_only() -> None:
    """What is always written out needs no neighbours."""
    forms = short_forms()
    assert not forms.always.keys() & forms.beside.keys()


@pytest.mark.parametrize("meaning", sorted(short_forms().always.values()))
def test_a_meaning_is_normal_text(meaning: str) -> None:
    """Otherwise the written-out word would differ from the typed one."""
    assert normalise(meaning) == meaning


@pytest.mark.parametrize("short", sorted(short_forms().always))
def test_each_short_form_alone_is_written_out_once(short: str) -> None:
    """No meaning holds a short form itself."""
    forms = short_forms()
    assert forms.expand(forms.expand(short)) == forms.expand(short) == fold(forms.always[short])


PLAIN = "làm giấy thẻ cho đăng ký ở xã bao"
words = st.sampled_from([*short_forms().always, *short_forms().beside, *PLAIN.split()])


@given(st.lists(words, max_size=6).map(" ".join))
@example("lm cc")
@example("gt bn")
def test_expanding_twice_changes_nothing(text: str) -> None:
    """A short form beside another is read by what that one means: "lm cc" is "làm căn cước"."""
    once = short_forms().expand(text)
    assert short_forms().expand(once) == once


@given(st.text(max_size=40))
def test_cleaning_keeps_unaccented_text_unaccented(text: str) -> None:
    if not has_accents(text):
        assert not has_accents(clean(text))
