"""Back to the checklist that was left half-way."""

from actions.base import Asked, ConsultingAction
from assistant.knowledge.advice import Advice


class ActionResumeChecklist(ConsultingAction):
    """A button names the procedure; a sentence means the one spoken of."""

    settles = False

    def name(self) -> str:
        return "action_resume_checklist"

    def advise(self, asked: Asked) -> Advice:
        code = asked.entities.get("procedure")
        state = asked.state.about(code) if code in self.base.records else asked.state
        return self.consultation.resume(state)
