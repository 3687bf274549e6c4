"""Which version of a record, and which questions, hold on a day. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record


def records_in_force(versions: Iterable[Record], day: date) -> dict[str, Record]:
    """Code → the version that holds; of several, the one that began last.

    A procedure that ended leaves its residents' words to its successor, so that people who ask for
    it by the old name are led on.
    """
    versions = list(versions)
    current: dict[str, Record] = {}
    for record in sorted(versions, key=lambda version: version.effective_from or date.min):
        if _holds(record.effective_from, record.effective_to, day):
            current[record.code] = record
    over = [v for v in versions if v.code not in current and (v.effective_to or day) < day]
    successors = {record.code: record.successor for record in over}
    for record in over:
        heir = current.get(_heir(record.code, successors))
        if heir is not None:
            current[heir.code] = _with_words_of(heir, record)
    return dict(sorted(current.items()))


def faqs_in_force(faqs: Sequence[Faq], day: date) -> list[Faq]:
    """The questions whose answer holds."""
    return [faq for faq in faqs if _holds(faq.effective_from, faq.effective_to, day)]


def _holds(first: date | None, last: date | None, day: date) -> bool:
    return (first or date.min) <= day <= (last or date.max)


def _heir(code: str, successors: Mapping[str, str | None]) -> str:
    """The end of the line of successors; itself where the line runs in a ring."""
    passed = {code}
    while (following := successors.get(code)) and following not in passed:
        code = following
        passed.add(code)
    return code


def _with_words_of(heir: Record, ended: Record) -> Record:
    words = dict.fromkeys([*heir.aliases, ended.name, *ended.aliases, *ended.questions])
    return heir.model_copy(update={"aliases": list(words)})
