from datetime import datetime

import pytest

from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.reply import Outcome
from assistant.unanswered.case import Case, Grade, Share, graded, proved, share, turned

RECORD, OTHER = "9.000001", "9.000002"
AT = datetime(2026, 11, 22, tzinfo=VIETNAM)


def _case(question: str, expected: str | None) -> Case:
    return Case(7, question, expected, "lan", AT)


@pytest.mark.parametrize(
    ("expected", "outcome", "stated", "offered", "grade"),
    [
        (RECORD, Outcome.ANSWERED, [RECORD], [], Grade.RIGHT),
        (RECORD, Outcome.FAQ, [RECORD], [], Grade.RIGHT),
        (RECORD, Outcome.ANSWERED, [OTHER], [RECORD], Grade.WRONG),
        (RECORD, Outcome.CLARIFIED, [], [OTHER, RECORD], Grade.OFFERED),
        (RECORD, Outcome.UNKNOWN, [], [], Grade.WRONG),
        (None, Outcome.UNKNOWN, [], [], Grade.RIGHT),
        (None, Outcome.OUT_OF_SCOPE, [], [], Grade.RIGHT),
        (None, Outcome.CLARIFIED, [], [OTHER], Grade.OFFERED),
        (None, Outcome.CLARIFIED, [], [], Grade.RIGHT),
        (None, Outcome.ANSWERED, [OTHER], [], Grade.WRONG),
    ],
)
def test_right_is_what_states_the_record_at_once(
    expected: str | None, outcome: Outcome, stated: list[str], offered: list[str], grade: Grade
) -> None:
    assert graded(expected, outcome, stated, offered) is grade


def test_a_case_is_asked_of_the_search(
    small_base: KnowledgeBase, consultation: Consultation
) -> None:
    name = small_base.records[RECORD].name
    right = proved(_case(name, RECORD), consultation)
    assert (right.case, right.grade, right.found) == (7, Grade.RIGHT, RECORD)
    assert proved(_case(name, OTHER), consultation).grade is Grade.WRONG
    assert proved(_case("xyzzy qwert", None), consultation).grade is Grade.RIGHT


def test_a_share_of_nothing_is_no_number() -> None:
    assert Share(0, 0).percent is None
    assert share({1: Grade.RIGHT, 2: Grade.OFFERED, 3: Grade.WRONG}) == Share(1, 3)
    assert Share(1, 3).percent == 33


def test_two_editions_are_compared_over_what_both_were_asked() -> None:
    before = {1: Grade.RIGHT, 2: Grade.WRONG, 3: Grade.OFFERED, 4: Grade.RIGHT}
    after = {1: Grade.WRONG, 2: Grade.RIGHT, 3: Grade.OFFERED, 5: Grade.RIGHT}
    change = turned(before, after)
    assert (change.before, change.after) == (Share(1, 3), Share(1, 3))
    assert (change.broken, change.mended) == ((1,), (2,))
