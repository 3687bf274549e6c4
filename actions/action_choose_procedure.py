"""One of the procedures offered was meant (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionChooseProcedure(ConsultingAction):
    """Told with the aspect that was asked before the choice."""

    def name(self) -> str:
        return "action_choose_procedure"

    def advise(self, asked: Asked) -> Advice:
        return self.consultation.about(asked.entities["procedure"], asked.aspect, asked.state)
