"""Whether an address is of certain networks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.settings import Settings
from connectors.networks import is_within

NETWORKS = Settings(kiosk_networks="10.1.0.0/16, 192.168.1.7 fd00::/8").kiosks


@pytest.mark.parametrize("address", ["10.1.9.9", "192.168.1.7", "fd00::1", "::ffff:10.1.0.1"])
def test_inside(address: str) -> None:
    assert is_within(address, NETWORKS)


@pytest.mark.parametrize("address", ["10.2.0.1", "192.168.1.8", "::1", "", "testclient"])
def test_outside(address: str) -> None:
    assert not is_within(address, NETWORKS)


@given(st.text(max_size=30))
def test_what_is_no_address_is_nowhere(text: str) -> None:
    assert not is_within(text, ())
