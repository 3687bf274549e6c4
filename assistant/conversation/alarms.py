"""Danger and fraud are told by fixed words, before any model runs."""

from dataclasses import dataclass

from assistant.knowledge.content import Alarm, Safety
from assistant.language.cues import Cues


@dataclass(frozen=True)
class Raised:
    """The alarm that a text raised, and the fixed reply to it."""

    id: str
    reply: str


class Alarms:
    """All alarms of safety.yml; the first that fits wins."""

    def __init__(self, safety: Safety) -> None:
        self._alarms = [_Listener(alarm) for alarm in (*safety.emergency, *safety.scam)]

    def raised_by(self, text: str) -> Raised | None:
        """The alarm of a text, None for almost every text."""
        return next(
            (Raised(a.alarm.id, a.alarm.reply) for a in self._alarms if a.hears(text)), None
        )


class _Listener:
    """One alarm with its words compiled."""

    def __init__(self, alarm: Alarm) -> None:
        self.alarm = alarm
        self._groups = [Cues(words) for words in ([alarm.any] if alarm.any else []) + alarm.all]
        self._never = Cues(alarm.never)

    def hears(self, text: str) -> bool:
        return all(g.found_in(text) for g in self._groups) and not self._never.found_in(text)
