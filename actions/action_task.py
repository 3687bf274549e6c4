"""Tasks that are not built yet: an honest sentence and a next step, never a dead end."""

from dataclasses import replace

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
        task = self.phrase(_PHRASES[asked.intent], asked.state, Outcome.ANSWERED)
        return question or self._hours_of_a_procedure(asked, task) or task

    def _hours_of_a_procedure(self, asked: Asked, task: Advice) -> Advice | None:
        """ "Làm hộ chiếu vào thứ mấy?": what is known of the hours, and where it is done."""
        if asked.intent != "ask_after_hours" or asked.is_button:
            return None
        place = self.consultation.rescue(asked.text, asked.state, ("place",))
        if place is None or place.outcome not in (Outcome.ANSWERED, Outcome.CONTINUED):
            return None
        hours = task.replies[0].model_copy(update={"buttons": []})
        return replace(place, replies=(hours, *place.replies))
