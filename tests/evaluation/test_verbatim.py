"""A question of an evaluation is found where it was taught, and only there."""

from pathlib import Path

import pytest

from assistant.knowledge.base import Content, load_content
from evaluation.questions import Question
from evaluation.verbatim import Taught, examples, taught, verbatim

INTENTS = Path(__file__).parents[2] / "nlu_data" / "intents"


@pytest.fixture(scope="module")
def content(real_folder: Path) -> Content:
    return load_content(real_folder)


@pytest.fixture(scope="module")
def known(content: Content) -> Taught:
    return taught(content, INTENTS)


def _asked(text: str) -> list[Question]:
    return [Question("q1", text, frozenset())]


def _alias(content: Content) -> tuple[str, str]:
    """An alias long enough to count inside a longer question."""
    return next(
        (alias, record.code)
        for record in content.versions
        for alias in record.aliases
        if len(alias.split()) > 7 and alias not in (record.name, record.official_name)
        and verbatim(_asked(f"Chào cán bộ. {alias}?"), {alias: []}) == []
    )  # fmt: skip


def test_an_alias_is_found_without_accents_and_case(content: Content, known: Taught) -> None:
    alias, code = _alias(content)
    for text in (alias, alias.upper() + "???"):
        hits = verbatim(_asked(text), known)
        assert (f"alias of {code}", True) in [(hit.where, hit.whole) for hit in hits]


def test_an_alias_inside_a_longer_question_is_found(known: Taught) -> None:
    text = "Xin chào các anh chị. làm giấy khai sinh cho con mới đẻ? Cảm ơn."
    sentence = {"lam giay khai sinh cho con moi de": ["alias of 1.001193"]}
    assert [(hit.where, hit.whole) for hit in verbatim(_asked(text), sentence)] == [
        ("alias of 1.001193", False)
    ]


def test_a_training_sentence_is_found(known: Taught) -> None:
    text, where = next(examples(INTENTS / "out_of_scope.yml"))
    assert where in [hit.where for hit in verbatim(_asked(text), known)]


def test_a_question_of_the_faq_is_found(content: Content, known: Taught) -> None:
    faq = content.faqs[0]
    assert faq.code in [hit.where for hit in verbatim(_asked(faq.question), known)]


def test_an_official_name_is_no_secret(content: Content, known: Taught) -> None:
    hits = [hit for r in content.versions for hit in verbatim(_asked(r.official_name), known)]
    assert hits == []


def test_short_sentences_inside_a_question_are_everybodys(known: Taught) -> None:
    own = "Nhà tôi ở cuối xóm có cây đa ba trăm tuổi muốn chặt. Thủ tục thế nào? Xin cảm ơn."
    assert verbatim(_asked(own), known) == []
