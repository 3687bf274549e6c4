"""How fast one resident may write, and one address ask."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.live import Editions
from assistant.settings import Settings
from connectors import rates
from connectors.rates import Buckets, Limits

WAITS = st.lists(st.floats(min_value=0, max_value=30), min_size=1, max_size=200)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_taken_and_then_the_rate_counts() -> None:
    clock = Clock()
    buckets = Buckets(clock)
    assert [buckets.take("a", 20, 10) for _ in range(10)] == [0.0] * 10
    wait = buckets.take("a", 20, 10)
    assert 2.9 < wait <= 3.0
    clock.now += wait + 0.001
    assert buckets.take("a", 20, 10) == 0.0
    assert buckets.take("a", 20, 10) > 0


def test_one_name_does_not_pay_for_another() -> None:
    buckets = Buckets(Clock())
    for _ in range(11):
        buckets.take("a", 20, 10)
    assert buckets.take("b", 20, 10) == 0.0


@given(WAITS)
def test_never_more_than_the_burst_and_the_rate(waits: list[float]) -> None:
    clock = Clock()
    buckets = Buckets(clock)
    taken = 0
    for wait in waits:
        clock.now += wait
        taken += buckets.take("a", 20, 10) == 0
    assert taken <= 10 + clock.now * 20 / 60 + 1e-6


def test_who_waits_as_told_is_taken() -> None:
    clock = Clock()
    buckets = Buckets(clock)
    for _ in range(100):
        clock.now += buckets.take("a", 7, 3) + 1e-9
    before = clock.now
    wait = buckets.take("a", 7, 3)
    clock.now = before + wait + 1e-9
    assert wait == 0 or buckets.take("a", 7, 3) == 0


def test_memory_has_a_bound() -> None:
    buckets = Buckets(Clock())
    for number in range(rates._REMEMBERED + 100):
        buckets.take(str(number), 20, 10)
    assert len(buckets) == rates._REMEMBERED


def test_a_door_asks_for_a_conversation(standing: Editions) -> None:
    policy = standing.current.base.policy.limits
    limits = Limits(standing, on=True, clock=Clock())
    assert all(limits.wait_of_conversation("web:1") == 0 for _ in range(policy.burst))
    assert limits.wait_of_conversation("web:1") > 0
    assert limits.wait_of_conversation("web:2") == 0
    assert limits.streams_of("a") == policy.web_streams


def test_off_means_no_limit(standing: Editions) -> None:
    limits = Limits(standing, on=False, clock=Clock())
    assert all(limits.wait_of_conversation("web:1") == 0 for _ in range(1000))
    assert all(limits.wait_of_address("10.0.0.1") == 0 for _ in range(1000))
    assert limits.streams_of("a") is None


def test_the_kiosks_of_a_hall_share_an_address_and_no_limit(standing: Editions) -> None:
    limits = Limits(standing, Settings(kiosk_networks="10.1.0.0/16").kiosks, on=True, clock=Clock())
    many = range(standing.current.base.policy.limits.web_requests_per_minute + 1)
    assert not any(limits.wait_of_address("10.1.2.3") for _ in many)
    assert limits.streams_of("10.1.2.3") is None
    assert any(limits.wait_of_address("10.2.0.1") for _ in many)
    assert any(limits.wait_of_conversation("web:a") for _ in many)
