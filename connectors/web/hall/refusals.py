"""Why somebody with an appointment got no number, in words that say what to do instead."""

from assistant.appointments.reminder_words import spoken_time
from assistant.clock import VIETNAM
from assistant.knowledge.base import KnowledgeBase
from assistant.queue.arrival import ArrivalError, Obstacle, opens_at
from connectors.refused import Refused

_PHRASES = {
    Obstacle.UNREADABLE: "arrival_unreadable",
    Obstacle.NOT_FOUND: "arrival_not_found",
    Obstacle.AT_HOME: "arrival_at_home",
    Obstacle.CANCELLED: "arrival_cancelled",
    Obstacle.OTHER_OFFICE: "arrival_other_office",
    Obstacle.LATER_DAY: "arrival_later_day",
    Obstacle.PAST_DAY: "arrival_past_day",
    Obstacle.TOO_EARLY: "arrival_too_early",
}
_STATUSES = {Obstacle.UNREADABLE: 422, Obstacle.NOT_FOUND: 404}


def of_arrival(error: ArrivalError, base: KnowledgeBase) -> Refused:
    """Who comes with an appointment and is not taken in: where and when it is, and nothing else."""
    words: dict[str, str] = {}
    if error.visit is not None:
        office = base.offices.office(error.visit.office)
        opens = opens_at(error.visit, base.policy.queue)
        words = {
            "office": office.name if office else error.visit.office,
            "when": spoken_time(error.visit.start.astimezone(VIETNAM), base.phrases),
            "opens": f"{opens:%H:%M}",
        }
    obstacle = error.obstacle
    status = _STATUSES.get(obstacle, 409)
    field = "scanned" if status == 422 else None
    return Refused(status, obstacle.value, _PHRASES[obstacle], field=field).with_words(**words)
