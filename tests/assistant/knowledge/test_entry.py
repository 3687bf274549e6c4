"""What the search index holds of a record."""

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import Entry, entry_of
from assistant.knowledge.record import Record


@pytest.fixture
def birth(small_base: KnowledgeBase) -> Entry:
    """The entry of an invented record."""
    return entry_of(small_base.record("9.000001"))


def test_titles_are_all_the_names_people_may_use(birth: Entry, small_base: KnowledgeBase) -> None:
    """The name first, then the official one, aliases and questions."""
    record = small_base.record("9.000001")
    names = (record.name, record.official_name, *record.aliases, *record.questions)
    assert birth.titles == names


def test_a_title_stands_once(small_base: KnowledgeBase) -> None:
    """Name and official name of this record are the same words."""
    titles = entry_of(small_base.record("x.ho-kinh-doanh")).titles
    assert titles.count("Đăng ký thành lập hộ kinh doanh") == 1


@pytest.mark.parametrize(
    "fact",
    [
        "Ghi việc sinh vào sổ và cấp Giấy khai sinh.",
        "Bạn có Giấy chứng sinh không? Không có hoặc bị mất",
        "Giấy tờ tùy thân của người đi đăng ký Còn hạn, có ảnh.",
        "Bản sao cấp thêm.",
        "Hộ nghèo được miễn lệ phí.",
        "Có thể làm liên thông với đăng ký thường trú.",
        "Trung tâm Phục vụ hành chính công nơi cha hoặc mẹ cư trú.",
    ],
)
def test_a_passage_is_one_fact(birth: Entry, fact: str) -> None:
    assert fact in birth.passages


def test_a_record_staff_wrote_is_common_business(small_base: KnowledgeBase) -> None:
    record = small_base.record("9.000001")
    assert entry_of(record).common
    assert entry_of(record.model_copy(update={"level": ["province"]})).common


def test_every_real_record_gives_titles_and_passages(real_record: Record) -> None:
    """None of them empty: an empty passage would match everything or nothing."""
    entry = entry_of(real_record)
    assert entry.code == real_record.code
    assert all(text.strip() for text in (*entry.titles, *entry.passages))
    assert len(set(entry.titles)) == len(entry.titles)
