"""The short list of a telephone says nothing the record does not."""

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import checklist, next_case
from assistant.knowledge.record import Record
from connectors.web.onward.listing import listing
from tests.conftest import Paths


def test_every_record_lists_papers_of_its_own_and_marks_what_is_not_sure(
    real_base: KnowledgeBase, real_record: Record
) -> None:
    shown = listing(real_base, real_record, {})
    papers = {paper.id: paper for paper in real_record.papers}
    assert len(shown.papers) <= 8
    for line in shown.papers:
        paper = papers[line.paper.id]
        assert line.paper.to_confirm == paper.to_confirm
        assert line.spare == bool(paper.unless)
    assert len(shown.papers) + shown.left_out == len(checklist(real_record, {}).papers)
    assert shown.open == bool(real_record.cases)
    if doubt := real_record.to_confirm.get("papers"):
        assert any(doubt in note for note in shown.notes)


def test_answers_of_elsewhere_close_the_list(real_base: KnowledgeBase, paths_of: Paths) -> None:
    record = real_base.record("1.000894")
    answers = next(paths_of(record))
    shown = listing(real_base, record, answers)
    assert next_case(record, answers) is None
    assert not shown.open
    needed = checklist(record, answers).papers
    assert [line.paper.id for line in shown.papers] == [n.paper.id for n in needed][:8]


def test_a_group_is_said_once_where_it_begins(real_base: KnowledgeBase) -> None:
    for record in real_base.records.values():
        groups = [line.paper.group for line in listing(real_base, record, {}).papers]
        said = [line.group for line in listing(real_base, record, {}).papers]
        for number, group in enumerate(groups):
            new = number == 0 or groups[number - 1] != group
            assert said[number] == (group if new else None)
