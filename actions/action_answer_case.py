"""One question of the checklist answered (button)."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionAnswerCase(ConsultingAction):
    """The next question, or the list."""

    def name(self) -> str:
        return "action_answer_case"

    def advise(self, asked: Asked) -> Advice:
        procedure, case, option = (asked.entities[k] for k in ("procedure", "case", "option"))
        return self.consultation.answer_case(procedure, case, option, asked.state)
