"""Contradictions inside one record, told in words a clerk can act on."""

from assistant.knowledge.consistency import duplicates, unknown_options

CASES = {"child": {"abandoned", "known"}}


def test_an_id_that_stands_twice_is_told_once() -> None:
    assert list(duplicates("papers", ["a", "b", "a", "a"])) == ["papers: 'a' stands twice"]


def test_different_ids_are_no_problem() -> None:
    assert list(duplicates("papers", ["a", "b"])) == []


def test_a_condition_on_a_known_option_is_no_problem() -> None:
    assert list(unknown_options("papers.x.when", {"child": ["known"]}, CASES)) == []


def test_an_unknown_case_and_an_unknown_option_are_named() -> None:
    assert list(unknown_options("w", {"mother": ["here"]}, CASES)) == [
        "w: no case 'mother' is asked before"
    ]
    assert list(unknown_options("w", {"child": ["lost"]}, CASES)) == [
        "w: case 'child' has no option 'lost'"
    ]
