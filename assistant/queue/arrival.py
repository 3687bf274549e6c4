"""Who comes with an appointment: whether they can be taken in here and now. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from assistant.appointments.appointment import Appointment, Kind, State
from assistant.clock import VIETNAM
from assistant.errors import AssistantError
from assistant.knowledge.policy import QueuePolicy


class Obstacle(StrEnum):
    """Why somebody is not taken in; each has a phrase `arrival_<name>`."""

    UNREADABLE = "unreadable"
    NOT_FOUND = "not_found"
    AT_HOME = "at_home"
    CANCELLED = "cancelled"
    OTHER_OFFICE = "other_office"
    LATER_DAY = "later_day"
    PAST_DAY = "past_day"
    TOO_EARLY = "too_early"


class ArrivalError(AssistantError):
    """Not taken in. `visit`: what was found."""

    def __init__(self, obstacle: Obstacle, visit: Appointment | None = None) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.visit = visit


def admit(
    visit: Appointment, office: str, now: datetime, policy: QueuePolicy, *, early: bool = False
) -> datetime | None:
    """From when on they go before those without an appointment; None: they come too late for that.

    ArrivalError when they are not taken in. Who was taken in before is so again. `early`: an
    officer takes them in however early they come.
    """
    start = visit.start.astimezone(VIETNAM)
    obstacle = _obstacle(visit, office, start, now.astimezone(VIETNAM), policy)
    if obstacle is not None and not (early and obstacle is Obstacle.TOO_EARLY):
        raise ArrivalError(obstacle, visit)
    if now > start + timedelta(minutes=policy.late_minutes):
        return None
    return start - timedelta(minutes=policy.due_before_minutes)


def opens_at(visit: Appointment, policy: QueuePolicy) -> datetime:
    """From when on they can be taken in."""
    return visit.start.astimezone(VIETNAM) - timedelta(minutes=policy.early_minutes)


def _obstacle(
    visit: Appointment, office: str, start: datetime, now: datetime, policy: QueuePolicy
) -> Obstacle | None:
    if visit.kind is Kind.HOME_VISIT:
        return Obstacle.AT_HOME
    if visit.state not in (State.BOOKED, State.ARRIVED, State.MISSED):
        return Obstacle.CANCELLED
    if visit.office != office:
        return Obstacle.OTHER_OFFICE
    if start.date() != now.date():
        return Obstacle.LATER_DAY if start.date() > now.date() else Obstacle.PAST_DAY
    if visit.state is State.BOOKED and now < opens_at(visit, policy):
        return Obstacle.TOO_EARLY
    return None
