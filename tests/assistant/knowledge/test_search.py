"""Which procedures a question may mean, best first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.entry import Entry
from assistant.knowledge.features import FeatureCache
from assistant.knowledge.search import SearchIndex
from assistant.language.text import fold


@pytest.fixture(scope="module", params=["words alone", "words and vectors"])
def index(
    request: pytest.FixtureRequest, small_base: KnowledgeBase, small_entries: list[Entry]
) -> SearchIndex:
    """The invented records, with and without the encoder: the same rules hold."""
    vectors = request.param == "words and vectors"
    encoder = request.getfixturevalue("encoder") if vectors else None
    policy = small_base.policy
    return SearchIndex(small_entries, FeatureCache(encoder), policy.search, policy.confidence)


def first(index: SearchIndex, question: str) -> str:
    """The code of the best hit."""
    return index.search(question).hits[0].code


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("đăng ký khai sinh", "9.000001"),
        ("Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "9.000002"),
        ("bé sinh bên Nhật khai sinh ra sao", "9.000002"),
        ("gia hạn tạm trú", "9.000003"),
        ("gia han tam tru", "9.000003"),
        ("tôi muốn mở cửa hàng tạp hóa nhỏ", "x.ho-kinh-doanh"),
    ],
)
def test_the_procedure_meant_comes_first(index: SearchIndex, question: str, code: str) -> None:
    assert first(index, question) == code


def test_every_name_and_alias_finds_its_own_entry(
    index: SearchIndex, small_base: KnowledgeBase
) -> None:
    for record in small_base.records.values():
        for title in (record.name, record.official_name, *record.aliases, *record.questions):
            assert first(index, title) == record.code, title


def test_the_unaccented_question_finds_the_same(
    index: SearchIndex, small_base: KnowledgeBase
) -> None:
    for record in small_base.records.values():
        for title in record.questions:
            assert first(index, fold(title)) == record.code, title


def test_hits_come_best_first_and_each_once(index: SearchIndex) -> None:
    hits = index.search("khai sinh cho bé").hits
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.code for hit in hits}) == len(hits) == 4


@pytest.mark.parametrize("top", [0, 1, 3, 50])
def test_no_more_hits_than_asked_for(index: SearchIndex, top: int) -> None:
    assert len(index.search("khai sinh", top).hits) == min(top, 4)


def test_evidence_tells_known_words_from_unknown_ones(index: SearchIndex) -> None:
    """The best hit for a question about something else explains little of it."""
    known, foreign = index.search("giấy tạm trú"), index.search("vé xem bóng đá")
    assert known.hits[0].evidence > foreign.hits[0].evidence


def test_its_own_name_is_surer_than_a_question_about_something_else(index: SearchIndex) -> None:
    known, foreign = index.search("đăng ký tạm trú"), index.search("vé xem bóng đá")
    assert known.confidence > foreign.confidence


def test_how_sure_it_is_does_not_hang_on_how_many_hits_are_asked_for(index: SearchIndex) -> None:
    """The lead over the second is the same lead when only the first is wanted."""
    question = "khai sinh cho bé"
    assert index.search(question, 1).confidence == pytest.approx(index.search(question).confidence)


def test_a_hit_carries_the_name_residents_read(
    index: SearchIndex, small_base: KnowledgeBase
) -> None:
    for hit in index.search("khai sinh").hits:
        assert hit.name == small_base.record(hit.code).name


@given(text=st.text(max_size=60))
def test_any_text_is_searched(small_index: SearchIndex, text: str) -> None:
    """Shares stay shares, a likelihood is one, and the clock runs forward."""
    found = small_index.search(text)
    assert found.ms >= 0
    assert 0 <= found.confidence <= 1
    for hit in found.hits:
        assert 0 <= hit.evidence <= 1.001
        assert 0 <= hit.coverage <= 1.001


def test_an_empty_knowledge_base_finds_nothing(small_base: KnowledgeBase) -> None:
    index = SearchIndex([], FeatureCache(), small_base.policy.search, small_base.policy.confidence)
    found = index.search("khai sinh")
    assert found.hits == ()
    assert found.confidence == 0


def test_a_dense_weight_of_zero_needs_no_vectors(
    small_base: KnowledgeBase, small_entries: list[Entry], small_index: SearchIndex
) -> None:
    """The encoder is not even loaded: a folder that is not there does no harm."""
    policy = small_base.policy.search.model_copy(update={"dense_weight": 0.0})
    index = SearchIndex(
        small_entries, FeatureCache(Encoder("/nowhere")), policy, small_base.policy.confidence
    )
    assert index.search("gia hạn tạm trú").hits[0].code == "9.000003"


def test_a_commune_procedure_goes_before_an_equal_one(small_base: KnowledgeBase) -> None:
    """Residents come with commune business."""
    twins = [
        Entry("province", "Cấp giấy", ("Cấp giấy xác nhận",), (), False),
        Entry("commune", "Cấp giấy", ("Cấp giấy xác nhận",), (), True),
    ]
    policy = small_base.policy.search.model_copy(update={"common_prior": 0.05})
    index = SearchIndex(twins, FeatureCache(), policy, small_base.policy.confidence)
    assert first(index, "giấy xác nhận") == "commune"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ({"tam", "tru"}, 1, 1),
        ({"quantum"}, 0, 0),
        ({"tru", "quantum"}, 0.01, 0.99),
        (set(), 0, 0),
    ],
)
def test_explains_is_the_share_of_words_the_whole_record_knows(
    small_index: SearchIndex, words: set[str], low: float, high: float
) -> None:
    assert low <= small_index.explains("9.000003", words) <= high


def test_explains_reads_passages_too(small_index: SearchIndex) -> None:
    """ "liên thông" is in no title of the record, only in its changes."""
    assert small_index.explains("9.000001", {"lien", "thong"}) == pytest.approx(1)


def test_an_unknown_code_explains_nothing(small_index: SearchIndex) -> None:
    assert small_index.explains("9.999999", {"khai"}) == 0
