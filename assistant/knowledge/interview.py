"""The questions of a checklist, one by one: cases in, the next question or the list out."""

from dataclasses import replace

from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.checklist import UNSURE, next_case, redirect, relevant
from assistant.knowledge.record import Case, Option, Record
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State, Waiting
from assistant.language.choices import Choice, Plain, understand_choice


class Interview:
    """Asks only what decides a paper, remembers what was answered, and may be left and resumed."""

    def __init__(self, base: KnowledgeBase, speaker: Speaker) -> None:
        self._base = base
        self._speaker = speaker

    def go_on(self, record: Record, state: State, *, first: bool = False) -> Advice:
        """The next case, the other procedure it leads to, or the list."""
        option = redirect(record, state.answers)
        if option is not None and option.leads_to is not None:
            return self._lead_on(record, option, option.leads_to, state.office)
        case = next_case(record, state.answers)
        if case is None:
            reply = self._speaker.papers(record, state.answers)
            done = state.model_copy(update={"procedure": record.code, "waiting": None})
            return Advice((reply,), done, Outcome.ANSWERED, "list")
        reply = self._speaker.case(record, case, first=first)
        waiting = Waiting(kind="case", case=case.id)
        asking = state.model_copy(update={"procedure": record.code, "waiting": waiting})
        return Advice((reply,), asking, Outcome.ANSWERED, "case")

    def answer(self, record: Record, case: str, option: str, state: State) -> Advice:
        """One case settled. A button of an older record or a made-up one is told so."""
        about = state.about(record.code)
        known = {(c.id, o.id) for c in record.cases for o in c.options}
        known |= {(c.id, UNSURE) for c in record.cases}
        if (case, option) not in known:
            reply = Reply(text=self._base.phrases["stale_button"])
            return Advice((reply,), about, Outcome.FAILED, "stale button")
        answers = relevant(record, {**about.answers, case: option})
        return self.go_on(record, about.model_copy(update={"answers": answers}))

    def understand(self, text: str, state: State) -> Advice | None:
        """A typed answer to the case that was asked, None when it fits no option."""
        record, case = self.asked(state)
        if record is None or case is None:
            return None
        choices = [Choice(o.id, o.label, tuple(o.says)) for o in case.options]
        meant = understand_choice(text, choices)
        if meant is None or meant is Plain.NONE:
            return None
        option = UNSURE if meant is Plain.UNSURE else str(meant)
        advice = self.answer(record, case.id, option, state)
        return self._with_note(advice, case, option)

    def ask_again(self, state: State) -> Advice | None:
        """The open question once more, saying that the answer was not understood."""
        record, case = self.asked(state)
        if record is None or case is None:
            return None
        reply = self._speaker.case(record, case, first=False)
        text = f"{self._base.phrases['case_not_understood']}\n\n{reply.text}"
        again = reply.model_copy(update={"text": text})
        return Advice((again,), state, Outcome.CLARIFIED, "case not understood")

    def asked(self, state: State) -> tuple[Record | None, Case | None]:
        """The procedure and the case whose answer is awaited."""
        record = self._base.records.get(state.procedure or "")
        if record is None or state.waiting is None or state.waiting.kind != "case":
            return None, None
        return record, next((c for c in record.cases if c.id == state.waiting.case), None)

    def _with_note(self, advice: Advice, case: Case, option: str) -> Advice:
        """Words can be misread, so what was understood is said before going on."""
        labels = {o.id: o.label for o in case.options}
        label = labels.get(option, self._base.phrases["unsure"])
        note = self._base.phrases.fill("noted", answer=label)
        first, *others = advice.replies
        noted = first.model_copy(update={"text": f"{note}\n\n{first.text}"})
        return replace(advice, replies=(noted, *others))

    def _lead_on(self, record: Record, option: Option, code: str, office: str | None) -> Advice:
        target = self._base.records.get(code)
        if target is None:
            reply = self._speaker.elsewhere(record, option, code)
            return Advice((reply,), State(office=office), Outcome.ANSWERED, "leads elsewhere")
        said = self._speaker.redirect(record, option, target)
        onward = self.go_on(target, State(procedure=code, office=office), first=True)
        return Advice((said, *onward.replies), onward.state, Outcome.ANSWERED, "leads on")
