"""Names of places in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.gazetteer import Gazetteer, Mention, Name, without
from assistant.language.text import fold, normalise

NAMES = [
    Name("tien luc", "xã", "Tiên Lục"),
    Name("lang giang x", "xã", "Lạng Giang"),
    Name("lang giang h", "huyện", "Lạng Giang"),
    Name("yen dung p", "phường", "Yên Dũng"),
    Name("dinh bang", "phường", "Đình Bảng"),
    Name("dong ky x", "xã", "Đồng Kỳ"),
    Name("dong ky p", "phường", "Đồng Kỵ"),
    Name("dong tien", "xã", "Đồng Tiến"),
    Name("voi", "thị trấn", "Vôi"),
    Name("ho", "phường", "Hồ"),
    Name("que vo t", "thị xã", "Quế Võ"),
    Name("bac giang p", "phường", "Bắc Giang"),
    Name("bac giang t", "thành phố", "Bắc Giang"),
    Name("hoa long", "phường", "Hòa Long"),
]
GAZETTEER = Gazetteer(NAMES)


def found(text: str) -> list[set[str]]:
    """The keys of each mention."""
    mentions = GAZETTEER.mentions(normalise(text))
    return [{name.key for name in mention.names} for mention in mentions]


def only(text: str) -> Mention:
    """The one mention of a text."""
    (mention,) = GAZETTEER.mentions(normalise(text))
    return mention


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("xã Tiên Lục", {"tien luc"}),
        ("x. Tiên Lục", {"tien luc"}),
        ("x.tien luc", {"tien luc"}),
        ("p. Đình Bảng", {"dinh bang"}),
        ("p dinh bang", {"dinh bang"}),
        ("tp Bắc Giang", {"bac giang t"}),
        ("T.P Bắc Giang", {"bac giang t"}),
        ("thanh pho bac giang", {"bac giang t"}),
        ("phường Bắc Giang", {"bac giang p"}),
        ("h. Lạng Giang", {"lang giang h"}),
        ("TX Quế Võ", {"que vo t"}),
        ("tx. que vo", {"que vo t"}),
        ("TT Vôi", {"voi"}),
        ("phường Hoà Long", {"hoa long"}),
        ("xã Đồng Kì", {"dong ky x"}),
    ],
)
def test_a_kind_may_be_written_short(text: str, keys: set[str]) -> None:
    assert found(text) == [keys]
    assert only(text).certain


def test_the_kind_written_decides() -> None:
    assert found("xã Lạng Giang") == [{"lang giang x"}]
    assert found("huyện Lạng Giang") == [{"lang giang h"}]
    assert found("ở Lạng Giang") == [{"lang giang x", "lang giang h"}]


def test_another_kind_of_the_same_level_is_a_slip_or_an_older_name() -> None:
    assert found("xã Đình Bảng") == [{"dinh bang"}]
    assert found("huyện Quế Võ") == [{"que vo t"}]


def test_a_district_is_never_a_commune() -> None:
    """The ward took the name of a district that was larger: no false answer."""
    assert found("huyện Yên Dũng") == []


def test_accents_decide_where_written_and_ambiguity_stays_where_not() -> None:
    assert found("ở Đồng Kỵ") == [{"dong ky p"}]
    assert found("o dong ky") == [{"dong ky x", "dong ky p"}]
    assert found("ra xã đóng tiền") == []


@pytest.mark.parametrize(
    "text",
    ["phuong ho so gom gi", "ở phường hồ sơ gồm gì", "nop ho so o xa", "chuyện với vôi vữa", "vôi"],
)
def test_a_short_name_inside_other_words_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["phuong ho", "phường Hồ cũ giờ thuộc đâu", "p ho nay la phuong nao"]
)
def test_a_short_name_that_stands_alone_is_one(text: str) -> None:
    assert found(text) == [{"ho"}]


def test_a_name_of_the_province_needs_its_kind() -> None:
    assert found("tôi ở Bắc Giang") == []


def test_without_kind_and_place_it_may_be_a_persons_name() -> None:
    assert not only("con tôi tên Đồng Tiến").certain
    assert only("tôi ở Đồng Tiến").certain


def test_a_district_named_after_the_commune_is_certain_too() -> None:
    mentions = GAZETTEER.mentions("xã Tiên Lục, Lạng Giang")
    assert [mention.certain for mention in mentions] == [True, True]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("làm khai sinh ở xã Tiên Lục cũ", "làm khai sinh"),
        ("thôn Giếng xã Tiên Lục giờ thuộc đâu", "giờ thuộc đâu"),
        ("chứng thực bản sao ở xã Tiên Lục trước đây", "chứng thực bản sao"),
        ("xã Tiên Lục thuộc huyện Lạng Giang", ""),
        ("tôi ở Đình Bảng thì nộp ở đâu", "tôi thì nộp ở đâu"),
    ],
)
def test_what_belongs_to_the_name_goes_with_it(text: str, rest: str) -> None:
    assert without(text, GAZETTEER.mentions(text)) == rest


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer([]).mentions("xã Tiên Lục") == []


WORDS = ["xã", "x.", "phường", "p", "thị trấn", "tx", "tp", "huyện", "h", "Tiên Lục", "tien luc"]
WORDS += ["Lạng Giang", "Hồ", "hồ sơ", ",", "ở", "cũ", "thôn"]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)))
def test_mentions_stand_in_the_text_one_after_the_other(text: str) -> None:
    text = normalise(text)
    mentions = GAZETTEER.mentions(text)
    bounds = [bound for mention in mentions for bound in (mention.start, mention.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= m.start < m.end <= len(text) and m.names for m in mentions)


@given(st.sampled_from(NAMES), st.sampled_from(["", "tôi ở ", "cho hỏi ", "trước là "]))
def test_every_name_is_found_with_its_kind_accented_and_not(name: Name, before: str) -> None:
    text = f"{before}{name.kind} {name.name}"
    for written in (text, text.upper(), fold(text)):
        assert {name.key} <= set.union(*found(written))
