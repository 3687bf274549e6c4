"""An office's word on a procedure, as the lists of a kiosk tell it."""

from dataclasses import replace
from datetime import date

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.list_first import ListFirst
from assistant.knowledge.overrides import OfficeWord, OfficeWords
from assistant.knowledge.own_words import OwnWords


def with_word(base: KnowledgeBase) -> KnowledgeBase:
    word = OfficeWord(
        code="1.001193", hours="Thứ bảy buổi sáng", note="Có người trông trẻ.",
        checked_on=date(2026, 11, 22),
    )  # fmt: skip
    return replace(base, overrides={"tinh": OfficeWords(office="tinh", procedures=[word])})


def test_only_what_was_written_is_said(real_base: KnowledgeBase) -> None:
    said = OwnWords(with_word(real_base)).of("1.001193", "tinh")
    assert said is not None
    name = real_base.offices.office("tinh").name  # type: ignore[union-attr]
    assert said.splitlines() == [
        f"{name} hướng dẫn thêm (kiểm tra ngày 22/11/2026):",
        "• Giờ tiếp nhận: Thứ bảy buổi sáng",
        "• Có người trông trẻ.",
    ]
    assert OwnWords(real_base).of("1.001193", "tinh") is None


def test_a_kiosk_tells_the_words_of_its_office(real_base: KnowledgeBase) -> None:
    lists = ListFirst(with_word(real_base))
    found = lists.of("1.001193", {})
    told = dict(lists.facts(found, "tinh"))
    place = real_base.aspects.button("place")
    assert "Thứ bảy buổi sáng" in told[place]
    assert [name for name, text in told.items() if "Thứ bảy" in text] == [place]
    assert "Thứ bảy buổi sáng" not in dict(lists.facts(found))[place]
