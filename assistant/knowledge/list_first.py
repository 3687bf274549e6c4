"""The list first, its questions beside it: for screens on which both have room.

The interview asks everything and then gives the list. Here the list is there at once: what nobody
has asked yet counts as not known, so no paper is missing, and each answer makes the list shorter.
Record, decision and words are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, checklist, next_case, redirect, relevant
from assistant.knowledge.own_words import OwnWords
from assistant.knowledge.record import Aspect, Case, Record
from assistant.knowledge.reply import Reply

_FACTS: tuple[Aspect, ...] = ("fee", "time", "place")


@dataclass(frozen=True)
class FirstList:
    """`answers`: of the resident, those that still count; `questions`: every case that may matter.

    `possible`: ids of papers that hang on what is not settled. `led`: what was said when an answer
    led to another procedure: the list is then of that one, and its questions begin anew. `reply`
    without a checklist: an answer led to a procedure that has no record here.
    """

    record: Record
    answers: Mapping[str, str]
    questions: tuple[Case, ...]
    reply: Reply
    possible: frozenset[str] = frozenset()
    led: Reply | None = None


class ListFirst:
    """Made for one edition of the knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._speaker = Speaker(base)
        self._own_words = OwnWords(base)

    def of(self, code: str, answers: Mapping[str, str]) -> FirstList:
        """The list for these answers; what is no answer to a case of the record does not count."""
        record = self._base.record(code)
        given = relevant(record, _valid(record, answers))
        option = redirect(record, given)
        if option is None or option.leads_to is None:
            return self._list(record, given)
        target = self._base.records.get(option.leads_to)
        if target is None:
            reply = self._speaker.elsewhere(record, option, option.leads_to)
            return FirstList(record, given, (), reply)
        return self._list(target, {}, self._speaker.redirect(record, option, target))

    def facts(self, found: FirstList, office: str | None = None) -> list[tuple[str, str]]:
        """Fee, time and place, each with its heading; and what this office says itself."""
        given = {case.id: found.answers.get(case.id, UNSURE) for case in found.questions}
        told = []
        for aspect in _FACTS:
            text = self._speaker.aspects(found.record, [aspect], given).text
            _, _, facts = text.partition("\n")  # the first line repeats the procedure's name
            own = self._own_words.of(found.record.code, office) if aspect == "place" else None
            said = "\n\n".join(filter(None, (facts.strip(), own)))
            told.append((self._base.aspects.button(aspect), said))
        return told

    def _list(
        self, record: Record, given: Mapping[str, str], led: Reply | None = None
    ) -> FirstList:
        filled, questions = dict(given), [case for case in record.cases if case.id in given]
        while (case := next_case(record, filled)) is not None:
            filled[case.id] = UNSURE
            questions.append(case)
        papers = checklist(record, filled).papers
        return FirstList(
            record=record,
            answers=given,
            questions=tuple(sorted(questions, key=record.cases.index)),
            reply=self._speaker.papers(record, filled),
            possible=frozenset(need.paper.id for need in papers if need.only_if),
            led=led,
        )


def _valid(record: Record, answers: Mapping[str, str]) -> dict[str, str]:
    options = {case.id: {UNSURE, *(option.id for option in case.options)} for case in record.cases}
    return {
        case: option for case, option in answers.items() if option in options.get(case, frozenset())
    }
