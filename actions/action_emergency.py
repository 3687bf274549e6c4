"""Danger that the fixed words of safety.yml did not catch: the numbers to call."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome


class ActionEmergency(ConsultingAction):
    """ "bố tôi vừa mất" sounds like danger and is a question: a record that fits wins."""

    settles = False

    def name(self) -> str:
        return "action_emergency"

    def advise(self, asked: Asked) -> Advice:
        rescued = self.consultation.rescue(asked.text, asked.state)
        return rescued or self.phrase("emergency", asked.state, Outcome.ANSWERED)
