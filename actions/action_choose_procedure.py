"""One of the procedures offered was meant (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.packing import brought


class ActionChooseProcedure(ConsultingAction):
    """Told with the aspect that was asked before the choice. A link may bring an office along."""

    def name(self) -> str:
        return "action_choose_procedure"

    def advise(self, asked: Asked) -> Advice:
        state = brought(self.base, asked.entities, asked.state)
        return self.consultation.about(asked.entities["procedure"], asked.aspect, state)
