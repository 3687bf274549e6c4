"""When a reply that was not taken is tried again."""

import pytest

from assistant.conversation.delivery import DeliveryError, Refusal, is_spent, wait_before


@pytest.mark.parametrize(("attempt", "least", "most"), [
    (0, 0.5, 1), (1, 1, 2), (3, 4, 8), (20, 150, 300), (10_000, 150, 300),
])  # fmt: skip
def test_the_wait_grows_and_is_spread(attempt: int, least: float, most: float) -> None:
    assert wait_before(attempt, None, 0.0) == least
    assert wait_before(attempt, None, 1.0) == most


def test_it_is_never_sooner_than_the_channel_asked() -> None:
    assert wait_before(0, 30.0, 0.5) == 30.0


def test_an_outage_of_hours_is_outlived() -> None:
    waits = [wait_before(attempt, None, 0.0) for attempt in range(1000) if not is_spent(attempt)]
    assert sum(waits) > 2 * 3600


@pytest.mark.parametrize("refusal", Refusal)
def test_only_what_may_end_is_worth_retrying(refusal: Refusal) -> None:
    worth = DeliveryError(refusal, "…").is_worth_retrying
    assert worth == (refusal in {Refusal.RETRY, Refusal.REFRESH})
