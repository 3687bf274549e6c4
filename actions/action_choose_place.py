"""One of the places offered was meant (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionChoosePlace(ConsultingAction):
    """Today's unit and its office; remembered for the questions that follow."""

    def name(self) -> str:
        return "action_choose_place"

    def advise(self, asked: Asked) -> Advice:
        return self.consultation.choose_place(asked.entities["place"], asked.state)
