"""What the actions of the booking form share."""

import pytest

from actions.booking import PLAN, is_interrupted, plan_of, remembered
from assistant.appointments.plan import Plan
from assistant.knowledge.state import State
from tests.actions.conftest import tracker_of


@pytest.mark.parametrize(("events", "interrupted"), [
    ([], False),
    (["user", "action"], False),
    (["user", "action_execution_rejected", "action"], True),
    (["user", "action_execution_rejected", "action", "user"], False),
])  # fmt: skip
def test_a_turn_is_interrupted_when_the_form_gave_it_away(
    events: list[str], interrupted: bool
) -> None:
    tracker = tracker_of("", "ask_fee", None, {})
    tracker.events = [{"event": name} for name in events]
    assert is_interrupted(tracker) is interrupted


def test_a_plan_comes_back_as_it_was_remembered() -> None:
    tracker = tracker_of("", "ask_fee", None, {})
    assert plan_of(tracker) is None
    plan = Plan(office="07210", step="time")
    for event in remembered(plan, State()):
        tracker.slots[event["name"]] = event["value"]
    assert plan_of(tracker) == plan
    assert remembered(None, State())[0] == {
        "event": "slot", "timestamp": None, "name": PLAN, "value": None,
    }  # fmt: skip
