"""Who answers this conversation: the assistant, an officer, or nobody while it is switched off."""

from datetime import date, datetime, timedelta

import structlog

from assistant.appointments.calendar import WorkingDays
from assistant.clock import now
from assistant.conversation.announcing import Announces
from assistant.conversation.case import Cases
from assistant.conversation.dialogue import Spoken
from assistant.conversation.switch import Switch, part_of
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import HandoverPolicy, OfficerHours
from assistant.knowledge.reply import Outcome, Reply

log = structlog.get_logger()
WITH_OFFICER = "with an officer"  # the reason of a silence
_SILENT = {"replies": [], "outcome": Outcome.HANDED_OVER, "reason": WITH_OFFICER}
_DAYS_LOOKED_AT = 30  # longer than the longest holidays


class Attendance:
    """Asked before and after the dialogue."""

    def __init__(self, cases: Cases, switch: Switch, announces: Announces | None = None) -> None:
        self._cases = cases
        self._switch = switch
        self._announces = announces

    async def instead(self, base: KnowledgeBase, conversation: str) -> Spoken | None:
        """What is said instead of an answer: nothing while an officer holds the conversation."""
        case = reason = None
        try:
            reason = await self._switch.off_because(part_of(conversation))
            case = await self._cases.of(conversation)
        except StorageError as error:  # better the assistant than nobody, unless it is known off
            log.warning("attendance not known", error=str(error))
        if case is not None and case.officer is not None:
            return Spoken(outcome=Outcome.HANDED_OVER, reason=WITH_OFFICER)
        if reason is None:
            return None
        reply = Reply(text=base.phrases.fill("switched_off", reason=sentence(reason)))
        return Spoken(replies=[reply], outcome=Outcome.FAILED, reason="switched off")

    async def announced(
        self, base: KnowledgeBase, turn: str, conversation: str, channel: str, spoken: Spoken
    ) -> Spoken:
        """What is said, with the notices ahead of it that all should know."""
        if self._announces is None:
            return spoken
        return await self._announces.ahead_of(base, turn, conversation, channel, spoken)

    async def with_officer(
        self, base: KnowledgeBase, conversation: str, channel: str, spoken: Spoken,
        office: str | None = None,
    ) -> Spoken:  # fmt: skip
        """A wish for a person gets its code; a wish that could not be kept is told so. Nothing is
        said if an officer came while it was thought about. `office`: that the wish is for.
        """
        if spoken.reason == WITH_OFFICER or await self._is_held(conversation):
            return spoken.model_copy(update=_SILENT)
        if spoken.outcome is not Outcome.HANDED_OVER:
            return spoken
        try:
            code = await self._cases.open(conversation, channel, office)
        except StorageError:
            log.exception("handover not kept")
            failed = Reply(text=base.phrases["handover_failed"])
            return spoken.model_copy(update={"replies": [failed], "outcome": Outcome.FAILED})
        told = f"{base.phrases.fill('handover', code=code)}\n\n{when(base, now())}"
        return spoken.model_copy(update={"replies": [Reply(text=told)]})

    async def _is_held(self, conversation: str) -> bool:
        try:
            case = await self._cases.of(conversation)
        except StorageError:  # told at the first question already
            return False
        return case is not None and case.officer is not None


def sentence(reason: str) -> str:
    """A reason as staff typed it, so that another sentence can follow."""
    plain = reason.strip()
    return plain if plain.endswith((".", "!", "?", "…")) else f"{plain}."


def when(base: KnowledgeBase, at: datetime) -> str:
    """When an answer will come, as far as the centre has said."""
    policy, phrases, days = base.policy.handover, base.phrases, WorkingDays(base.calendar)
    if is_attended(policy, days, at) is not False:
        return phrases["handover_contact"]
    weekdays = phrases["weekdays"].split("; ")
    hours = "; ".join(
        phrases.fill(
            "handover_hours",
            days=", ".join(weekdays[day - 1] for day in entry.days),
            opens=entry.opens.strftime("%H:%M"),
            closes=entry.closes.strftime("%H:%M"),
        )
        for entry in policy.hours
    )
    soonest = next_attended(policy, days, at)
    if soonest is None:
        return phrases.fill("handover_closed", hours=hours)
    weekday = weekdays[soonest.isoweekday() - 1]
    return phrases.fill(
        "handover_closed_until", at=soonest.strftime("%H:%M"), weekday=weekday,
        date=soonest.strftime("%d/%m"), hours=hours,
    )  # fmt: skip


def is_attended(policy: HandoverPolicy, days: WorkingDays, at: datetime) -> bool | None:
    """Whether officers answer at this moment; None when the centre has not said its hours."""
    if not policy.hours:
        return None
    return any(h.opens <= at.time() < h.closes for h in _hours(policy, days, at.date()))


def next_attended(policy: HandoverPolicy, days: WorkingDays, at: datetime) -> datetime | None:
    """When officers answer next; None when nobody does in the days looked at."""
    for ahead in range(_DAYS_LOOKED_AT):
        day = at.date() + timedelta(days=ahead)
        opens = [datetime.combine(day, h.opens, at.tzinfo) for h in _hours(policy, days, day)]
        if coming := [moment for moment in opens if moment > at]:
            return min(coming)
    return None


def _hours(policy: HandoverPolicy, days: WorkingDays, day: date) -> list[OfficerHours]:
    """The hours of one day; nobody answers on a holiday, whatever its weekday."""
    if days.is_holiday(day):
        return []
    return [hours for hours in policy.hours if days.weekday(day) in hours.days]
