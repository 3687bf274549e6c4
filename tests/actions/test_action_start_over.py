"""Beginning anew."""

from actions.action_start_over import ActionStartOver
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run


def test_nothing_is_kept(run: Run) -> None:
    full = State(
        procedure="1.000894",
        answers={"couple": "both_vietnamese"},
        waiting=Waiting(kind="case", case="history"),
    )
    done = run(ActionStartOver, "bắt đầu lại", "start_over", full)
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.state == State()
