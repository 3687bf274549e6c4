"""Which papers a resident needs: every case settled, nothing asked in vain, no paper twice."""

import random
from collections.abc import Callable, Iterator
from itertools import chain, islice

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import (
    UNSURE,
    Answers,
    checklist,
    holds,
    next_case,
    redirect,
    relevant,
)
from assistant.knowledge.record import Record

Paths = Callable[..., Iterator[dict[str, str]]]
ENOUGH = 2000  # ways through the cases of one record; the longest have a hundred thousand


@pytest.fixture
def birth(small_base: KnowledgeBase) -> Record:
    """born → certificate → witness; "abroad" leads to another procedure."""
    return small_base.record("9.000001")


def papers(record: Record, answers: Answers) -> list[str]:
    """The ids of the list."""
    return [need.paper.id for need in checklist(record, answers).papers]


def asked(record: Record, answers: Answers) -> str | None:
    """The id of the next case."""
    case = next_case(record, answers)
    return case.id if case else None


@pytest.mark.parametrize(
    ("answers", "case"),
    [
        ({}, "born"),
        ({"born": "here"}, "certificate"),
        ({"born": "here", "certificate": "has"}, None),
        ({"born": "here", "certificate": "missing"}, "witness"),
        ({"born": "here", "certificate": UNSURE}, "witness"),
        ({"born": UNSURE}, "certificate"),
        ({"born": "abroad"}, None),
        ({"born": "here", "certificate": "missing", "witness": "alone"}, None),
    ],
)
def test_only_cases_that_matter_are_asked_in_order(
    birth: Record, answers: Answers, case: str | None
) -> None:
    """A nested case waits for its outer one, and is asked too when that one is open."""
    assert asked(birth, answers) == case


@pytest.mark.parametrize(
    ("answers", "needed"),
    [
        ({"born": "here", "certificate": "has"}, ["application", "birth_certificate", "identity"]),
        (
            {"born": "here", "certificate": "missing", "witness": "alone"},
            ["application", "pledge", "identity"],
        ),
        (
            {"born": "here", "certificate": UNSURE, "witness": UNSURE},
            ["application", "birth_certificate", "statement", "pledge", "identity"],
        ),
        ({}, ["application", "identity"]),
    ],
)
def test_the_list_holds_what_these_answers_need(
    birth: Record, answers: Answers, needed: list[str]
) -> None:
    """In the order of the record; a case not asked counts as not applying."""
    assert papers(birth, answers) == needed


def test_a_paper_kept_by_doubt_says_on_what_it_hangs(birth: Record) -> None:
    answers = {"born": "here", "certificate": UNSURE, "witness": "alone"}
    only_if = {need.paper.id: need.only_if for need in checklist(birth, answers).papers}
    assert only_if == {
        "application": (),
        "birth_certificate": ("Có, bản giấy",),
        "pledge": ("Không có hoặc bị mất",),
        "identity": (),
    }


def test_the_notes_of_the_options_chosen_come_along(birth: Record) -> None:
    answers = {"born": "here", "certificate": "missing", "witness": "alone"}
    assert checklist(birth, answers).notes == ("Cam đoan sai thì kết quả bị hủy.",)
    assert checklist(birth, {**answers, "witness": UNSURE}).notes == ()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"born": "abroad"}, "9.000002"),
        ({"born": "here"}, None),
        ({"born": UNSURE}, None),
        ({}, None),
    ],
)
def test_only_a_chosen_option_leads_to_another_procedure(
    birth: Record, answers: Answers, code: str | None
) -> None:
    """Doubt leads nowhere."""
    option = redirect(birth, answers)
    assert (option.leads_to if option else None) == code


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"born": "abroad", "certificate": "has"}, {"born": "abroad"}),
        (
            {"born": "here", "certificate": "has", "witness": "alone"},
            {"born": "here", "certificate": "has"},
        ),
        ({"certificate": "has"}, {}),
        ({"born": "here", "weather": "rain"}, {"born": "here"}),
    ],
)
def test_a_change_of_mind_drops_what_hung_on_the_old_answer(
    birth: Record, answers: Answers, kept: Answers
) -> None:
    assert relevant(birth, answers) == kept


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, False),
        ({"a": "x"}, True),
        ({"a": "y"}, True),
        ({"a": "z"}, False),
        ({"a": UNSURE}, True),
    ],
)
def test_a_condition_holds_for_any_of_its_options_or_in_doubt(
    answers: Answers, expected: bool
) -> None:
    assert holds({"a": ["x", "y"]}, answers) is expected
    assert holds({}, answers)


def test_a_condition_on_two_cases_needs_both() -> None:
    when = {"a": ["x"], "b": ["y"]}
    assert holds(when, {"a": "x", "b": UNSURE})
    assert not holds(when, {"a": "x", "b": "z"})
    assert not holds(when, {"a": "x"})


@pytest.fixture
def ways(real_record: Record, paths_of: Paths) -> list[dict[str, str]]:
    """Every way through the cases, "I do not know" included; of very many, ways taken by chance."""
    every = list(islice(paths_of(real_record, unsure=True), ENOUGH))
    if len(every) < ENOUGH:
        return every
    chance = random.Random(real_record.code)
    return [wandered(real_record, chance) for _ in range(ENOUGH)]


def wandered(record: Record, chance: random.Random) -> dict[str, str]:
    """One way through the cases."""
    answers: dict[str, str] = {}
    while (case := next_case(record, answers)) is not None and not redirect(record, answers):
        answers[case.id] = chance.choice([*(option.id for option in case.options), UNSURE])
    return answers


def test_every_way_through_the_cases_ends(real_record: Record, ways: list[dict[str, str]]) -> None:
    """No case is asked twice, so there are at most as many questions as cases."""
    for answers in ways:
        assert len(answers) <= len(real_record.cases)
        assert redirect(real_record, answers) or next_case(real_record, answers) is None


def test_no_list_names_a_paper_twice(real_record: Record, ways: list[dict[str, str]]) -> None:
    for answers in ways:
        listed = papers(real_record, answers)
        assert len(set(listed)) == len(listed)


def test_papers_without_a_condition_are_on_every_list(
    real_record: Record, ways: list[dict[str, str]]
) -> None:
    always = {paper.id for paper in real_record.papers if not paper.when}
    for answers in ways:
        assert always <= set(papers(real_record, answers))


def test_doubt_never_drops_a_paper_that_an_answer_would_need(
    real_record: Record, paths_of: Paths
) -> None:
    """Whoever is unsure of one case, or of all, brings at least what the true answers need."""
    for answers in paths_of(real_record):
        if redirect(real_record, answers):
            continue
        needed = set(papers(real_record, answers))
        for doubts in chain(({case} for case in answers), (set(answers),)):
            unsure = walked(real_record, answers, doubts)
            assert needed <= set(papers(real_record, unsure)), (answers, doubts)


def test_answers_of_a_whole_way_are_all_relevant(
    real_record: Record, ways: list[dict[str, str]]
) -> None:
    """Nothing that was asked is dropped again."""
    for answers in ways:
        assert relevant(real_record, answers) == answers


def walked(record: Record, truth: Answers, doubts: set[str]) -> dict[str, str]:
    """The answers of a resident who knows `truth` but for `doubts` and what is asked beyond it."""
    answers: dict[str, str] = {}
    while (case := next_case(record, answers)) is not None:
        answers[case.id] = UNSURE if case.id in doubts else truth.get(case.id, UNSURE)
    return answers
