"""Tasks that are not built yet: an honest sentence and a next step, never a dead end."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.reply import Outcome

_PHRASES = {
    "book_appointment": "task_book",
    "move_appointment": "task_appointments",
    "cancel_appointment": "task_appointments",
    "my_appointments": "task_appointments",
    "track_dossier": "task_dossier",
    "request_home_visit": "task_home_visit",
    "ask_after_hours": "task_after_hours",
    "rate_service": "task_rate",
    "complain": "task_complain",
}


class ActionTask(ConsultingAction):
    """The sentence of the task wished for, unless staff wrote an answer to the very question."""

    def name(self) -> str:
        return "action_task"

    def advise(self, asked: Asked) -> Advice:
        question = None if asked.is_button else self.consultation.question(asked.text, asked.state)
        return question or self.phrase(_PHRASES[asked.intent], asked.state, Outcome.ANSWERED)
