"""Arranging an appointment in a conversation: what was said in, what is said back out.

Hearing takes the words into the plan, Visiting or Changing leads the plan on, Asking puts the open
question. Nothing is remembered here: plan and state come in with each turn and go out changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.appointments.asking import Asking
from assistant.appointments.booking import Booking
from assistant.appointments.changing import Changing
from assistant.appointments.hearing import Hearing, Said
from assistant.appointments.links import Links
from assistant.appointments.needs import Needs
from assistant.appointments.plan import Plan
from assistant.appointments.receipt import Receipt
from assistant.appointments.replanning import Heard
from assistant.appointments.times import TimeSearch
from assistant.appointments.visiting import Progress, Visiting
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State, Waiting

_MOST_MISSES = 3  # questions about something else, one after another: the resident is elsewhere
_NOTES: Mapping[str, str] = {
    "past": "wish_past",
    "lunar": "wish_lunar",
    "mismatch": "wish_mismatch",
}


@dataclass(frozen=True)
class Arranged:
    """`replies`: what is said before the open question; `done`: there is none any more."""

    replies: tuple[Reply, ...]
    plan: Plan
    state: State
    done: bool
    outcome: Outcome = Outcome.ANSWERED


class Arranging:
    """Made for one edition of the knowledge base, over the booking service."""

    def __init__(
        self, booking: Booking, base: KnowledgeBase, finder: Finder, links: Links | None = None
    ) -> None:
        self._booking = booking
        self._base = base
        needs = Needs(base, finder)
        self._receipt = receipt = Receipt(base, links)
        self._hearing = Hearing(needs)
        self._asking = Asking(base, needs)
        times = TimeSearch(booking, base, needs, self._asking)
        self._visiting = Visiting(booking, base, needs, times, receipt)
        self._changing = Changing(booking, base, times, receipt)

    async def go_on(
        self, said: Said, plan: Plan | None, state: State, conversation: str, now: datetime
    ) -> Arranged | None:
        """The turn; None when it is about something else, and the question stays open."""
        if plan is None and said.pressed:
            plan = await self._taken_up(said, state, conversation)
        heard = self._hearing.hear(said, plan, state, now)
        if heard is None and plan is None:  # a button of a question that is over
            return self._afresh(state)
        if heard is None:
            return None
        if plan is not None and plan.task == "book" and said.intent == "my_appointments":
            return await self._shown(plan, state, conversation)
        if heard.stops:
            await self._booking.release(conversation)
            reply = Reply(text=self._base.phrases["booking_stopped"])
            return Arranged((reply,), heard.plan, _closed(state), done=True)
        plan = heard.plan.with_(misses=0)
        progress = Progress(plan).saying(*self._notes(heard))
        if plan.task == "book":
            progress = await self._visiting.go_on(progress, state, conversation, now)
        else:
            at_once = said.pressed and "appointment" in said.entities
            at_once = at_once or (said.pressed and said.intent == "choose_slot")
            progress = await self._changing.go_on(
                progress, heard.factor, conversation, now, at_once=at_once
            )
        done = progress.done
        after = _closed(state) if done else _open(state, progress.plan)
        return Arranged(progress.replies, progress.plan, after, done=done)

    def question(self, plan: Plan, *, again: bool = False) -> Reply:
        """The open question; `again`: after something else was answered."""
        reply = self._asking.question(plan)
        if not again:
            return reply
        back = self._base.phrases["booking_back"]
        return reply.model_copy(update={"text": f"{back}\n{reply.text}"})

    def interrupted(self, plan: Plan) -> Arranged | Plan:
        """After a question in between: the plan to go on with, or its end when there were many."""
        plan = plan.with_(misses=plan.misses + 1)
        if plan.misses < _MOST_MISSES:
            return plan
        reply = Reply(text=self._base.phrases["booking_left"])
        return Arranged((reply,), plan, State(), done=True)

    def thanks(self, *, kept: bool) -> Reply:
        """For what a visitor thought; `kept`: with the visit it is about."""
        return Reply(text=self._base.phrases["rated" if kept else "rated_in_words"])

    def waiting(self, plan: Plan, state: State) -> State:
        """The state that lets the reception read a contact while one is awaited."""
        return _open(state, plan)

    def _afresh(self, state: State) -> Arranged:
        reply = Reply(text=self._base.phrases["stale_button"])
        return Arranged((reply,), Plan(), _closed(state), done=True, outcome=Outcome.FAILED)

    async def _shown(self, plan: Plan, state: State, conversation: str) -> Arranged:
        """What stands already, in the middle of arranging another."""
        mine = await self._booking.mine(conversation)
        none = Reply(text=self._base.phrases["booking_none_here"])
        replies = self._receipt.listed(mine) or [none]
        return Arranged(tuple(replies), plan, state, done=False)

    async def _taken_up(self, said: Said, state: State, conversation: str) -> Plan | None:
        """A button under a question that was forgotten: what is held tells where it stood."""
        if said.intent not in ("answer_booking", "give_contact"):
            return None
        held = await self._booking.held(conversation)
        if held is None:
            return None
        return Plan(
            step="confirm" if held.contact else "contact", kind=held.kind,
            procedure=held.procedure, any_procedure=held.procedure is None, office=held.office,
            start=held.start, held=held.id, has_all="unsure", papers_told=True, whom="self",
            reason="unsaid",
        )  # fmt: skip

    def _notes(self, heard: Heard) -> list[str]:
        """What is said of the words themselves."""
        phrases, wish = self._base.phrases, heard.wish
        named = {*heard.notes, _NOTES.get(wish.doubt or "", "")} - {""}
        notes = [phrases[name] for name in sorted(named)]
        if wish.people > 1 and heard.plan.task == "book":
            notes.append(phrases["booking_one_each"])
        return notes


def _open(state: State, plan: Plan) -> State:
    """Subject and office follow the plan; a contact is awaited only while it is asked for."""
    known = state.about(plan.procedure) if plan.procedure else state
    office = plan.office or known.office
    waiting = known.waiting
    if waiting is not None and waiting.kind in ("contact", "choice"):
        waiting = None
    if plan.step == "contact":
        home = plan.purpose.value == "home_visit"
        waiting = Waiting(kind="contact", case="address" if home else None)
    return known.model_copy(update={"office": office, "waiting": waiting})


def _closed(state: State) -> State:
    waiting = state.waiting
    if waiting is not None and waiting.kind == "contact":
        waiting = None
    return state.model_copy(update={"waiting": waiting})
