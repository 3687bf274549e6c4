"""A consultation: a resident's words and what was said before in, the next reply out.

The flow of a question, in order: which procedure → decide → say. Nothing is remembered here; the
`State` comes in with each call and goes out changed.
"""

import re
from collections.abc import Sequence

from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import Speaker, payload
from assistant.knowledge.aspects import AspectCues
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.decision import Decision, Question, decide
from assistant.knowledge.interview import Interview
from assistant.knowledge.record import Aspect, Record
from assistant.knowledge.reply import Button, Candidate, Outcome, Reply
from assistant.knowledge.search import Hit, SearchIndex
from assistant.knowledge.state import State, Waiting
from assistant.language.choices import Choice, Plain, understand_choice
from assistant.language.content import content_words
from assistant.language.short_forms import clean

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_LONGEST_CHOICE = 60  # characters: longer texts are questions, not answers to ours
_MOST_ASPECTS = 2
# While a question of a checklist is open, such a text is an answer that was not understood.
_NO_NEW_SUBJECT = ("continue", "unknown", "ask_subject")

Hits = tuple[Hit, ...]
Asked = tuple[Aspect, ...]
Told = tuple[tuple[Reply, ...], State]


class Consultation:
    """Answers about procedures. Everything it says comes from the knowledge base."""

    def __init__(self, base: KnowledgeBase, index: SearchIndex) -> None:
        self._base = base
        self._index = index
        self._speaker = Speaker(base)
        self._interview = Interview(base, self._speaker)
        self._cues = AspectCues(base.aspects)

    def ask(self, text: str, aspects: Sequence[Aspect], state: State) -> Advice:
        """A question in free text. `aspects`: what the understanding of the sentence gave."""
        text = clean(text)
        cued = self._cues.asked_in(text)
        settled = None if cued else self.pending(text, state)
        if settled is not None:
            return settled
        asked = tuple(dict.fromkeys((*aspects, *cued)))[:_MOST_ASPECTS]
        decision, hits = self._decide(text, state)
        again = self.ask_again(state) if not asked and decision.kind in _NO_NEW_SUBJECT else None
        return again or self._carry_out(decision, hits, asked, state)

    def about(self, code: str, aspects: Sequence[Aspect], state: State) -> Advice:
        """A procedure chosen by a button or a link, with the aspects to tell of it."""
        record = self._base.record(code)
        told = self._tell(record, tuple(aspects), state.about(code))
        return Advice(*told, Outcome.ANSWERED, "chosen")

    def answer_case(self, code: str, case: str, option: str, state: State) -> Advice:
        """One case settled by a button; then the next one, or the list."""
        return self._interview.answer(self._base.record(code), case, option, state)

    def resume(self, state: State) -> Advice:
        """Back to the checklist that was left half-way."""
        record = self._base.records.get(state.procedure or "")
        if record is None:
            return self._phrase("nothing_to_resume", state)
        return self._interview.go_on(record, state)

    def restart(self, code: str) -> Advice:
        """The checklist of a procedure from its first question."""
        return self._interview.go_on(self._base.record(code), State(procedure=code), first=True)

    def pending(self, text: str, state: State) -> Advice | None:
        """The text as the answer to what was asked back, None when it is none."""
        if state.waiting is None or len(text) > _LONGEST_CHOICE:
            return None
        if state.waiting.kind == "choice":
            return self._choose(clean(text), state.waiting, state)
        return self._interview.understand(clean(text), state)

    def ask_again(self, state: State) -> Advice | None:
        """The open question of a checklist once more, None when none is open."""
        return self._interview.ask_again(state)

    def rescue(self, text: str, state: State) -> Advice | None:
        """An answer for a sentence that seemed to be no question, if a record fits it well."""
        subject = self._cues.subject_of(clean(text))
        if not content_words(subject):
            return None
        found, bound = self._index.search(subject), self._base.policy.decision.rescue_from
        explained = bool(found.hits) and found.hits[0].evidence >= bound
        return self.ask(text, (), state) if explained and found.confidence >= bound else None

    def none_of_these(self, state: State) -> Advice:
        """None of the candidates was meant: ask for the need in other words."""
        return self._phrase("none_of_these_reply", state.model_copy(update={"waiting": None}))

    def officer_button(self) -> Button:
        """To a person."""
        return self._speaker.officer_button()

    def _decide(self, text: str, state: State) -> tuple[Decision, Hits]:
        named = _CODE.search(text)
        if named and named.group() in self._base.records:
            return Decision("answer", (named.group(),), "names the code"), ()
        titled = self._index.named_by(text)
        if titled is not None:
            return Decision("answer", (titled,), "names the title"), ()
        subject_text = self._cues.subject_of(text)
        found = self._index.search(subject_text)
        asked = self._cues.asked_in(text)
        words = set(content_words(subject_text)) if subject_text != text or not asked else set()
        subject = state.procedure if state.procedure in self._base.records else None
        question = Question(
            own_words=len(words),
            names_aspect=bool(asked),
            subject=subject,
            subject_evidence=self._index.explains(subject, words) if subject else 0.0,
        )
        return decide(question, found, self._base.policy.decision), found.hits

    def _carry_out(self, decision: Decision, hits: Hits, asked: Asked, state: State) -> Advice:
        match decision.kind:
            case "answer" | "continue":
                record = self._base.record(decision.codes[0])
                kept = record.code == state.procedure
                outcome = Outcome.CONTINUED if kept else Outcome.ANSWERED
                told = self._tell(record, asked, state.about(record.code))
                return Advice(*told, outcome, decision.reason, hits)
            case "clarify":
                return self._clarify(decision, asked, state, hits)
            case "ask_subject":
                return self._phrase("which_procedure_none", state)
            case "unknown":
                return self._unknown(decision, state, hits)

    def _tell(self, record: Record, asked: Asked, state: State) -> Told:
        """Papers are what is asked by default: they are what sends people home."""
        if asked in ((), ("papers",)):
            advice = self._interview.go_on(record, state, first=not state.answers)
            return advice.replies, advice.state
        others = [aspect for aspect in asked if aspect != "papers"]
        reply = self._speaker.aspects(record, others, state.answers)
        if "papers" in asked:
            advice = self._interview.go_on(record, state)
            return (reply, *advice.replies), advice.state
        if state.waiting and state.waiting.kind == "case":
            resume = self._speaker.resume_button(record)
            reply = reply.model_copy(update={"buttons": [resume, *reply.buttons]})
        return (reply,), state

    def _clarify(self, decision: Decision, asked: Asked, state: State, hits: Hits) -> Advice:
        aspect = asked[0] if asked else None
        reply = self._offer(decision.codes, aspect)
        waiting = Waiting(kind="choice", candidates=list(decision.codes), aspect=aspect)
        asking = state.model_copy(update={"waiting": waiting})
        return Advice((reply,), asking, Outcome.CLARIFIED, decision.reason, hits)

    def _offer(self, codes: Sequence[str], aspect: Aspect | None) -> Reply:
        records = [self._base.record(code) for code in codes]
        none = Button(title=self._base.phrases["none_of_these"], payload=payload("choose_nothing"))
        return Reply(
            text=self._base.phrases["which_procedure"],
            buttons=[*self._choices(codes, aspect), none],
            candidates=[Candidate(code=record.code, name=record.name) for record in records],
        )

    def _choices(self, codes: Sequence[str], aspect: Aspect | None) -> list[Button]:
        more = {"aspect": aspect} if aspect else {}
        return [
            Button(
                title=self._base.record(code).name,
                payload=payload("choose_procedure", procedure=code, **more),
            )
            for code in codes
        ]

    def _choose(self, text: str, waiting: Waiting, state: State) -> Advice | None:
        offered = [self._base.records[c] for c in waiting.candidates if c in self._base.records]
        choices = [Choice(r.code, r.name, tuple(r.aliases)) for r in offered]
        meant = understand_choice(text, choices)
        if meant is None:
            return None
        if isinstance(meant, Plain):
            return self.none_of_these(state)
        return self.about(meant, [waiting.aspect] if waiting.aspect else [], state)

    def _unknown(self, decision: Decision, state: State, hits: Hits) -> Advice:
        phrases = self._base.phrases
        more = phrases["unknown_nearest" if decision.codes else "unknown_more"]
        buttons = [*self._choices(decision.codes, None), self.officer_button()]
        reply = Reply(text=f"{phrases['unknown']}\n\n{more}", buttons=buttons)
        return Advice((reply,), state, Outcome.UNKNOWN, decision.reason, hits)

    def _phrase(self, name: str, state: State) -> Advice:
        reply = Reply(text=self._base.phrases[name], buttons=[self.officer_button()])
        return Advice((reply,), state, Outcome.CLARIFIED, name)
