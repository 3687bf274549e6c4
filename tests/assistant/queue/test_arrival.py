"""Who comes with an appointment: when, where, and with which state they are taken in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.knowledge.policy import Policy, QueuePolicy
from assistant.queue.arrival import ArrivalError, Obstacle, admit, opens_at
from tests.assistant.appointments.bookings import at

VISIT = Appointment(
    1, "K7DH-3MXA", "day", "chung", Kind.SUBMIT, None, at(9), at(9, 20), State.BOOKED
)  # fmt: skip
DAY = timedelta(days=1)


@pytest.fixture
def policy(real_policy: Policy) -> QueuePolicy:
    """The rules of the test; those that ship may be others."""
    mine = {"early_minutes": 30, "late_minutes": 15, "due_before_minutes": 5}
    return real_policy.queue.model_copy(update=mine)


@pytest.mark.parametrize(("hour", "minute"), [(8, 30), (9, 0), (9, 15)])
def test_on_time_they_go_first_from_shortly_before_their_time(
    hour: int, minute: int, policy: QueuePolicy
) -> None:
    assert admit(VISIT, "day", at(hour, minute), policy) == at(8, 55)


def test_too_late_they_are_served_in_the_order_of_those_who_come(policy: QueuePolicy) -> None:
    assert admit(VISIT, "day", at(9, 16), policy) is None
    assert admit(replace(VISIT, state=State.MISSED), "day", at(16), policy) is None


@pytest.mark.parametrize(
    ("visit", "office", "moment", "obstacle"),
    [
        (VISIT, "other", at(9), Obstacle.OTHER_OFFICE),
        (VISIT, "day", at(9) - DAY, Obstacle.LATER_DAY),
        (VISIT, "day", at(9) + DAY, Obstacle.PAST_DAY),
        (VISIT, "day", at(8, 29), Obstacle.TOO_EARLY),
        (replace(VISIT, state=State.CANCELLED), "day", at(9), Obstacle.CANCELLED),
        (replace(VISIT, kind=Kind.HOME_VISIT), "day", at(9), Obstacle.AT_HOME),
        (replace(VISIT, state=State.CANCELLED), "other", at(9) - DAY, Obstacle.CANCELLED),
        (VISIT, "other", at(9) - DAY, Obstacle.OTHER_OFFICE),
    ],
)
def test_each_reason_is_told(
    visit: Appointment, office: str, moment: object, obstacle: Obstacle, policy: QueuePolicy
) -> None:
    with pytest.raises(ArrivalError) as refused:
        admit(visit, office, moment, policy)  # type: ignore[arg-type]
    assert refused.value.obstacle is obstacle
    assert refused.value.visit is visit


def test_who_was_taken_in_by_an_officer_is_never_too_early(policy: QueuePolicy) -> None:
    assert admit(replace(VISIT, state=State.ARRIVED), "day", at(7), policy) == at(8, 55)
    assert opens_at(VISIT, policy) == at(8, 30)
