"""How a first message ends: right at once, right within one clarification, wrong and confident,
asked back without the right one, or unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Outcome, Reply
from evaluation.misspelling import SPELLINGS
from evaluation.questions import Question
from evaluation.report import Report, interval, percent

AT_ONCE, CLARIFIED = "right at once", "right within one clarification"
WRONG, IN_VAIN, UNKNOWN = "wrong and confident", "asked back in vain", "unknown"
GRADES = (AT_ONCE, CLARIFIED, WRONG, IN_VAIN, UNKNOWN)
_MOST_OFFERED = 4  # a longer list does not count as a clarification
_TOLD = frozenset({Outcome.ANSWERED, Outcome.CONTINUED, Outcome.FAQ})


@dataclass(frozen=True)
class Answer:
    """What a first message got. `told`: codes the replies stand on; `offered`: the candidates."""

    outcome: Outcome
    told: tuple[str, ...]
    offered: tuple[str, ...]
    reason: str

    @staticmethod
    def of(outcome: Outcome, replies: Iterable[Reply], reason: str) -> "Answer":
        """From the replies of a turn."""
        replies = list(replies)
        told = (source.code for reply in replies for source in reply.sources)
        offered = (candidate.code for reply in replies for candidate in reply.candidates)
        return Answer(outcome, tuple(dict.fromkeys(told)), tuple(dict.fromkeys(offered)), reason)

    @property
    def is_statement(self) -> bool:
        """Whether facts of a record were stated."""
        return self.outcome in _TOLD and bool(self.told)


Ask = Callable[[str], Answer]


@dataclass(frozen=True)
class Graded:
    """One question in one spelling, and how it ended."""

    question: Question
    spelling: str
    answer: Answer
    grade: str


def grade(answer: Answer, codes: Iterable[str]) -> str:
    """How a first message about one of `codes` ended."""
    right = set(codes)
    if answer.is_statement:
        return AT_ONCE if right & set(answer.told) else WRONG
    if answer.outcome is Outcome.CLARIFIED:
        return CLARIFIED if right & set(answer.offered[:_MOST_OFFERED]) else IN_VAIN
    # Small talk or a task told instead of an answer is wrong too.
    return WRONG if answer.outcome in _TOLD else UNKNOWN


def converse(ask: Ask, questions: Sequence[Question]) -> list[Graded]:
    """Every question in every spelling."""
    return [
        Graded(question, spelling, answer, grade(answer, question.codes))
        for spelling, spell in SPELLINGS.items()
        for question in questions
        for answer in (ask(spell(question.text)),)
    ]


def grade_table(report: Report, name: str, rows: Sequence[Graded], note: str) -> None:
    """The shares of each grade, a line for each spelling."""
    lines = []
    for spelling in SPELLINGS:
        counts = Counter(row.grade for row in rows if row.spelling == spelling)
        total = counts.total()
        within = counts[AT_ONCE] + counts[CLARIFIED]
        shares = (percent(counts[grade], total) for grade in GRADES)
        lines.append([spelling, total, *shares, percent(within, total), interval(within, total)])
    report.table(name, ["spelling", "questions", *GRADES, "right in the end", "95 %"], lines, note)


def field_table(report: Report, name: str, rows: Sequence[Graded], base: KnowledgeBase) -> None:
    """The same by field of the procedure, accented copies only, the weakest first."""
    by_field: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.spelling == "accented":
            by_field[_field(row.question, base)][row.grade] += 1
    lines = [
        [field, counts.total(), *(percent(counts[grade], counts.total()) for grade in GRADES)]
        for field, counts in sorted(by_field.items(), key=lambda item: _right(item[1]))
    ]
    report.table(name, ["field", "questions", *GRADES], lines)


def worst_table(report: Report, name: str, rows: Sequence[Graded], most: int = 50) -> None:
    """What went wrong, wrong and confident first, by id: the report may go where texts may not."""
    order = (WRONG, UNKNOWN, IN_VAIN)
    wrong = [row for row in rows if row.grade in order]
    spellings: dict[str, list[str]] = defaultdict(list)
    for row in wrong:
        spellings[row.question.id].append(row.spelling)
    first = {row.question.id: row for row in reversed(wrong)}.values()
    ranked = sorted(first, key=lambda row: (order.index(row.grade), row.question.id))
    # a question wrong in every spelling says more about us than one misspelt copy
    ranked.sort(key=lambda row: "accented" not in spellings[row.question.id])
    lines = [
        [row.question.id, row.grade, _codes(row.question.codes), _instead(row.answer),
         row.answer.reason, ", ".join(spellings[row.question.id])]
        for row in ranked[:most]
    ]  # fmt: skip
    head = ["question", "how", "right would be", "said instead", "reason", "in spellings"]
    report.table(name, head, lines, f"{len(first)} of them; at most {most} are shown.")


def _field(question: Question, base: KnowledgeBase) -> str:
    known = [code for code in sorted(question.codes) if code in base.records]
    return base.records[known[0]].field if known else "faq"


def _right(counts: Counter[str]) -> float:
    return (counts[AT_ONCE] + counts[CLARIFIED]) / counts.total()


def _instead(answer: Answer) -> str:
    codes = answer.told if answer.is_statement else answer.offered
    return f"{answer.outcome}: {', '.join(codes)}" if codes else str(answer.outcome)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
