"""What is remembered between two turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.knowledge.state import State, Waiting

HALFWAY = State(
    procedure="9.000001", answers={"born": "here"}, waiting=Waiting(kind="case", case="certificate")
)


def test_the_same_subject_keeps_everything() -> None:
    assert HALFWAY.about("9.000001") == HALFWAY


def test_another_subject_starts_afresh() -> None:
    """Answers about one procedure are never taken for another's."""
    assert HALFWAY.about("9.000002") == State(procedure="9.000002")


@pytest.mark.parametrize("code", ["9.000001", "9.000002"])
def test_the_place_named_is_kept_when_the_subject_changes(code: str) -> None:
    """Whoever said where they live need not say it again."""
    assert HALFWAY.model_copy(update={"office": "09190"}).about(code).office == "09190"


@pytest.mark.parametrize(("kind", "kept"), [("case", True), ("choice", False), ("place", False)])
def test_a_choice_is_settled_by_the_subject_an_open_case_is_not(kind: str, kept: bool) -> None:
    waiting = Waiting.model_validate({"kind": kind, "candidates": ["9.000001"]})
    state = State(procedure="9.000001", waiting=waiting).about("9.000001")
    assert (state.waiting is not None) is kept


def test_nothing_is_remembered_at_first() -> None:
    assert State() == State(procedure=None, answers={}, waiting=None)


def test_it_does_not_change_in_place() -> None:
    with pytest.raises(ValidationError):
        HALFWAY.procedure = "9.000002"  # type: ignore[misc]


codes = st.none() | st.from_regex(r"\d\.\d{6}", fullmatch=True)
waits = st.builds(
    Waiting,
    kind=st.sampled_from(["case", "choice", "place"]),
    case=st.none() | st.text(max_size=10),
    candidates=st.lists(st.text(max_size=10), max_size=4),
    aspect=st.sampled_from([None, "fee", "papers"]),
)


@given(
    st.builds(
        State,
        procedure=codes,
        answers=st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=4),
        waiting=st.none() | waits,
        asked=st.lists(st.sampled_from(["fee", "papers", "time"]), max_size=2),
        office=st.none() | st.text(max_size=10),
    )
)
def test_it_travels_as_json(state: State) -> None:
    assert State.model_validate_json(state.model_dump_json()) == state
