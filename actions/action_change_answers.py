"""The questions of a checklist once more, from the first (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionChangeAnswers(ConsultingAction):
    """Another child, another case: the same procedure anew."""

    def name(self) -> str:
        return "action_change_answers"

    def advise(self, asked: Asked) -> Advice:
        return self.consultation.restart(asked.entities["procedure"], asked.state)
