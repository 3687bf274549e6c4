"""What a change does to questions."""

import dataclasses

from assistant.documents.effect import consulted, effects, found
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.reply import Outcome

NEW_WORDS = "báo có khách ngủ lại"


def _with(base: KnowledgeBase, **changed: object) -> KnowledgeBase:
    record = base.record("9.000003").model_copy(update=changed)
    return dataclasses.replace(base, records={**base.records, record.code: record})


def test_a_new_way_to_ask_finds_the_record_and_disturbs_no_other(
    small_base: KnowledgeBase,
) -> None:
    aliases = [*small_base.record("9.000003").aliases, NEW_WORDS]
    cache = FeatureCache()
    before = consulted(small_base, cache)
    after = consulted(_with(small_base, aliases=aliases), cache)
    (one,) = effects(before, after, [NEW_WORDS, "thời tiết hôm nay", "giá vàng"])
    assert one.question == NEW_WORDS
    assert one.finds_other
    assert one.before.outcome is not Outcome.ANSWERED
    assert (one.after.outcome, one.after.codes) == (Outcome.ANSWERED, ("9.000003",))


def test_other_words_of_the_same_answer_are_told_apart(small_base: KnowledgeBase) -> None:
    question = "đăng ký tạm trú ai được làm"
    after = consulted(_with(small_base, who="Người mới chuyển đến."))
    (one,) = effects(consulted(small_base), after, [question])
    assert not one.finds_other
    assert "Người mới chuyển đến." in one.after.text


def test_no_change_has_no_effect(small_base: KnowledgeBase) -> None:
    questions = [record.name for record in small_base.records.values()]
    assert effects(consulted(small_base), consulted(small_base), questions) == []


def test_what_is_offered_counts_as_found(small_base: KnowledgeBase) -> None:
    outcomes = {found(consulted(small_base), r.name).outcome for r in small_base.records.values()}
    assert outcomes <= {Outcome.ANSWERED, Outcome.CLARIFIED}
