"""What is refused and what is not: questions outside our field, and ours refused by mistake."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.knowledge.live import Edition
from assistant.knowledge.reply import Outcome
from evaluation.conversations import Answer, Ask, Graded
from evaluation.dialogue import Understood, WholePath
from evaluation.misspelling import SPELLINGS
from evaluation.questions import Question
from evaluation.report import Report, interval, percent

_OURS = ("ask_", "name_procedure")
OUT_OF_SCOPE = "out_of_scope"
REFUSED, ASKED_BACK, TALK, FAQ, STATED = (
    "refused", "asked back", "small talk or a task", "answered by a question of ours",
    "answered from a record",
)  # fmt: skip
KINDS = (REFUSED, ASKED_BACK, TALK, FAQ, STATED)


def kind(answer: Answer) -> str:
    """What became of a message, whatever it was about."""
    if answer.outcome in {Outcome.OUT_OF_SCOPE, Outcome.UNKNOWN}:
        return REFUSED
    if answer.outcome is Outcome.CLARIFIED:
        return ASKED_BACK
    if answer.outcome is Outcome.FAQ:
        return FAQ
    return STATED if answer.is_statement else TALK


def kinds_table(report: Report, name: str, texts: Sequence[str], ask: Ask, note: str) -> None:
    """What became of the same texts in each spelling."""
    lines = []
    for spelling, spell in SPELLINGS.items():
        counts = Counter(kind(ask(spell(text))) for text in texts)
        lines.append([spelling, len(texts), *(percent(counts[kind], len(texts)) for kind in KINDS)])
    report.table(name, ["spelling", "sentences", *KINDS], lines, note)


def unanswerable_tables(
    report: Report, where: str, questions: Sequence[Question], ask: Ask
) -> None:
    """Labelled questions that no record answers, and those a question of ours should answer."""
    nothing = [q for q in questions if q.answerable == "none" and not q.related]
    none = [q.text for q in nothing]
    faq = [q.text for q in questions if q.answerable == "faq"]
    if none:
        note = "No record and no question of ours answers these; statements are wrong."
        kinds_table(report, f"Questions that nothing answers, {where}", none, ask, note)
        _stated(report, f"Answered though nothing answers, {where}", nothing, ask)
    if faq:
        note = f"The labels give no code: any '{FAQ}' is counted, right or not."
        kinds_table(report, f"Questions for a question of ours, {where}", faq, ask, note)


def _stated(report: Report, name: str, questions: Sequence[Question], ask: Ask) -> None:
    """Which of them got facts all the same, by id."""
    answers = [(question.id, ask(question.text)) for question in questions]
    lines = [
        [number, answer.outcome, ", ".join(answer.told), answer.reason]
        for number, answer in answers
        if answer.is_statement
    ]
    report.table(name, ["question", "outcome", "said", "reason"], lines)


def false_refusals(report: Report, name: str, graded: Sequence[Graded]) -> None:
    """Questions whose procedure is at hand, refused all the same."""
    lines = []
    for spelling in SPELLINGS:
        answers = [row.answer for row in graded if row.spelling == spelling]
        refused = sum(kind(answer) == REFUSED for answer in answers)
        share, bounds = percent(refused, len(answers)), interval(refused, len(answers))
        lines.append([spelling, len(answers), refused, share, bounds])
    report.table(name, ["spelling", "questions", "refused", "share", "95 %"], lines)


def held_out_scope(report: Report, edition: Edition, rows: Sequence[Mapping[str, Any]]) -> None:
    """The sentences of the cross-validation on their whole way, understood by a model that has not
    seen them.
    """
    ask = WholePath(edition, _understood(rows))
    outside = [row["text"] for row in rows if row["intent"] == OUT_OF_SCOPE]
    ours = [row["text"] for row in rows if row["intent"].startswith(_OURS)]
    note = f"Recall is '{REFUSED}' with '{TALK}': neither states a fact."
    kinds_table(report, "Out of scope, held out, whole way", outside, ask, note)
    note = f"'{REFUSED}' is a false refusal; a bare aspect is rightly asked back about."
    kinds_table(report, "Questions of ours, held out, whole way", ours, ask, note)


def _understood(rows: Iterable[Mapping[str, Any]]) -> Understood:
    found = {}
    for row in rows:
        for spell, (name, confidence, fell) in zip(
            SPELLINGS.values(), row["predicted"], strict=True
        ):
            intent = {"name": "nlu_fallback" if fell else name, "confidence": confidence}
            found[spell(row["text"])] = {"intent": intent, "entities": []}
    return found
