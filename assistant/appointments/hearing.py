"""What was said or pressed, taken into the plan: things in any order, and corrections."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.appointments.appointment import Kind
from assistant.appointments.code import code_in
from assistant.appointments.needs import Needs
from assistant.appointments.plan import Plan, Task
from assistant.appointments.replanning import Heard, answered_by, with_procedure
from assistant.appointments.wish import Wish, read_wish
from assistant.clock import VIETNAM
from assistant.knowledge.state import State
from assistant.language.corrections import corrected
from assistant.language.short_forms import clean

# The intents that begin an arrangement, by what is arranged.
TASKS: Mapping[str, Task] = {
    "book_appointment": "book",
    "request_home_visit": "book",
    "move_appointment": "move",
    "cancel_appointment": "cancel",
    "my_appointments": "mine",
}
_CHANGING = ("appointment", "code", "cancel")
_ASK = "ask_"
# What is answered by the ordinary rules, whatever else stands in the sentence.
_ELSEWHERE = {
    "talk_to_officer", "emergency", "report_scam", "complain", "track_dossier", "rate_service",
    "greet", "thanks", "help", "insult", "out_of_scope", "chitchat",
}  # fmt: skip
_PRESSED = {
    "choose_slot", "choose_place", "choose_procedure", "choose_nothing", "answer_booking",
    "give_contact", *TASKS,
}  # fmt: skip
_FOUR = re.compile(r"(?<![\w-])\d{4}(?![\w-])")
_LONGEST_WISH = 240  # characters; a longer text tells a story, and its first words are read


@dataclass(frozen=True)
class Said:
    """A turn: a sentence, or a button with what it carries."""

    text: str
    intent: str
    entities: Mapping[str, str]
    pressed: bool = False


class Hearing:
    """Made for one edition of the knowledge base."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs

    def hear(self, said: Said, plan: Plan | None, state: State, now: datetime) -> Heard | None:
        """The plan after this turn; None when the words are about something else."""
        begins = plan is None
        plan = plan or _begun(said, state)
        if said.pressed:
            return self._pressed(said, plan, now)
        text = clean(said.text[:_LONGEST_WISH])
        text = corrected(text) or text
        wish = read_wish(text, now)
        if not begins and self._is_elsewhere(said, text, wish, plan):
            return None
        if said.intent == "cancel_appointment" and not begins and plan.task != "cancel":
            if plan.task == "book":
                return Heard(plan, wish, stops=True)
            return Heard(Plan(task="cancel", chosen=plan.chosen), Wish())
        if wish.stops and not begins and not wish.dated and plan.step != "cancel":
            return Heard(plan, wish, stops=True)
        if wish.cancels and plan.step == "confirm" and not wish.dated:
            return Heard(plan, wish, stops=True)
        if plan.step in _CHANGING or plan.task in ("move", "cancel", "mine"):
            found = code_in(said.text)
            if found is not None:
                return Heard(plan.with_(chosen=found), wish, factor=_factor(said.text))
        return self._taken(text, wish, plan, begins=begins, now=now)

    def _pressed(self, said: Said, plan: Plan, now: datetime) -> Heard | None:
        carried, intent = said.entities, said.intent
        if intent not in _PRESSED:
            return None
        if intent == "choose_procedure" and plan.step != "procedure":
            return None
        if intent == "answer_booking":
            return self._answer(carried.get("option", ""), plan, now)
        if intent in TASKS and TASKS[intent] in ("move", "cancel"):
            plan = _about(plan, TASKS[intent], carried.get("appointment"))
        if code := carried.get("procedure"):
            plan = with_procedure(plan, (code,))
        if place := carried.get("place"):
            plan = self._with_offices(plan, (place,))
        if start := read_time(carried.get("time", "")):
            office = carried.get("place") or plan.office
            plan = plan.with_(start=start, office=office, held=None)
        if intent == "choose_nothing":
            plan = plan.with_(candidates=())
        return Heard(plan, Wish())

    def _answer(self, option: str, plan: Plan, now: datetime) -> Heard | None:
        """A button under a question of ours."""
        if option == "stop":
            return Heard(plan, Wish(stops=True), stops=True)
        try:
            day = date.fromisoformat(option)
        except ValueError:
            wish = _OPTIONS.get(option)
            return answered_by(wish, plan) if wish else None
        return answered_by(Wish(since=day, until=day), plan)

    def _taken(self, text: str, wish: Wish, plan: Plan, *, begins: bool, now: datetime) -> Heard:
        """A sentence: its places, its procedure, its time, and the answer to what was asked."""
        named = self._needs.place(wish.undated, asked=plan.step == "office")
        if named.offices:
            plan = self._with_offices(plan, named.offices)
            wish = replace(wish, rest=read_wish(named.rest, now).rest)
        wants_procedure = begins or plan.step == "procedure" or corrected(text) is not None
        if (begins and plan.kind is Kind.HOME_VISIT) or wish.kind is Kind.HOME_VISIT:
            whom = "other" if wish.for_others else plan.whom
            plan = plan.with_(whom=whom, reason=wish.reason or plan.reason)
        if wish.rest and plan.task == "book" and (wants_procedure or not wish.plain):
            plan = self._with_need(plan, wish, sure=not (begins or plan.step == "procedure"))
        return answered_by(wish, plan)

    def _with_need(self, plan: Plan, wish: Wish, *, sure: bool) -> Plan:
        codes = self._needs.procedures(wish.rest)
        sure = sure or Kind.HOME_VISIT in (plan.kind, wish.kind)
        if sure and (len(codes) != 1 or wish.dated or wish.relations):
            return plan
        return with_procedure(plan, codes) if codes else plan

    def _with_offices(self, plan: Plan, offices: tuple[str, ...]) -> Plan:
        known = tuple(id_ for id_ in offices if self._needs.office(id_))
        if not known:
            return plan
        if len(known) > 1:
            return plan.without_time().with_(office=None, offices=known)
        changed = plan if known[0] == plan.office else plan.without_time()
        return changed.with_(office=known[0], offices=())

    def _is_elsewhere(self, said: Said, text: str, wish: Wish, plan: Plan) -> bool:
        """A question in between: it is answered, and the arranging goes on."""
        if said.intent in _ELSEWHERE:
            return not (wish.dated or wish.plain)
        if said.intent == "ask_after_hours" or wish.plain or plan.step in ("code", "reason"):
            return False
        asks = said.intent.startswith(_ASK) or said.intent == "nlu_fallback"
        if not asks:
            return False
        named = self._needs.place(wish.undated, asked=plan.step == "office").offices
        if self._needs.asks_of_a_procedure(text, but_place=bool(named)):
            return wish.complete is None
        takes = named or wish.dated or wish.relations or wish.stops or wish.complete is not None
        return not takes and plan.step not in ("procedure", "office", "whom")


def _begun(said: Said, state: State) -> Plan:
    """A new plan: about the procedure and the office of the conversation, until others are said."""
    kind = Kind.HOME_VISIT if said.intent == "request_home_visit" else None
    named = said.entities.get("kind", "")
    kind = Kind(named) if named in set(Kind) else kind
    task = TASKS.get(said.intent, "book")
    if task != "book":
        return Plan(task=task)
    procedure = None if kind is Kind.HOME_VISIT else state.procedure
    return Plan(kind=kind, procedure=procedure, office=state.office)


def _about(plan: Plan, task: Task, code: str | None) -> Plan:
    """Another task than before begins anew."""
    return Plan(task=task, chosen=code.upper() if code else None, office=None)


def read_time(written: str) -> datetime | None:
    """A local time as buttons carry it, "2026-11-26t08.30"; None when it is none."""
    try:
        return datetime.strptime(written, "%Y-%m-%dt%H.%M").replace(tzinfo=VIETNAM)
    except ValueError:
        return None


def _factor(text: str) -> str | None:
    """Four digits beside a code: the last ones of the phone."""
    groups = _FOUR.findall(text)
    return groups[-1] if groups else None


_OPTIONS: Mapping[str, Wish] = {
    "yes": Wish(yes=True),
    "no": Wish(no=True),
    "unsure": Wish(unsure=True),
    "complete": Wish(complete=True),
    "lacking": Wish(complete=False),
    **{name: Wish(relations=(name,)) for name in (
        "earlier", "later", "other_day", "other_place", "nearer", "soonest", "quiet", "other_time",
    )},
    **{kind.value: Wish(kind=kind, yes=True) for kind in Kind},
    **{name: Wish(reason=name) for name in (
        "elderly", "disabled", "ill", "merit", "unsaid", "none",
    )},
    "self": Wish(for_others=False, yes=True),
    "other": Wish(for_others=True),
}  # fmt: skip
