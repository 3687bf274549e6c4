"""A consultation: a resident's words and what was said before in, the next reply out.

The flow of a question, in order: which procedure → decide → say. Nothing is remembered here; the
`State` comes in with each call and goes out changed.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import Speaker
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.clarification import Clarification
from assistant.knowledge.finder import Finder, Meant
from assistant.knowledge.interview import Interview
from assistant.knowledge.place_answers import PlaceAnswers
from assistant.knowledge.record import Aspect, Record
from assistant.knowledge.reply import Button, Outcome, Reply
from assistant.knowledge.search import SearchIndex
from assistant.knowledge.state import State, Waiting
from assistant.language.choices import Choice, Plain, understand_choice
from assistant.language.content import content_words
from assistant.language.corrections import corrected, takes_back
from assistant.language.questions import halves, one_line
from assistant.language.short_forms import clean

_LONGEST_CHOICE = 60  # characters: longer texts are questions, not answers to ours
_MOST_ASPECTS = 2
# While a question of a checklist is open, such a text is an answer that was not understood.
_NO_NEW_SUBJECT = ("continue", "unknown", "ask_subject")
_NOTHING = State()

Asked = tuple[Aspect, ...]
Told = tuple[tuple[Reply, ...], State]


class Consultation:
    """Answers about procedures. Everything it says comes from the knowledge base."""

    def __init__(self, base: KnowledgeBase, index: SearchIndex) -> None:
        self._base = base
        self.finder = Finder(base, index)
        self._speaker = Speaker(base)
        self._interview = Interview(base, self._speaker)
        self._clarification = Clarification(base, self._speaker)
        self._places = PlaceAnswers(base, self.finder, self._speaker)

    def ask(self, text: str, aspects: Sequence[Aspect], state: State) -> Advice:
        """A question in free text. `aspects`: what the understanding of the sentence gave."""
        text = self.finder.composed(clean(one_line(text)))
        if (correction := self.correction(text, state)) is not None:
            return correction
        text = corrected(text) or text  # another aspect of the same subject
        settled = None if self.finder.asked_in(text) else self.pending(text, state)
        read = self._places.read(text, state)
        if (said := settled or read.advice) is not None:
            return said
        text, state = read.text, read.state
        meant = self.finder.find(text, state.procedure)
        asked = tuple(dict.fromkeys((*read.asked, *aspects, *meant.asked)))[:_MOST_ASPECTS]
        if (both := self._both(text, meant, state)) is not None:
            return both
        quiet = not asked and meant.decision.kind in _NO_NEW_SUBJECT
        return (self.ask_again(state) if quiet else None) or self._carry_out(meant, asked, state)

    def correction(self, text: str, state: State) -> Advice | None:
        """ "Không, ý tôi là …": the last subject goes, what was asked of it stays."""
        instead = corrected(text)
        if instead is None and state.waiting is None and takes_back(text):
            return self.none_of_these(state)
        if instead is None or not content_words(self.finder.subject_of(instead)):
            return None
        meant = self.finder.find(instead, None)
        if meant.decision.kind not in ("answer", "clarify"):
            return None
        asked = meant.asked or tuple(state.asked)
        return self._carry_out(meant, asked[:_MOST_ASPECTS], State(office=state.office))

    def about(self, code: str, aspects: Sequence[Aspect], state: State) -> Advice:
        """A procedure or question chosen by a button or a link, with the aspects to tell of it."""
        if code in self._base.faqs:
            return self._question(code, "chosen", state)
        record = self._base.record(code)
        told = self._tell(record, tuple(aspects), state.about(code))
        return Advice(*told, Outcome.ANSWERED, "chosen")

    def choose_place(self, office: str, state: State) -> Advice:
        """A commune or ward chosen by a button."""
        return self._places.chosen(office, state)

    def answer_case(self, code: str, case: str, option: str, state: State) -> Advice:
        """One case settled by a button; then the next one, or the list."""
        return self._interview.answer(self._base.record(code), case, option, state)

    def resume(self, state: State) -> Advice:
        """Back to the checklist that was left half-way."""
        record = self._base.records.get(state.procedure or "")
        if record is None:
            return self._phrase("nothing_to_resume", state)
        return self._interview.go_on(record, state)

    def restart(self, code: str, state: State = _NOTHING) -> Advice:
        """The checklist of a procedure from its first question."""
        afresh = State(procedure=code, office=state.office)
        return self._interview.go_on(self._base.record(code), afresh, first=True)

    def pending(self, text: str, state: State) -> Advice | None:
        """The text as the answer to what was asked back, None when it is none."""
        if state.waiting is None or len(text) > _LONGEST_CHOICE:
            return None
        text = clean(text)
        if state.waiting.kind == "choice":
            return self._choose(text, state.waiting, state)
        return self._places.pending(text, state) or self._interview.understand(text, state)

    def ask_again(self, state: State) -> Advice | None:
        """The open question of a checklist once more, None when none is open."""
        return self._interview.ask_again(state)

    def rescue(self, text: str, state: State, asked: Asked = ()) -> Advice | None:
        """An answer for a sentence that seemed to be no question, if a record fits it well."""
        text = self.finder.composed(clean(text))
        settled = self.correction(text, state) or self._places.read(text, state).advice
        if settled or not content_words(subject := self.finder.subject_of(text)):
            return settled
        found, bound = self.finder.search(subject), self._base.policy.decision.rescue_from
        fits = found.hits and found.hits[0].evidence >= bound <= found.confidence
        return self.ask(text, asked, state) if fits else None

    def question(self, text: str, state: State) -> Advice | None:
        """The answer to a question that is not one procedure, if there clearly is one."""
        meant = self.finder.find(text := self.finder.composed(clean(text)), None)
        bound = self._base.policy.decision.rescue_from
        if meant.answers not in self._base.faqs or meant.confidence < bound:
            return self._places.asked(text, state)
        return self._carry_out(meant, (), state)

    def none_of_these(self, state: State) -> Advice:
        """None of the candidates was meant: ask for the need in other words."""
        return self._phrase("none_of_these_reply", state.model_copy(update={"waiting": None}))

    def officer_button(self) -> Button:
        """To a person."""
        return self._speaker.officer_button()

    def _both(self, text: str, whole: Meant, state: State) -> Advice | None:
        """Two questions in one message, if each half clearly means something of its own."""
        if state.waiting is not None or whole.confidence == 1.0:
            return None
        for halved in halves(text):
            meant = [self.finder.find(half, None) for half in halved]
            codes = {one.answers for one in meant}
            if None in codes or len(codes) < len(halved):
                continue
            if min(one.confidence for one in meant) < self._base.policy.decision.each_half_from:
                continue
            return self._one_after_the_other(meant, state)
        return None

    def _one_after_the_other(self, meant: Sequence[Meant], state: State) -> Advice:
        """What can be told at once first; a list of papers asks questions, so it comes last.

        Two lists are not asked for at once: the second waits behind a button.
        """
        told = sorted(meant, key=self._asks_back)
        first = self._carry_out(told[0], told[0].asked, state)
        if self._asks_back(told[0]):
            code = told[1].decision.codes[0]
            text = self._base.phrases.fill("second_question", name=self._base.name(code))
            more = Reply(text=text, buttons=[self._speaker.choice(code)])
            return replace(first, replies=(*first.replies, more), reason="two questions")
        second = self._carry_out(told[1], told[1].asked, first.state)
        replies = (*first.replies, *second.replies)
        return replace(second, replies=replies, reason="two questions")

    def _asks_back(self, meant: Meant) -> bool:
        return meant.answers in self._base.records and meant.asked in ((), ("papers",))

    def _carry_out(self, meant: Meant, asked: Asked, state: State) -> Advice:
        decision = meant.decision
        match decision.kind:
            case "answer" | "continue":
                code = decision.codes[0]
                if code in self._base.faqs:
                    return replace(self._question(code, decision.reason, state), hits=meant.hits)
                record = self._base.record(code)
                kept = record.code == state.procedure
                outcome = Outcome.CONTINUED if kept else Outcome.ANSWERED
                told = self._tell(record, asked, state.about(record.code))
                return Advice(*told, outcome, decision.reason, meant.hits)
            case "clarify":
                return self._clarify(meant, asked, state)
            case "ask_subject":
                return self._phrase("which_procedure_none", state)
            case "unknown":
                return self._unknown(meant, state)

    def _question(self, code: str, reason: str, state: State) -> Advice:
        """The subject stays: such a question is asked in between."""
        reply = self._speaker.question(self._base.faqs[code])
        return Advice((reply,), state, Outcome.FAQ, reason)

    def _tell(self, record: Record, asked: Asked, state: State) -> Told:
        """Papers are what is asked by default: they are what sends people home."""
        state = state.model_copy(update={"asked": list(asked)})
        if asked in ((), ("papers",)):
            advice = self._interview.go_on(record, state, first=not state.answers)
            return advice.replies, advice.state
        others = [aspect for aspect in asked if aspect != "papers"]
        reply = self._speaker.aspects(record, others, state.answers)
        reply = self._places.with_office(reply, others, record, state)
        if "papers" in asked:
            advice = self._interview.go_on(record, state)
            return (reply, *advice.replies), advice.state
        if state.waiting and state.waiting.kind == "case":
            resume = self._speaker.resume_button(record)
            reply = reply.model_copy(update={"buttons": [resume, *reply.buttons]})
        return (reply,), state

    def _clarify(self, meant: Meant, asked: Asked, state: State) -> Advice:
        aspect, codes = asked[0] if asked else None, meant.decision.codes
        reply = self._clarification.offer(codes, aspect)
        waiting = Waiting(kind="choice", candidates=list(codes), aspect=aspect)
        asking = state.model_copy(update={"waiting": waiting})
        return Advice((reply,), asking, Outcome.CLARIFIED, meant.decision.reason, meant.hits)

    def _choose(self, text: str, waiting: Waiting, state: State) -> Advice | None:
        offered = [code for code in waiting.candidates if self._base.knows(code)]
        choices = [Choice(c, self._base.name(c), self._also_called(c)) for c in offered]
        meant = understand_choice(text, choices)
        if meant is None:
            return None
        if isinstance(meant, Plain):
            return self.none_of_these(state)
        return self.about(meant, [waiting.aspect] if waiting.aspect else [], state)

    def _also_called(self, code: str) -> tuple[str, ...]:
        faq = self._base.faqs.get(code)
        return tuple(faq.aliases if faq else self._base.record(code).aliases)

    def _unknown(self, meant: Meant, state: State) -> Advice:
        phrases, codes = self._base.phrases, meant.decision.codes
        more = phrases["unknown_nearest" if codes else "unknown_more"]
        buttons = [*(self._speaker.choice(code) for code in codes), self.officer_button()]
        reply = Reply(text=f"{phrases['unknown']}\n\n{more}", buttons=buttons)
        return Advice((reply,), state, Outcome.UNKNOWN, meant.decision.reason, meant.hits)

    def _phrase(self, name: str, state: State) -> Advice:
        reply = Reply(text=self._base.phrases[name], buttons=[self.officer_button()])
        return Advice((reply,), state, Outcome.CLARIFIED, name)
