"""Forget the subject and begin anew."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome
from assistant.knowledge.state import State


class ActionStartOver(ConsultingAction):
    """Nothing of the former subject is kept. "mất bằng lái, làm lại" is a question: it wins."""

    def name(self) -> str:
        return "action_start_over"

    def advise(self, asked: Asked) -> Advice:
        rescued = self.consultation.rescue(asked.text, State())
        return rescued or self.phrase("forget", State(), Outcome.ANSWERED)
