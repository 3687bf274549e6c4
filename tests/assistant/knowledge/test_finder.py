"""Which procedure or question a sentence means: as typed, or as it was meant to be typed."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.content import Phrases
from assistant.knowledge.finder import Finder
from assistant.knowledge.official import official_record
from assistant.knowledge.portal import PortalRow
from assistant.knowledge.record import Record
from assistant.knowledge.search import SearchIndex
from assistant.language.text import fold
from tests.assistant.knowledge.conftest import ROW, TODAY, index_of

BIRTH, FOREIGN, STAY, SHOP = "9.000001", "9.000002", "9.000003", "x.ho-kinh-doanh"
PRINTER = "faq.may-in-tai-quay"


@pytest.fixture(scope="module")
def finder(asked_base: KnowledgeBase, asked_index: SearchIndex) -> Finder:
    """Finds among the invented records and the question beside them."""
    return Finder(asked_base, asked_index)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("đăng ký tạm trú", STAY),
        ("mình định mở quán phở", SHOP),
        ("thủ tục 9.000002 cần gì", FOREIGN),
        ("Gia hạn tạm trú", STAY),
        ("quầy có máy in không", PRINTER),
    ],
)
def test_what_is_named_is_answered(finder: Finder, text: str, code: str) -> None:
    assert finder.find(text, None).answers == code
    assert finder.find(fold(text), None).answers == code


@pytest.mark.parametrize("text", ["mã 9.000003", "9.000003?", "gia hạn tạm trú"])
def test_a_code_and_a_whole_title_are_certain(finder: Finder, text: str) -> None:
    assert finder.find(text, BIRTH).confidence == 1.0


@pytest.mark.parametrize("text", ["9.999999", "mã 19.000003", "9.0000031", "3.9.000003"])
def test_a_number_that_is_no_known_code_names_nothing(finder: Finder, text: str) -> None:
    assert finder.find(text, None).decision.reason != "names the code"


def test_the_aspects_asked_come_along(finder: Finder) -> None:
    meant = finder.find("gia hạn tạm trú hết bao nhiêu tiền, nộp ở đâu", None)
    assert (meant.answers, set(meant.asked)) == (STAY, {"fee", "place"})


@pytest.mark.parametrize("text", ["mất bao lâu", "lệ phí thế nào", ""])
def test_what_names_nothing_is_about_the_subject(finder: Finder, text: str) -> None:
    meant = finder.find(text, STAY)
    assert (meant.decision.kind, meant.decision.codes) == ("continue", (STAY,))
    assert meant.answers is None
    assert finder.find(text, None).decision.kind == "ask_subject"


@pytest.mark.parametrize("gone", ["9.999999", PRINTER])
def test_only_a_procedure_that_is_known_can_be_gone_on_with(finder: Finder, gone: str) -> None:
    """The content may be published anew between two turns; a question is no subject."""
    assert finder.find("mất bao lâu", gone).decision.kind == "ask_subject"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ddawng kys tamj trus", STAY),
        ("d9ang8 ky1 ta6m tru1", STAY),
        ("mowr cuwar hangf tapj hoas", SHOP),
    ],
)
def test_raw_telex_and_vni_find_what_was_meant(finder: Finder, typed: str, code: str) -> None:
    assert finder.find(finder.composed(typed), None).answers == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("gia hạn tạm trsú", STAY), ("mở của hàng tạp hóaa", SHOP), ("khai báo phòng trò", STAY)],
)
def test_one_wrong_letter_finds_what_was_meant(finder: Finder, typed: str, code: str) -> None:
    assert finder.search(finder.subject_of(typed)).hits[0].code == code


def test_a_reading_is_taken_only_where_it_is_clearly_better(
    finder: Finder, asked_index: SearchIndex
) -> None:
    """What was typed right is not read otherwise; what nothing explains stays unexplained."""
    for text in ("gia hạn tạm trú", "giấy tạm trú", "giá vé xem phim tối mai"):
        assert finder.search(text).hits == asked_index.search(text).hits


def test_where_the_asking_words_are_the_matter_the_question_is_found(
    asked_base: KnowledgeBase,
) -> None:
    """ "Lệ phí" asks for the fee of something, unless a question is about fees as such."""
    (faq,) = asked_base.faqs.values()
    ways = ["trả lệ phí bằng thẻ ngân hàng được không", "nộp lệ phí bằng thẻ", "quẹt thẻ trả phí"]
    paying = faq.model_copy(
        update={
            "id": "tra-bang-the", "question": "Nộp lệ phí bằng thẻ ngân hàng được không?",
            "aliases": ways, "answer": "Có quầy nhận thẻ.",
        }
    )  # fmt: skip
    base = dataclasses.replace(asked_base, faqs={paying.code: paying})
    finder = Finder(base, index_of(base))
    assert finder.find("mình nộp lệ phí bằng thẻ ngân hàng được không", None).answers == paying.code
    assert finder.find("gia hạn tạm trú nộp lệ phí bao nhiêu", None).answers == STAY


def test_the_words_of_what_was_only_imported_teach_no_spelling(
    asked_base: KnowledgeBase, phrases: Phrases
) -> None:
    """Thousands of official names hold so many pairs that every slip would be near one."""
    row = PortalRow.model_validate({**ROW, "name": "Cấp phép khai thác khoáng sản"})
    official = official_record(row, phrases, TODAY)
    base = dataclasses.replace(asked_base, records={**asked_base.records, official.code: official})
    finder = Finder(base, index_of(base))
    assert finder.composed("khoangs sanr") == "khoangs sanr"
    assert finder.find("khai thác khoáng sản", None).answers == official.code


def test_a_title_without_a_word_names_nothing(asked_base: KnowledgeBase, record: Record) -> None:
    """Or every sign and smiley would be answered with it."""
    odd = record.model_copy(update={"code": "9.000009", "name": "…!?", "official_name": "???"})
    base = dataclasses.replace(asked_base, records={**asked_base.records, "9.000009": odd})
    finder = Finder(base, index_of(base))
    for text in ("", "?", "😀", "..."):
        assert finder.find(text, None).answers is None


fragments = st.sampled_from(
    [
        "khai",
        "sinh",
        "tạm",
        "trú",
        "tamj",
        "trus",
        "ta5m",
        "lệ",
        "phí",
        "bao",
        "lâu",
        "ở",
        "đâu",
        "9.000001",
        "9.999999",
        "máy",
        "in",
        "{}",
        '"',
        "?",
        ",",
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(fragments, max_size=9).map(" ".join))


@given(text=texts, subject=st.sampled_from([None, BIRTH, STAY, PRINTER, "9.999999"]))
def test_any_text_gets_a_decision_that_can_be_carried_out(
    finder: Finder, asked_base: KnowledgeBase, text: str, subject: str | None
) -> None:
    meant = finder.find(text, subject)
    assert 0 <= meant.confidence <= 1
    assert all(asked_base.knows(code) for code in meant.decision.codes)
    if meant.decision.kind in ("answer", "continue"):
        assert len(meant.decision.codes) == 1
    if meant.decision.kind == "clarify":
        assert 1 <= len(set(meant.decision.codes)) <= asked_base.policy.decision.offer_at_most
