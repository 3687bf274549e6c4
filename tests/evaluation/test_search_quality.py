"""Recall and mean reciprocal rank."""

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.search import SearchIndex
from evaluation.questions import Question
from evaluation.report import Report
from evaluation.search_quality import Ranks, by_finder, by_search, ranks, recall_table

ASKED = [Question("q", "x", frozenset({"a", "b"}))]


def test_the_first_right_code_counts() -> None:
    found = ranks(lambda text: ["c", "b", "a"], ASKED)
    assert found.places == [2]
    assert (found.recall(1), found.recall(5), found.mrr) == (0.0, 1.0, 0.5)


def test_beyond_the_tenth_nothing_counts() -> None:
    assert ranks(lambda text: [*"cdefghijkl", "a"], ASKED).places == [None]


def test_no_questions_no_division() -> None:
    assert (Ranks([]).recall(1), Ranks([]).mrr) == (0.0, 0.0)


def test_every_system_is_asked_in_every_spelling() -> None:
    report = Report("x")
    recall_table(report, "t", {"one": lambda _: ["a"], "two": lambda _: []}, ASKED, "")
    lines = report.data["t"]
    assert [line["system"] for line in lines] == ["one", "two"] * 3
    assert [line["R@1"] for line in lines[:2]] == ["100.0 %", "0.0 %"]


@pytest.mark.parametrize("by", ["finder", "search"])
def test_our_own_ranks(by: str, small_base: KnowledgeBase, small_index: SearchIndex) -> None:
    finder = Finder(small_base, small_index)
    rank = by_finder(finder) if by == "finder" else by_search(small_index, small_base.aspects)
    record = small_base.records["9.000003"]
    assert rank(record.name)[0] == record.code
