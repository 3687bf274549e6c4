"""What the search index holds of a record or a question."""

import dataclasses
from pathlib import Path

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.content import Phrases
from assistant.knowledge.entry import Entry, EntryCache, entries_of, entry_of, entry_of_faq
from assistant.knowledge.loading import load_faqs
from assistant.knowledge.official import official_record
from assistant.knowledge.portal import PortalRow
from assistant.knowledge.record import Record
from tests.assistant.knowledge.conftest import ROW, TODAY


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


def test_what_staff_wrote_is_likelier_business_than_what_was_imported(
    small_base: KnowledgeBase, phrases: Phrases, folder: Path
) -> None:
    """Then what a commune decides; a question stands between the two."""
    written = small_base.record("9.000001")
    assert entry_of(written).prior == 1
    assert entry_of(written.model_copy(update={"level": ["province"]})).prior == 1
    commune, province = (
        entry_of(official_record(PortalRow.model_validate({**ROW, "level": level}), phrases, TODAY))
        for level in ("Cấp Tỉnh; cấp xã", "Cấp Tỉnh")
    )
    (faq,) = load_faqs(folder / "faq")
    assert 1 > entry_of_faq(faq).prior > commune.prior > province.prior == 0


def test_a_question_is_found_by_all_the_ways_to_ask_it_and_by_its_answer(folder: Path) -> None:
    (faq,) = load_faqs(folder / "faq")
    entry = entry_of_faq(faq)
    assert (entry.code, entry.name) == ("faq.may-in-tai-quay", faq.question)
    assert entry.titles == (faq.question, *faq.aliases)
    assert entry.passages == (
        "Mỗi quầy có một máy in dùng chung.", "Bạn hỏi cán bộ trực quầy."
    )  # fmt: skip


def test_titles_are_cleaned_as_questions_will_be(record: Record) -> None:
    """Or what a clerk writes short would never be found."""
    entry = entry_of(record.model_copy(update={"aliases": ["làm  bìa đỏ", "đk khai sinh"]}))
    assert {"làm sổ đỏ", "đăng ký khai sinh"} <= set(entry.titles)


def test_all_that_can_be_asked_for_has_an_entry(small_base: KnowledgeBase, folder: Path) -> None:
    faqs = {faq.code: faq for faq in load_faqs(folder / "faq")}
    base = dataclasses.replace(small_base, faqs=faqs)
    assert [entry.code for entry in entries_of(base)] == [*small_base.records, *faqs]


def test_the_entry_of_what_did_not_change_is_made_once(
    small_base: KnowledgeBase, record: Record
) -> None:
    cache = EntryCache()
    before = cache.of(small_base)
    again = cache.of(small_base)
    assert all(one is other for one, other in zip(before, again, strict=True))
    renamed = record.model_copy(update={"name": "Tên mới"})
    records = {**small_base.records, "9.000001": renamed}
    changed = cache.of(dataclasses.replace(small_base, records=records))
    same = [one is other for one, other in zip(before, changed, strict=True)]
    assert same.count(False) == 1
    assert "Tên mới" in {entry.name for entry in changed}


def test_every_real_record_gives_titles_and_passages(real_record: Record) -> None:
    """None of them empty: an empty passage would match everything or nothing."""
    entry = entry_of(real_record)
    assert entry.code == real_record.code
    assert all(text.strip() for text in (*entry.titles, *entry.passages))
    assert len(set(entry.titles)) == len(entry.titles)
