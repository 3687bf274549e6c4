"""Back to a checklist left half-way."""

from actions.action_resume_checklist import ActionResumeChecklist
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State
from tests.actions.conftest import Run

HALF = State(procedure="1.000894", answers={"couple": "both_vietnamese"})


def test_by_words_the_one_spoken_of(run: Run) -> None:
    done = run(ActionResumeChecklist, "làm tiếp danh mục", "resume_checklist", HALF)
    assert done.state.answers == HALF.answers
    assert done.state.waiting is not None
    assert done.state.waiting.case == "history"


def test_by_a_button_the_one_it_names(run: Run) -> None:
    done = run(ActionResumeChecklist, "", "resume_checklist", HALF, procedure="1.004194")
    assert done.state.procedure == "1.004194"


def test_nothing_to_resume(run: Run) -> None:
    done = run(ActionResumeChecklist, "làm tiếp", "resume_checklist")
    assert done.spoken.outcome is Outcome.CLARIFIED
    assert "chưa có danh mục" in done.text


def test_with_the_answers_and_the_office_of_another_place(run: Run) -> None:
    done = run(
        ActionResumeChecklist, "", "resume_checklist",
        procedure="1.000894", answers="couple.both_vietnamese", place="07210",
    )  # fmt: skip
    assert done.state.answers == {"couple": "both_vietnamese"}
    assert done.state.office == "07210"
    assert done.state.waiting is not None
    assert done.state.waiting.case == "history"


def test_with_answers_that_nobody_could_give_it_asks_from_the_beginning(run: Run) -> None:
    done = run(
        ActionResumeChecklist, "", "resume_checklist", HALF,
        procedure="1.000894", answers="couple.nobody-x.y", place="99999",
    )  # fmt: skip
    assert (done.state.answers, done.state.office) == ({}, None)
    assert done.state.waiting is not None
    assert done.state.waiting.case == "couple"
