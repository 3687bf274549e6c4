"""Back to the checklist that was left half-way."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice
from assistant.knowledge.packing import brought


class ActionResumeChecklist(ConsultingAction):
    """A button names the procedure, and what was answered elsewhere; a sentence means the one
    spoken of.
    """

    settles = False

    def name(self) -> str:
        return "action_resume_checklist"

    def advise(self, asked: Asked) -> Advice:
        return self.consultation.resume(brought(self.base, asked.entities, asked.state))
