"""Notices in the chat: once in a conversation, ahead of the next answer."""

from typing import Protocol

import structlog

from assistant.conversation.dialogue import Spoken
from assistant.conversation.switch import Part, part_of
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Outcome, Reply
from assistant.notices.board import Board
from assistant.notices.notice import Notice, Place
from assistant.notices.words import words

log = structlog.get_logger()
_WITH_BANNER = frozenset({Part.WEB, Part.KIOSK})  # notices for all stand on the screen already


class Announces(Protocol):
    """Says what all should know."""

    async def ahead_of(
        self, base: KnowledgeBase, turn: str, conversation: str, channel: str, spoken: Spoken
    ) -> Spoken:
        """The answer of a turn, with the notices ahead of it that were not told before."""


class Announcing:
    """Implements Announces by the board of notices."""

    def __init__(self, board: Board) -> None:
        self._board = board

    async def ahead_of(
        self, base: KnowledgeBase, turn: str, conversation: str, channel: str, spoken: Spoken
    ) -> Spoken:
        """The answer of a turn, with the notices ahead of it that were not told before."""
        if not spoken.replies or _is_no_moment(base, spoken):
            return spoken
        place = part_of(conversation)
        fitting = await self._fitting(place, spoken.state.office)
        if not fitting:
            return spoken
        try:
            fresh = await self._board.store.told(
                conversation, channel, turn, [notice.id for notice in fitting]
            )
        except StorageError as error:  # the answer itself matters more
            log.warning("notices not told", error=str(error))
            return spoken
        said = [Reply(text=words().message(n)) for n in fitting if n.id in fresh]
        return spoken.model_copy(update={"replies": [*said, *spoken.replies]})

    async def _fitting(self, channel: str, office: str | None) -> list[Notice]:
        if channel not in {*Place}:
            return []
        shown = await self._board.at(Place(channel), office)
        return [n for n in shown if n.offices or channel not in _WITH_BANNER]


def _is_no_moment(base: KnowledgeBase, spoken: Spoken) -> bool:
    """Danger, fraud, and a failure come alone: nothing may stand before the number to call."""
    alarms = {alarm.id for alarm in (*base.safety.emergency, *base.safety.scam)}
    return (
        spoken.outcome is Outcome.FAILED
        or spoken.reason in alarms
        or spoken.intent in {"emergency", "report_scam"}
    )
