"""A question, or the name of a need: the aspect asked for, of the procedure meant."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionAnswer(ConsultingAction):
    """Search, decide and answer; a button names its procedure itself."""

    settles = False  # asking itself reads short texts as answers, but never over an aspect asked

    def name(self) -> str:
        return "action_answer"

    def advise(self, asked: Asked) -> Advice:
        code = asked.entities.get("procedure")
        if code in self.base.records:
            return self.consultation.about(code, asked.aspect, asked.state)
        return self.consultation.ask(asked.text, asked.aspect, asked.state)
