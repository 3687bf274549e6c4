"""Cue words tell the aspect; without them the subject is left."""

import pytest

from assistant.knowledge.aspects import AspectCues
from assistant.knowledge.base import KnowledgeBase
from assistant.language.content import content_words


@pytest.fixture(scope="module")
def cues(real_base: KnowledgeBase) -> AspectCues:
    return AspectCues(real_base.aspects)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("đăng ký tạm trú cần giấy tờ gì", {"papers"}),
        ("dang ky tam tru can giay to gi", {"papers"}),
        ("mất bao lâu", {"time"}),
        ("phí và thời gian thế nào", {"fee", "time"}),
        ("nộp ở đâu", {"place"}),
        ("mất bao nhiêu ngày", {"time"}),
        ("mất bao nhiêu", {"fee"}),
        ("làm lại hết bao nhiêu", {"fee"}),
        ("sang tên xe máy", set()),
    ],
)
def test_the_cue_words_name_the_aspects(cues: AspectCues, text: str, aspects: set[str]) -> None:
    assert set(cues.asked_in(text)) == aspects


def test_the_subject_is_what_is_left() -> None:
    assert content_words("mất bao lâu") == []


def test_asking_words_do_not_name_a_procedure(cues: AspectCues) -> None:
    left = cues.subject_of("đăng ký tạm trú mất bao nhiêu tiền")
    assert "tam" in content_words(left)
    assert "tien" not in content_words(left)
