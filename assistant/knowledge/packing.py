"""What a payload brings along from elsewhere: the office, and the answers given there.

Answers travel as one word, "couple.both_vietnamese-history.never": in letters that a payload may
carry. What the record does not know any more is left out.
"""

from collections.abc import Mapping

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, Answers, relevant
from assistant.knowledge.record import Record
from assistant.knowledge.state import State

_PAIR, _NEXT = ".", "-"  # neither stands in the id of a case or an option


def packed(answers: Answers) -> str:
    """The answers as one word; empty when there are none."""
    return _NEXT.join(f"{case}{_PAIR}{option}" for case, option in answers.items())


def unpacked(record: Record, word: str) -> dict[str, str]:
    """Those of the answers that the record still asks for."""
    known = {(case.id, option.id) for case in record.cases for option in case.options}
    known |= {(case.id, UNSURE) for case in record.cases}
    pairs = [tuple(pair.split(_PAIR, 1)) for pair in word.split(_NEXT) if _PAIR in pair]
    return relevant(record, {case: option for case, option in pairs if (case, option) in known})


def brought(base: KnowledgeBase, entities: Mapping[str, str], state: State) -> State:
    """The state with the procedure of a payload, and its office and answers if it has them."""
    office = base.offices.office(entities.get("place", ""))
    if office is not None:
        state = state.model_copy(update={"office": office.id})
    record = base.records.get(entities.get("procedure", ""))
    if record is None:
        return state
    state = state.about(record.code)
    if "answers" not in entities:
        return state
    answers = unpacked(record, entities["answers"])
    return state.model_copy(update={"answers": answers, "waiting": None})
