"""The steps over one subject, on the invented records, searched by words alone."""

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.entry import Entry
from assistant.knowledge.search import SearchIndex
from evaluation.measures import Points, portal, real, real_search
from evaluation.questions import Question
from evaluation.report import Report
from evaluation.subject import Subject


def _subject(base: KnowledgeBase, entries: list[Entry], index: SearchIndex) -> Subject:
    return Subject("small", base, entries, index)


def _questions(base: KnowledgeBase) -> list[Question]:
    known = [Question(code, r.aliases[0], frozenset({code})) for code, r in base.records.items()]
    return [
        *known,
        Question("elsewhere", "x", frozenset({"9.999999"})),
        Question("nothing", "trời có nắng không", frozenset(), "none"),
        Question("near", "trời có mưa không", frozenset(), "none", related=True),
    ]


def test_only_questions_with_a_record_are_graded(
    small_base: KnowledgeBase, small_entries: list[Entry], small_index: SearchIndex
) -> None:
    report, points = Report("x"), Points()
    subject = _subject(small_base, small_entries, small_index)
    real(report, subject, _questions(small_base), None, points)
    graded = report.data["Real questions, small, search alone"]
    assert {line["questions"] for line in graded} == {len(small_base.records)}
    assert not any("whole way" in name for name in report.data)
    # for the calibration, what nothing answers is a question too, whose first hit is wrong
    (asked,) = points.series.values()
    assert len(asked) == len(small_base.records) + 1


def test_peers_and_ours_are_asked_the_same(
    small_base: KnowledgeBase, small_entries: list[Entry], small_index: SearchIndex
) -> None:
    report = Report("x")
    subject = _subject(small_base, small_entries, small_index)
    real_search(report, subject, _questions(small_base), {"another": lambda text: []})
    lines = report.data["Search, real questions, small"]
    assert len(lines) == 3 * 4
    assert {line["questions"] for line in lines} == {len(small_base.records)}


def test_a_question_that_names_no_subject_is_left_out_of_the_search(
    small_base: KnowledgeBase, small_entries: list[Entry], small_index: SearchIndex
) -> None:
    report = Report("x")
    code = next(iter(small_base.records))
    asked = [
        Question("a", "x", frozenset({code})),
        Question("b", "bao nhiêu", frozenset({code}), alone=False),
    ]
    portal(report, _subject(small_base, small_entries, small_index), asked)
    assert {line["questions"] for line in report.data["Search, portal records alone"]} == {1}
