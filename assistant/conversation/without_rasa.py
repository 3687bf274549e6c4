"""The consultation when Rasa or the action server cannot be reached: search and records alone."""

from assistant.conversation.message import Button
from assistant.knowledge.advice import Advice
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.consultation import Consultation
from assistant.knowledge.packing import brought
from assistant.knowledge.record import Aspect
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

_ASK = "ask_"


class WithoutRasa:
    """Understands buttons by their intent and texts by search; marks what it says."""

    def __init__(self, base: KnowledgeBase, consultation: Consultation) -> None:
        self._base = base
        self._consultation = consultation

    def answer(self, incoming: str | Button, state: State) -> Advice:
        """The best that can be said without understanding the sentence."""
        if isinstance(incoming, str):
            advice = self._consultation.ask(incoming, (), state)
        else:
            advice = self._pressed(incoming, state) or self._broken(state)
        mark = Reply(text=self._base.phrases["search_only"])
        return Advice(
            (mark, *advice.replies), advice.state, advice.outcome, advice.reason, advice.hits
        )

    def _pressed(self, button: Button, state: State) -> Advice | None:
        code = button.entities.get("procedure", state.procedure or "")
        if button.intent == "choose_nothing":
            return self._consultation.none_of_these(state)
        if button.intent == "choose_place":
            return self._consultation.choose_place(button.entities.get("place", ""), state)
        if not self._base.knows(code):
            return None
        match button.intent:
            case "choose_procedure":
                here = brought(self._base, button.entities, state)
                return self._consultation.about(code, self._aspects(button, "aspect"), here)
            case "answer_case":
                case, option = (button.entities.get(key, "") for key in ("case", "option"))
                return self._consultation.answer_case(code, case, option, state)
            case "resume_checklist":
                here = brought(self._base, button.entities, state.about(code))
                return self._consultation.resume(here)
            case "change_answers":
                return self._consultation.restart(code, state)
            case intent if intent.startswith(_ASK):
                aspects = self._known([intent.removeprefix(_ASK)])
                return self._consultation.about(code, aspects, state)
        return None

    def _aspects(self, button: Button, key: str) -> list[Aspect]:
        return self._known([button.entities.get(key, "")])

    def _known(self, names: list[str]) -> list[Aspect]:
        return [aspect for aspect in self._base.aspects.root if aspect in names]

    def _broken(self, state: State) -> Advice:
        reply = Reply(text=self._base.phrases["broken"])
        return Advice((reply,), state, Outcome.FAILED, "no dialogue")
