"""One of the places offered."""

from actions.action_choose_place import ActionChoosePlace
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State, Waiting
from tests.actions.conftest import Run

OFFERED = State(waiting=Waiting(kind="place", candidates=["07246", "07822"]))


def test_the_unit_chosen_is_told_with_its_office_and_remembered(run: Run) -> None:
    done = run(ActionChoosePlace, "", "choose_place", OFFERED, place="07822")
    assert done.spoken.outcome is Outcome.FAQ
    assert "Trung tâm Phục vụ hành chính công xã Hoàng Vân" in done.text
    assert done.state == State(office="07822")


def test_the_procedure_spoken_of_stays(run: Run) -> None:
    """And where to hand it in is one button away."""
    spoken_of = OFFERED.model_copy(update={"procedure": "1.000894"})
    done = run(ActionChoosePlace, "", "choose_place", spoken_of, place="07822")
    assert done.state == State(procedure="1.000894", office="07822")
    assert done.buttons == ["ask_place"]


def test_an_office_that_has_gone_is_told_so(run: Run) -> None:
    done = run(ActionChoosePlace, "", "choose_place", OFFERED, place="99999")
    assert done.spoken.outcome is Outcome.FAILED
    assert done.state == OFFERED
