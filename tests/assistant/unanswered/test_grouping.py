import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.unanswered.grouping import Group, by_words, digest, grouped, unit

WORDS = st.sampled_from(["khai", "sinh", "cho", "con", "xe", "máy", "đất", "sổ", "hộ", "chiếu"])
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SAME = 0.7


def _new(*texts: str) -> dict[str, np.ndarray]:
    return {digest(text): by_words(text) for text in texts}


def test_the_same_question_with_other_signs_and_without_accents_has_one_digest() -> None:
    assert digest("Làm hộ chiếu ở đâu?") == digest("lam ho chieu o dau")
    assert digest("làm hộ chiếu") != digest("làm hộ khẩu")


def test_near_questions_stand_together_and_far_ones_apart() -> None:
    near, also, far = "cấp lại sổ hộ nghèo", "cấp lại sổ hộ nghèo ạ", "đổi biển số xe máy"
    done = grouped([], {}, _new(near, also, far), SAME)
    assert done.places[digest(near)] == done.places[digest(also)] != done.places[digest(far)]
    assert [group.members for group in done.groups] == [2, 1]


def test_groups_keep_their_places_when_more_comes() -> None:
    first = grouped([], {}, _new("cấp lại sổ hộ nghèo", "đổi biển số xe máy"), SAME)
    kept = [Group(group.centre, group.members, 10 + at) for at, group in enumerate(first.groups)]
    later = grouped(kept, first.places, _new("cấp lại sổ hộ nghèo ở đâu", "xin giấy đi chợ"), SAME)
    assert [group.id for group in later.groups] == [10, 11, None]
    assert {mark: later.places[mark] for mark in first.places} == dict(first.places)


def test_a_known_text_does_not_pull_the_centre_again() -> None:
    text = "cấp lại sổ hộ nghèo"
    first = grouped([], {}, _new(text), SAME)
    again = grouped(first.groups, first.places, _new(text), SAME)
    assert again.groups[0].members == 1


def test_a_text_without_words_begins_a_group_and_pulls_nothing() -> None:
    done = grouped([], {}, _new("???", "làm hộ chiếu"), SAME)
    assert len(done.groups) == 2
    assert not done.groups[0].centre.any()


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=20), st.lists(TEXTS, max_size=20))
def test_in_two_gatherings_or_one_everybody_has_one_group(one: list[str], two: list[str]) -> None:
    first = grouped([], {}, _new(*one), SAME)
    done = grouped(first.groups, first.places, _new(*two), SAME)
    assert done.places.keys() == {digest(text) for text in [*one, *two]}
    assert all(done.places[mark] == place for mark, place in first.places.items())
    assert sum(group.members for group in done.groups) == len(done.places)
    assert set(done.places.values()) == set(range(len(done.groups)))
    together = grouped([], {}, _new(*one, *two), SAME)
    assert together.places == done.places


@settings(deadline=None)
@given(TEXTS)
def test_vectors_by_words_have_length_one_and_tell_no_accents_apart(text: str) -> None:
    assert float(np.linalg.norm(by_words(text))) == pytest.approx(1.0, abs=1e-5)
    assert float(by_words(text) @ by_words(text.upper())) == pytest.approx(1.0, abs=1e-5)


def test_nothing_has_no_direction() -> None:
    assert not unit(np.zeros(3, dtype=np.float32)).any()
