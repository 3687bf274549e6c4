"""Every obstacle has its words."""

import pytest

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.knowledge.base import KnowledgeBase
from assistant.queue.arrival import ArrivalError, Obstacle
from connectors.web.hall.refusals import of_arrival
from tests.assistant.appointments.bookings import at

VISIT = Appointment(
    1, "K7DH-3MXA", "07210", "chung", Kind.SUBMIT, None, at(9), at(9, 20), State.BOOKED
)  # fmt: skip


@pytest.mark.parametrize("obstacle", Obstacle)
def test_it_is_told_with_place_and_time_where_they_help(
    obstacle: Obstacle, real_base: KnowledgeBase
) -> None:
    refused = of_arrival(ArrivalError(obstacle, VISIT), real_base)
    told = real_base.phrases.fill(refused.phrase, **refused.words)
    assert refused.code == obstacle
    assert "{" not in told
    assert ("09:00 thứ Hai, 7/12" in told) == ("{when}" in real_base.phrases[refused.phrase])


def test_without_an_appointment_there_is_nothing_to_fill(real_base: KnowledgeBase) -> None:
    refused = of_arrival(ArrivalError(Obstacle.UNREADABLE), real_base)
    assert (refused.status, refused.field) == (422, "scanned")
    assert real_base.phrases.fill(refused.phrase, **refused.words)
