"""The letters of the counters, and numbers as people type them."""

import pytest

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.hours import Counter
from assistant.queue.groups import groups_of, read_label


def test_the_counters_of_a_hall_have_letters_in_their_order(real_base: KnowledgeBase) -> None:
    groups = groups_of(real_base.offices.standard.counters)
    assert [(g.letter, g.counter.id) for g in groups] == [
        ("A", "ho-tich"), ("B", "dat-dai"), ("C", "xa-hoi"), ("D", "tong-hop"),
    ]  # fmt: skip


def test_no_letter_looks_like_a_digit_and_none_comes_twice() -> None:
    many = [Counter(id=f"x-{'a' * (n + 1)}", name="x", seats=1) for n in range(100)]
    letters = [group.letter for group in groups_of(many)]
    assert len(set(letters)) == 100
    assert not set("IO") & set("".join(letters))
    assert max(map(len, letters)) == 2


@pytest.mark.parametrize("said", ["A012", "a012", "a 12", " A-012 ", "A.12", "A12"])
def test_a_number_is_read_however_it_was_typed(said: str) -> None:
    assert read_label(said) == ("A", 12)


@pytest.mark.parametrize("said", ["", "012", "A", "A000", "ABC1", "A1B", "A" + "9" * 12, "Ă1"])
def test_what_is_no_number_is_none(said: str) -> None:
    assert read_label(said) is None
