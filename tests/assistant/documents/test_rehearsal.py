"""A draft is asked beside the knowledge of today; the others stay what they are."""

from pathlib import Path

import pytest

from assistant.documents.effect import consulted
from assistant.documents.rehearsal import Rehearsal, own_questions, rehearsed
from assistant.documents.version import DocumentError
from assistant.errors import ContentError
from assistant.knowledge.base import KnowledgeBase, load_knowledge_base
from tests.assistant.documents.conftest import FAQ, RECORD

NEW = """\
  - id: gui-xe
    question: Gửi xe ở đâu?
    aliases: [bãi xe ở đâu, chỗ để xe, có giữ xe không, đỗ ô tô chỗ nào, gửi xe máy]
    answer: Bãi xe trước cổng.
    checked_on: 2026-11-22
    sources: [{name: Trung tâm}]
"""


@pytest.fixture
def base(folder: Path) -> KnowledgeBase:
    return load_knowledge_base(folder)


def test_a_record_takes_its_own_place(base: KnowledgeBase, folder: Path) -> None:
    text = (folder / RECORD).read_text("utf8")
    changed = rehearsed(base, RECORD, text.replace("effective_from", "effective_from"), text)
    assert changed.records == base.records
    named = "\n".join(
        "name: Việc mới" if line.startswith("name:") else line for line in text.splitlines()
    )
    changed = rehearsed(base, RECORD, named, text)
    assert changed.records["9.000003"].name == "Việc mới"
    assert len(changed.records) == len(base.records)


def test_a_topic_brings_its_questions_and_takes_the_old_ones(
    base: KnowledgeBase, folder: Path
) -> None:
    text = (folder / FAQ).read_text("utf8")
    assert {*rehearsed(base, FAQ, text + NEW, text).faqs} == {*base.faqs, "faq.gui-xe"}
    only = "topic: Tại quầy\nentries:\n" + NEW
    assert {*rehearsed(base, FAQ, only, text).faqs} == {"faq.gui-xe"}


def test_offices_and_parts_too(base: KnowledgeBase, folder: Path) -> None:
    words = 'office: "07210"\nprocedures: []\n'
    assert "07210" in rehearsed(base, "overrides/07210.yml", words, None).overrides
    fields = (folder / "fields.yml").read_text("utf8") + "moi: Lĩnh vực mới\n"
    assert rehearsed(base, "fields.yml", fields, None).fields.root["moi"] == "Lĩnh vực mới"


def test_what_is_not_whole_cannot_be_asked(base: KnowledgeBase) -> None:
    with pytest.raises(ContentError):
        rehearsed(base, RECORD, "name: chỉ tên", None)
    with pytest.raises(DocumentError):
        rehearsed(base, "khac.yml", "a: 1", None)


def test_own_questions_are_names_and_ways_to_ask(folder: Path) -> None:
    assert "Quầy có máy in cho người dân không?" in own_questions(
        FAQ, (folder / FAQ).read_text("utf8")
    )
    record = (folder / RECORD).read_text("utf8")
    assert len(own_questions(RECORD, record)) >= 9
    assert own_questions(RECORD, "name: chỉ tên") == own_questions(RECORD, None) == []


def test_effects_are_before_and_after(base: KnowledgeBase, folder: Path) -> None:
    text = (folder / FAQ).read_text("utf8")
    changed = rehearsed(base, FAQ, text + NEW, text)
    rehearsal, today = Rehearsal(), consulted(base)
    for _ in range(2):
        found = rehearsal.effects(
            today, changed, ["chỗ để xe", "chỗ để xe", "quầy có máy in không"]
        )
        (effect,) = found
        assert effect.after.codes == ("faq.gui-xe",)
        assert effect.finds_other
