"""Tasks that are not built yet: an honest sentence and a next step, never a dead end."""

from dataclasses import replace

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import payload
from assistant.knowledge.reply import Button, Outcome

_PHRASES = {
    "track_dossier": "task_dossier",
    "ask_after_hours": "task_after_hours",
    "complain": "task_complain",
}


class ActionTask(ConsultingAction):
    """The sentence of the task wished for, unless staff wrote an answer to the very question."""

    def name(self) -> str:
        return "action_task"

    def advise(self, asked: Asked) -> Advice:
        question = None if asked.is_button else self.consultation.question(asked.text, asked.state)
        task = self.phrase(_PHRASES[asked.intent], asked.state, Outcome.ANSWERED)
        if asked.intent == "ask_after_hours":
            task = self._with_booking(task)
        return question or self._hours_of_a_procedure(asked, task) or task

    def _with_booking(self, task: Advice) -> Advice:
        """In the ordinary hours a visit can be booked."""
        book = Button(title=self.base.phrases["button_book"], payload=payload("book_appointment"))
        (reply,) = task.replies
        buttons = [book, *reply.buttons]
        return replace(task, replies=(reply.model_copy(update={"buttons": buttons}),))

    def _hours_of_a_procedure(self, asked: Asked, task: Advice) -> Advice | None:
        """ "Làm hộ chiếu vào thứ mấy?": what is known of the hours, and where it is done."""
        if asked.intent != "ask_after_hours" or asked.is_button:
            return None
        place = self.consultation.rescue(asked.text, asked.state, ("place",))
        if place is None or place.outcome not in (Outcome.ANSWERED, Outcome.CONTINUED):
            return None
        hours = task.replies[0].model_copy(update={"buttons": []})
        return replace(place, replies=(hours, *place.replies))
