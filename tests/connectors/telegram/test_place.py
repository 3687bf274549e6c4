"""Addresses on Telegram: what goes out comes back the same, anything else is no address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.telegram.place import Place, is_id

_IDS = st.integers(-(2**53), 2**53)


@given(_IDS, st.none() | st.integers(1, 2**53))
def test_an_address_leads_back_to_its_place(chat: int, topic: int | None) -> None:
    assert Place.at(Place(chat, topic).address) == Place(chat, topic)


@pytest.mark.parametrize("address", ["", "abc", "1/", "/1", "1/2/3", "1 ", "--1", "1" * 30, "٣"])
def test_what_is_no_address_is_no_place(address: str) -> None:
    assert Place.at(address) is None


@pytest.mark.parametrize("value", [True, None, "7", 7.0, 2**63, [], {}])
def test_only_whole_numbers_of_64_bits_are_ids(value: object) -> None:
    assert not is_id(value)
    assert is_id(-1001234567890)
