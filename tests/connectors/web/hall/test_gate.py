"""Who may take numbers, and how fast."""

import pytest
from starlette.exceptions import HTTPException

from assistant.settings import Settings
from connectors.refused import Refused
from connectors.web.hall.gate import Gate
from tests.conftest import Standing
from tests.connectors.conftest import Serve
from tests.connectors.hall import new_hall, take

NETWORKS = Settings(kiosk_networks="10.1.0.0/16, 192.168.1.7 fd00::/8").kiosks


@pytest.mark.parametrize("address", ["10.1.9.9", "192.168.1.7", "fd00::1", "::ffff:10.1.0.1"])
def test_a_kiosk_is_let_in(address: str, standing: Standing) -> None:
    Gate(standing, NETWORKS, on=True).admit(address)  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["10.2.0.1", "192.168.1.8", "::1", "", "testclient"])
def test_nobody_else_is(address: str, standing: Standing) -> None:
    with pytest.raises(Refused) as refused:
        Gate(standing, NETWORKS, on=True).admit(address)  # type: ignore[arg-type]
    assert (refused.value.status, refused.value.code) == (403, "not_a_kiosk")
    Gate(standing, (), on=True).admit(address)  # type: ignore[arg-type]


def test_a_program_is_slowed_down_a_hand_is_not(standing: Standing) -> None:
    seconds = 0.0
    gate = Gate(standing, (), on=True, clock=lambda: seconds)  # type: ignore[arg-type]
    rate = standing.current.base.policy.queue.numbers_per_minute
    for _ in range(rate):
        gate.admit("10.1.0.1")
    with pytest.raises(HTTPException) as slow:
        gate.admit("10.1.0.1")
    assert slow.value.status_code == 429
    gate.admit("10.1.0.2")
    seconds = 60.0
    for _ in range(rate):
        gate.admit("10.1.0.1")


def test_elsewhere_no_number_is_given(serve: Serve) -> None:
    far = serve(kiosk_networks="10.1.0.0/16")
    answer = take(far, new_hall(far))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_a_kiosk")
    assert "hỏi cán bộ" in answer.json()["detail"]
