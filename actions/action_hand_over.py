"""The wish for a person. The reception keeps it and tells its code."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome


class ActionHandOver(ConsultingAction):
    """Only the outcome: the words need the code that the database gives."""

    settles = False

    def name(self) -> str:
        return "action_hand_over"

    def advise(self, asked: Asked) -> Advice:
        return self.phrase("handover_contact", asked.state, Outcome.HANDED_OVER)
