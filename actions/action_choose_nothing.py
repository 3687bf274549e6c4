"""None of the procedures offered was meant (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionChooseNothing(ConsultingAction):
    """Ask for the need in other words, and offer a person."""

    def name(self) -> str:
        return "action_choose_nothing"

    def advise(self, asked: Asked) -> Advice:
        return self.consultation.none_of_these(asked.state)
