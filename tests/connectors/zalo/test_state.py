"""The state of a consent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.zalo.state import pkce_of, state_of


@pytest.mark.parametrize("pkce", [True, False])
def test_a_state_of_ours_is_known_for_a_quarter_hour(pkce: bool) -> None:
    state = state_of("key", "nonce", 1000, pkce=pkce)
    assert pkce_of("key", state, 1000) is pkce
    assert pkce_of("key", state, 1899) is pkce
    assert pkce_of("key", state, 1901) is None


def test_another_key_makes_another_state() -> None:
    assert pkce_of("key", state_of("other", "n", 1000, pkce=False), 1000) is None


@given(st.text())
def test_nothing_else_is_one(state: str) -> None:
    assert pkce_of("key", state, 0) is None
