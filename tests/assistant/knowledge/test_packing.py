"""What travels in a payload comes out again as it went in, whatever somebody wrote into it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.packing import brought, packed, unpacked
from assistant.knowledge.record import Record
from assistant.knowledge.state import State, Waiting
from tests.conftest import Paths

MARRIAGE = "1.000894"


def test_every_way_through_every_record_comes_out_again(
    real_record: Record, paths_of: Paths
) -> None:
    for number, answers in enumerate(paths_of(real_record, unsure=True)):
        word = packed(answers)
        assert unpacked(real_record, word) == answers
        assert re.fullmatch(r"[a-z0-9._-]*", word)
        if number > 200:
            break


@given(st.text())
def test_a_word_of_anybody_brings_only_what_the_record_asks(
    small_base: KnowledgeBase, word: str
) -> None:
    record = small_base.record("9.000001")
    known = {(case.id, option.id) for case in record.cases for option in case.options}
    assert set(unpacked(record, word).items()) <= known | {(c.id, "unsure") for c in record.cases}


def test_answers_replace_those_of_here_and_nothing_is_awaited(real_base: KnowledgeBase) -> None:
    here = State(
        procedure=MARRIAGE, answers={"couple": "with_foreigner"},
        waiting=Waiting(kind="case", case="history"),
    )  # fmt: skip
    given_ = {"procedure": MARRIAGE, "answers": "couple.both_vietnamese", "place": "07210"}
    state = brought(real_base, given_, here)
    assert state.answers == {"couple": "both_vietnamese"}
    assert (state.waiting, state.office) == (None, "07210")


@pytest.mark.parametrize("procedure", ["", "9.999999", "faq.x"])
def test_a_procedure_of_nobody_changes_nothing(real_base: KnowledgeBase, procedure: str) -> None:
    here = State(procedure=MARRIAGE, answers={"couple": "both_vietnamese"})
    assert brought(real_base, {"procedure": procedure, "answers": "a.b"}, here) == here


def test_a_button_without_answers_keeps_those_of_its_own_procedure(
    real_base: KnowledgeBase,
) -> None:
    here = State(procedure=MARRIAGE, answers={"couple": "both_vietnamese"})
    assert brought(real_base, {"procedure": MARRIAGE}, here).answers == here.answers
    assert brought(real_base, {"procedure": "1.004194"}, here).answers == {}
