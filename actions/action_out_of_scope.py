"""What the assistant is not for, told politely, unless a record fits the words after all."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome


class ActionOutOfScope(ConsultingAction):
    """A bare "trích lục" may look out of scope to the classifier; the search knows better."""

    def name(self) -> str:
        return "action_out_of_scope"

    def advise(self, asked: Asked) -> Advice:
        rescued = self.consultation.rescue(asked.text, asked.state)
        return rescued or self.phrase("out_of_scope", asked.state, Outcome.OUT_OF_SCOPE)
