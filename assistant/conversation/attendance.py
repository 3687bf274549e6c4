"""Who answers this conversation: the assistant, an officer, or nobody while it is switched off."""

from datetime import datetime

import structlog

from assistant.clock import now
from assistant.conversation.case import Cases
from assistant.conversation.dialogue import Spoken
from assistant.conversation.switch import Switch
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.policy import HandoverPolicy
from assistant.knowledge.reply import Outcome, Reply

log = structlog.get_logger()
WITH_OFFICER = "with an officer"  # the reason of a silence


class Attendance:
    """Asked before and after the dialogue."""

    def __init__(self, cases: Cases, switch: Switch) -> None:
        self._cases = cases
        self._switch = switch

    async def instead(self, base: KnowledgeBase, conversation: str) -> Spoken | None:
        """What is said instead of an answer: nothing while an officer holds the conversation."""
        try:
            case = await self._cases.of(conversation)
            reason = await self._switch.off_because()
        except StorageError as error:  # better the assistant than nobody
            log.warning("attendance not known", error=str(error))
            return None
        if case is not None and case.officer is not None:
            return Spoken(outcome=Outcome.HANDED_OVER, reason=WITH_OFFICER)
        if reason is None:
            return None
        reply = Reply(text=base.phrases.fill("switched_off", reason=_sentence(reason)))
        return Spoken(replies=[reply], outcome=Outcome.FAILED, reason="switched off")

    async def with_officer(
        self, base: KnowledgeBase, conversation: str, channel: str, spoken: Spoken
    ) -> Spoken:
        """A wish for a person gets its code; a wish that could not be kept is told so."""
        if spoken.outcome is not Outcome.HANDED_OVER or spoken.reason == WITH_OFFICER:
            return spoken
        try:
            code = await self._cases.open(conversation, channel)
        except StorageError:
            log.exception("handover not kept")
            failed = Reply(text=base.phrases["handover_failed"])
            return spoken.model_copy(update={"replies": [failed], "outcome": Outcome.FAILED})
        told = f"{base.phrases.fill('handover', code=code)}\n\n{when(base, now())}"
        return spoken.model_copy(update={"replies": [Reply(text=told)]})


def _sentence(reason: str) -> str:
    """A reason as staff typed it, so that another sentence can follow."""
    plain = reason.strip()
    return plain if plain.endswith((".", "!", "?", "…")) else f"{plain}."


def when(base: KnowledgeBase, at: datetime) -> str:
    """When an answer will come, as far as the centre has said."""
    policy, phrases = base.policy.handover, base.phrases
    if is_attended(policy, at) is not False:
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
    return phrases.fill("handover_closed", hours=hours)


def is_attended(policy: HandoverPolicy, at: datetime) -> bool | None:
    """Whether officers answer at this moment; None when the centre has not said its hours."""
    if not policy.hours:
        return None
    return any(at.isoweekday() in h.days and h.opens <= at.time() < h.closes for h in policy.hours)
