"""The peers search honestly: what is measured beside us must work."""

import pytest

from assistant.knowledge.entry import Entry
from assistant.knowledge.terms import terms
from evaluation.peers import Bm25Peer, bm25_peers, segmentation

ENTRIES = [
    Entry("a", "Đăng ký khai sinh", ("Đăng ký khai sinh",), ("giấy chứng sinh",), True),
    Entry("b", "Đăng ký khai tử", ("Đăng ký khai tử", "báo người mất"), ("giấy báo tử",), True),
    Entry("c", "Cấp lại căn cước", ("Cấp lại căn cước",), (), True),
]


@pytest.mark.parametrize(("text", "first"), [
    ("khai sinh", "a"), ("báo người mất", "b"), ("giấy chứng sinh", "a"), ("làm căn cước", "c"),
])  # fmt: skip
def test_the_record_of_the_words_comes_first(text: str, first: str) -> None:
    for name, rank in bm25_peers(ENTRIES).items():
        assert rank(text)[0] == first, name


def test_folded_terms_survive_missing_accents() -> None:
    assert Bm25Peer(ENTRIES, terms)("bao tu")[0] == "b"


def test_words_nobody_knows_leave_the_order_as_it_was() -> None:
    assert Bm25Peer(ENTRIES, terms)("zzz") == ["a", "b", "c"]


def test_the_words_of_the_segmenter_keep_their_accents() -> None:
    tokens, name = segmentation()
    assert name
    assert "khai" in " ".join(tokens("Khai tử?"))
    assert "tử" in " ".join(tokens("Khai tử?"))
