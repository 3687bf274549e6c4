"""Brokers and fraud that the fixed words of safety.yml did not catch."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome


class ActionScam(ConsultingAction):
    """The warning, and a person."""

    settles = False

    def name(self) -> str:
        return "action_scam"

    def advise(self, asked: Asked) -> Advice:
        return self.phrase("scam", asked.state, Outcome.ANSWERED)
