"""One of the procedures offered."""

from actions.action_choose_procedure import ActionChooseProcedure
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run


def test_the_aspect_asked_before_is_told(run: Run) -> None:
    offered = State(waiting=Waiting(kind="choice", candidates=["1.000894", "2.000806"]))
    done = run(
        ActionChooseProcedure, "", "choose_procedure", offered,
        procedure="1.000894", aspect="time",
    )  # fmt: skip
    assert done.spoken.outcome is Outcome.ANSWERED
    assert done.sources == ["1.000894"]
    assert "Trong ngày làm việc" in done.text


def test_without_an_aspect_the_checklist_begins(run: Run) -> None:
    done = run(ActionChooseProcedure, "", "choose_procedure", None, procedure="1.004194")
    assert done.state.waiting is not None
    assert done.state.waiting.case == "place"


def test_another_procedure_forgets_the_answers_of_the_former(run: Run) -> None:
    former = State(procedure="1.000894", answers={"couple": "both_vietnamese"})
    done = run(ActionChooseProcedure, "", "choose_procedure", former, procedure="1.004194")
    assert done.state.procedure == "1.004194"
    assert done.state.answers == {}


def test_a_link_brings_its_office_along(run: Run) -> None:
    done = run(
        ActionChooseProcedure, "", "choose_procedure", procedure="1.000894", place="07210"
    )  # fmt: skip
    assert (done.state.procedure, done.state.office) == ("1.000894", "07210")
