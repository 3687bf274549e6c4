"""Which papers this resident needs: a record and the answers given so far. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.knowledge.record import Case, Option, Paper, Record, When

UNSURE = "unsure"
"""The answer of a resident who does not know: every branch of that case stays possible."""

Answers = Mapping[str, str]
"""Case id → option id, or `UNSURE`."""


@dataclass(frozen=True)
class NeededPaper:
    """A paper of the list; `only_if` names the options it hangs on when the resident was unsure."""

    paper: Paper
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True)
class Checklist:
    """The papers one resident needs, after the cases are settled."""

    papers: tuple[NeededPaper, ...]
    notes: tuple[str, ...]


def next_case(record: Record, answers: Answers) -> Case | None:
    """The first question still to ask, None when all that matter are settled."""
    for case in record.cases:
        if case.id not in answers and holds(case.when, answers):
            return case
    return None


def redirect(record: Record, answers: Answers) -> Option | None:
    """The option chosen that belongs to another procedure, if one was."""
    chosen = _chosen(record, answers)
    return next((option for option in chosen if option.leads_to), None)


def checklist(record: Record, answers: Answers) -> Checklist:
    """The list for these answers; cases not asked count as not applying."""
    papers = tuple(
        NeededPaper(paper, _open_options(record, paper.when, answers))
        for paper in record.papers
        if holds(paper.when, answers)
    )
    notes = tuple(option.note for option in _chosen(record, answers) if option.note)
    return Checklist(papers, notes)


def holds(when: When, answers: Answers) -> bool:
    """Whether a condition is true, or may be true because the resident was unsure."""
    return all(
        answers.get(case) == UNSURE or answers.get(case) in options
        for case, options in when.items()
    )


def relevant(record: Record, answers: Answers) -> dict[str, str]:
    """The answers without those to cases that no longer apply after a change of mind."""
    kept: dict[str, str] = {}
    for case in record.cases:
        if case.id in answers and holds(case.when, kept):
            kept[case.id] = answers[case.id]
    return kept


def _chosen(record: Record, answers: Answers) -> list[Option]:
    return [
        option
        for case in record.cases
        for option in case.options
        if answers.get(case.id) == option.id
    ]


def _open_options(record: Record, when: When, answers: Answers) -> tuple[str, ...]:
    labels = {(c.id, o.id): o.label for c in record.cases for o in c.options}
    return tuple(
        labels[case, option]
        for case, options in when.items()
        if answers.get(case) == UNSURE
        for option in options
    )
