"""What a proposal makes of the files: their text says what the library will hold."""

from pathlib import Path

import pytest
import yaml

from assistant.errors import ContentError
from assistant.knowledge.faq import FaqTopic
from assistant.knowledge.spreadsheet.library import Library, read_library
from assistant.knowledge.spreadsheet.proposal import Proposal
from assistant.knowledge.spreadsheet.revision import revised, texts_after


@pytest.fixture
def library(folder: Path) -> Library:
    """Two topics with a question each, and four procedures."""
    text = (folder / "faq" / "tai_quay.yml").read_text("utf8")
    other = text.replace("may-in-tai-quay", "gui-xe").replace("Tại quầy", "Ngoài quầy")
    (folder / "faq" / "ngoai_quay.yml").write_text(
        other.replace("    answer", "    # hỏi bảo vệ\n    answer"), "utf8"
    )
    return read_library(folder)


def texts(library: Library) -> dict[Path, str]:
    """The text of every file."""
    return {path: path.read_text("utf8") for path in (*library.topics, *library.records)}


def test_nothing_proposed_changes_no_file(library: Library) -> None:
    assert texts_after(library, Proposal(), texts(library)) == {}
    assert revised(library, Proposal()) == library


def test_a_question_that_moves_takes_its_comments_along(library: Library) -> None:
    outside, inside = library.topics
    faq = library.faqs()["gui-xe"].model_copy(update={"question": "Gửi xe: ở đâu?"})
    proposal = Proposal(placed={"gui-xe": (inside, faq)})
    after = texts_after(library, proposal, texts(library))
    assert after[outside] is None
    text = str(after[inside])
    assert 'question: "Gửi xe: ở đâu?"' in text
    assert "\n    # hỏi bảo vệ\n    answer" in text
    assert (
        FaqTopic.model_validate(yaml.safe_load(text)) == revised(library, proposal).topics[inside]
    )


def test_a_topic_without_a_question_left_is_gone(library: Library) -> None:
    outside, inside = library.topics
    proposal = Proposal(removed={"gui-xe"})
    assert texts_after(library, proposal, texts(library)) == {outside: None}
    assert list(revised(library, proposal).topics) == [inside]


def test_a_file_in_another_style_is_left_alone(library: Library) -> None:
    inside = list(library.topics)[1]
    flow = yaml.safe_dump(yaml.safe_load(inside.read_text("utf8")), default_flow_style=True)
    faq = library.faqs()["may-in-tai-quay"].model_copy(update={"question": "Khác?"})
    proposal = Proposal(placed={faq.id: (inside, faq)})
    with pytest.raises(ContentError, match=r"tai_quay\.yml"):
        texts_after(library, proposal, {**texts(library), inside: flow})
