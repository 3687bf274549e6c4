from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.unanswered.reasons import reasons, titles_of

RECORD = "9.000001"


def test_a_name_finds_its_record_and_tells_the_words_they_share(
    small_base: KnowledgeBase, consultation: Consultation
) -> None:
    alias = small_base.records[RECORD].aliases[0]
    why = reasons(small_base, consultation, f"{alias} zzyx")
    assert why.near[0].code == RECORD
    assert why.near[0].behind == 0
    assert why.near[0].met
    assert why.near[0].titles
    assert why.strange == ("zzyx",)
    assert 0 < why.needed <= 1
    assert [near.behind for near in why.near] == sorted(near.behind for near in why.near)


def test_what_nothing_knows_still_has_a_decision(
    small_base: KnowledgeBase, consultation: Consultation
) -> None:
    why = reasons(small_base, consultation, "tàu vũ trụ")
    assert why.decision in {"unknown", "ask_subject", "clarify"}
    assert why.confidence < why.needed


def test_whatever_is_asked_has_reasons(
    small_base: KnowledgeBase, consultation: Consultation
) -> None:
    for question in ("", "???", "\x00", "a" * 3000, "9.000001", "cần gì"):
        assert reasons(small_base, consultation, question).decision


def test_names_are_those_of_a_record_or_of_a_question(small_base: KnowledgeBase) -> None:
    assert small_base.records[RECORD].name in titles_of(small_base, RECORD)
    assert titles_of(small_base, "faq.none") == ()
