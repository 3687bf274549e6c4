"""A subject is asked as a resident asks."""

from pathlib import Path

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State
from assistant.settings import Settings
from evaluation.subject import Subject


def test_finder_and_consultation_stand_on_the_same_index(
    small_base: KnowledgeBase, small_index: SearchIndex
) -> None:
    subject = Subject("small", small_base, (), small_index)
    name = small_base.records["9.000003"].name
    meant = subject.finder.find(name, None)
    advice = subject.edition.consultation.ask(name, (), State())
    assert meant.answers == "9.000003"
    assert advice.state.procedure == "9.000003"


def test_an_encoder_of_the_settings_is_taken_as_it_is(
    small_base: KnowledgeBase, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path, encoder_model=Settings().encoder)
    subject = Subject.of("small", small_base, settings)
    assert {entry.code for entry in subject.entries} == small_base.records.keys()
    assert not (tmp_path / "cache").exists()
