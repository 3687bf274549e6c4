"""What is held out is nowhere left."""

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.search import SearchIndex
from assistant.language.short_forms import clean
from evaluation.heldout import Part, without_words


def test_the_phrases_of_a_part_are_gone_and_the_others_stay(
    small_base: KnowledgeBase, small_index: SearchIndex
) -> None:
    code, record = next(iter(small_base.records.items()))
    first, *others = record.aliases
    part = Part(small_index, ((clean(first), code),))
    less = without_words(small_base, part)
    assert less.records[code].aliases == others
    assert less.records[code].questions == record.questions
    assert small_base.records[code].aliases == record.aliases
