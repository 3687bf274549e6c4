"""The list before its questions: never a paper short, and at the end that of the interview."""

from collections.abc import Iterator

import pytest

from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, checklist, redirect
from assistant.knowledge.list_first import FirstList, ListFirst
from assistant.knowledge.record import Record
from tests.conftest import Paths


@pytest.fixture(scope="module")
def lists(real_base: KnowledgeBase) -> ListFirst:
    return ListFirst(real_base)


def _papers(found: FirstList) -> set[str]:
    assert found.reply.checklist is not None
    return {paper.id for paper in found.reply.checklist.papers}


def test_with_nothing_answered_no_paper_is_missing(
    real_record: Record, lists: ListFirst, paths_of: Paths
) -> None:
    """Whatever the resident would answer, the papers of that case stand on the first list."""
    at_once = _papers(lists.of(real_record.code, {}))
    for answers in paths_of(real_record):
        if redirect(real_record, answers) is None:
            assert at_once >= {need.paper.id for need in checklist(real_record, answers).papers}


def test_with_everything_answered_it_is_the_list_of_the_interview(
    real_record: Record, real_base: KnowledgeBase, lists: ListFirst, paths_of: Paths
) -> None:
    """The longest ways through the record, and one more: rendering all of them takes minutes."""
    speaker = Speaker(real_base)
    ways = [way for way in paths_of(real_record) if redirect(real_record, way) is None]
    for answers in [*sorted(ways, key=len)[-3:], *ways[:1]]:
        found = lists.of(real_record.code, answers)
        assert found.reply == speaker.papers(real_record, answers)
        assert not found.possible
        assert all(case.id in found.answers for case in found.questions)


def test_papers_that_hang_on_open_questions_are_marked(lists: ListFirst) -> None:
    found = lists.of("1.001193", {"child": "parents_known", "parents": "married"})
    assert {"birth_certificate", "witness_statement", "authorisation"} <= found.possible
    assert "application" not in found.possible
    answered = lists.of("1.001193", {**found.answers, "certificate": "has"})
    assert "birth_certificate" not in answered.possible
    assert "witness_statement" not in _papers(answered)


def test_the_questions_are_those_that_may_matter_in_the_order_of_the_record(
    lists: ListFirst,
) -> None:
    ids = [case.id for case in lists.of("1.001193", {}).questions]
    assert ids == ["child", "parents", "certificate", "witness", "filer"]
    abandoned = lists.of("1.001193", {"child": "abandoned"})
    assert [case.id for case in abandoned.questions] == ["child"]


def test_an_answer_that_leads_on_gives_the_list_of_the_other_procedure(lists: ListFirst) -> None:
    found = lists.of("1.001193", {"child": "born_abroad"})
    assert found.record.code == "2.000528"
    assert found.answers == {}
    assert found.led is not None
    assert found.record.name in found.led.text
    assert _papers(found)


def test_one_that_leads_to_a_procedure_without_a_record_is_told_so(
    small_base: KnowledgeBase,
) -> None:
    record = small_base.record("x.ho-kinh-doanh")
    leading = [
        (case.id, option.id)
        for case in record.cases
        for option in case.options
        if option.leads_to and option.leads_to not in small_base.records
    ]
    assert leading
    found = ListFirst(small_base).of(record.code, dict(leading[:1]))
    assert found.reply.checklist is None
    assert found.reply.buttons[0].payload == "/talk_to_officer"


@pytest.mark.parametrize(
    "answers",
    [{"khac": "gi"}, {"child": "khac"}, {"witness": "has_witness"}, {"": ""}],
)
def test_what_answers_no_question_does_not_count(lists: ListFirst, answers: dict[str, str]) -> None:
    assert lists.of("1.001193", answers) == lists.of("1.001193", {})


def test_not_knowing_is_an_answer(lists: ListFirst) -> None:
    found = lists.of("1.001193", {"child": UNSURE})
    assert found.answers == {"child": UNSURE}


def test_the_facts_come_without_the_name_repeated(lists: ListFirst) -> None:
    found = lists.of("1.001193", {})
    facts = dict(lists.facts(found))
    assert list(facts) == ["Lệ phí", "Bao lâu có", "Nộp ở đâu"]
    assert all(facts.values())
    assert not any(found.record.name in text.splitlines()[0] for text in facts.values())


def _touches(base: KnowledgeBase, lists: ListFirst, code: str, most: int) -> Iterator[int]:
    """Tile and procedure are two touches; then the kiosk asks `most` questions, whatever comes.

    Every way through the answers, as screens/checklist.js goes it.
    """
    open_: list[tuple[str, dict[str, str], int]] = [(code, {}, 0)]
    while open_:
        procedure, answers, asked = open_.pop()
        found = lists.of(procedure, answers)
        left = [case for case in found.questions if case.id not in found.answers]
        if found.reply.checklist is None or asked == most or not left:
            yield 2 + asked
            continue
        for option in (*(o.id for o in left[0].options), UNSURE):
            given = {**found.answers, left[0].id: option}
            open_.append((found.record.code, given, asked + 1))


def test_from_every_tile_to_every_list_in_four_touches(
    real_base: KnowledgeBase, lists: ListFirst
) -> None:
    most = real_base.policy.kiosk.questions_first
    ways = {
        (event.id, code): list(_touches(real_base, lists, code, most))
        for event in real_base.life_events.root
        for code in event.procedures
    }
    assert len(ways) > 80
    assert max(max(touches) for touches in ways.values()) <= 4
