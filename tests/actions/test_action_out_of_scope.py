"""What the assistant is not for."""

from actions.action_out_of_scope import ActionOutOfScope
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run


def test_told_politely_and_the_subject_is_kept(run: Run) -> None:
    subject = State(procedure="1.000894")
    done = run(ActionOutOfScope, "giá vàng hôm nay", "out_of_scope", subject)
    assert done.spoken.outcome is Outcome.OUT_OF_SCOPE
    assert done.state == subject
    assert done.buttons == ["talk_to_officer"]


def test_a_record_that_fits_after_all_wins(run: Run) -> None:
    done = run(ActionOutOfScope, "trích lục khai sinh", "out_of_scope")
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.sources == ["2.000635"]
