"""Yes, no, a number, "không rõ": the answer to what was asked back."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome

_REPLY = 5  # words; a longer sentence with nothing to answer is a question of its own


class ActionSettle(ConsultingAction):
    """Reached only when the words fit no option, or nothing was asked back."""

    def name(self) -> str:
        return "action_settle"

    def advise(self, asked: Asked) -> Advice:
        again = self.consultation.ask_again(asked.state)
        if again is not None:
            return again
        if asked.state.waiting is None and len(asked.text.split()) > _REPLY:
            # "không có giấy kết hôn, con mang họ cha được không?" says no to nobody.
            return self.consultation.ask(asked.text, (), asked.state)
        rescued = self.consultation.rescue(asked.text, asked.state)
        return rescued or self.phrase("which_procedure_none", asked.state, Outcome.CLARIFIED)
