"""Words beside figures."""

from assistant.figures.counts import OUTCOMES
from assistant.figures.share import Share
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.content import Aspects
from connectors.console.figures.view import CHANNELS
from connectors.console.figures.words import field_names, procedure_name, read_share, words


def test_a_share_is_never_told_without_its_number_and_interval() -> None:
    assert read_share(Share(8, 10)) == "80,0 % của 10 (khoảng tin cậy 95 %: 49–94 %)"
    assert read_share(None) == "chưa có số liệu"


def test_every_outcome_channel_and_aspect_has_its_words(real_base: KnowledgeBase) -> None:
    said = words()
    assert set(said["outcomes"]) == set(OUTCOMES)
    assert set(said["channels"]) == set(CHANNELS)
    aspects: Aspects = real_base.aspects
    assert set(said["aspects"]) == set(aspects.root)


def test_procedures_are_named_and_have_a_field(real_base: KnowledgeBase) -> None:
    code = next(iter(real_base.records))
    assert procedure_name(real_base, code) == real_base.records[code].name
    assert procedure_name(real_base, "9.999999") == "9.999999"
    assert procedure_name(real_base, None) == ""
    assert field_names(real_base)[code] in real_base.fields.root.values()
