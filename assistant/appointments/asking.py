"""The question that an arrangement waits with, put into words and buttons."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from assistant.appointments.appointment import Kind
from assistant.appointments.needs import Needs
from assistant.appointments.plan import Plan, Theirs
from assistant.appointments.reminder_words import spoken_time, written_time
from assistant.knowledge.answers import payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Button, Candidate, Reply

_MOST_OFFICES = 4
_MISSING = {
    "name": "booking_contact_name",
    "phone": "booking_contact_phone",
    "address": "booking_contact_address",
}
_REASONS = ("elderly", "disabled", "ill", "merit", "unsaid", "none")


class Asking:
    """Made for one edition of the knowledge base."""

    def __init__(self, base: KnowledgeBase, needs: Needs) -> None:
        self._base = base
        self._needs = needs
        self._questions: Mapping[str, Callable[[Plan], Reply]] = {
            "procedure": self._procedure,
            "office": self._office,
            "day": self._day,
            "time": self._time,
            "papers": self._papers,
            "later": self._later,
            "contact": self._contact,
            "confirm": self._confirm,
            "whom": self._whom,
            "reason": self._reason,
            "other_kind": self._other_kind,
            "appointment": self._appointment,
            "code": self._code,
            "cancel": self._cancel,
        }

    def question(self, plan: Plan) -> Reply:
        """What is asked at this step."""
        return self._questions[plan.step or "procedure"](plan)

    def officer(self) -> Button:
        """To a person."""
        return Button(title=self._base.phrases["button_officer"],
                      payload=payload("talk_to_officer"))  # fmt: skip

    def when(self, start: datetime) -> str:
        """A time in words."""
        return spoken_time(start, self._base.phrases)

    def _procedure(self, plan: Plan) -> Reply:
        codes = [code for code in plan.candidates if self._base.knows(code)]
        name = "booking_which_of_these" if codes else "booking_which_procedure"
        buttons = [
            Button(title=self._base.name(c), payload=payload("choose_procedure", procedure=c))
            for c in codes
        ]
        listed = [Candidate(code=code, name=self._base.name(code)) for code in codes]
        text = self._base.phrases[name]
        buttons = [*buttons, self._choice("button_unsure_which", "unsure"), self._stop()]
        return Reply(text=text, buttons=buttons, candidates=listed)

    def _office(self, plan: Plan) -> Reply:
        known = [id_ for id_ in plan.offices if self._needs.office(id_)]
        name = "booking_which_of_offices" if known else "booking_which_office"
        if not known and plan.kind is Kind.HOME_VISIT:
            name = "booking_which_home"
        buttons = [
            Button(
                title=_capital(self._needs.unit(id_)), payload=payload("choose_place", place=id_)
            )
            for id_ in known[:_MOST_OFFICES]
        ]
        return Reply(text=self._base.phrases[name], buttons=[*buttons, self._stop()])

    def _day(self, plan: Plan) -> Reply:
        today = plan.since
        assert today is not None
        days = [today, today + timedelta(days=7)]
        names = [f"{self._weekday(day)} {day.day}/{day.month}" for day in days]
        text = self._base.phrases.fill("booking_which_day", today=names[0], next_week=names[1])
        titles = (f"{self._base.phrases['booking_today']} {days[0]:%d/%m}", _capital(names[1]))
        buttons = [
            Button(title=title, payload=payload("answer_booking", option=day.isoformat()))
            for title, day in zip(titles, days, strict=True)
        ]
        return Reply(text=text, buttons=buttons)

    def _time(self, plan: Plan) -> Reply:
        phrases = self._base.phrases
        buttons = []
        for offer in plan.offers:
            elsewhere = f", {self._needs.unit(offer.office)}" if offer.office != plan.office else ""
            chosen = payload("choose_slot", time=written_time(offer.start), place=offer.office)
            buttons.append(Button(title=self.when(offer.start) + elsewhere, payload=chosen))
        buttons += [
            self._choice("button_other_day", "other_day"),
            self._choice("button_other_place", "other_place"),
        ]
        if not plan.offers:
            return Reply(text=phrases["booking_when"], buttons=[*buttons[1:], self.officer()])
        place = self._needs.unit(plan.office) if plan.office else ""
        record = self._base.records.get(plan.procedure or "")
        what = phrases.fill("booking_for", name=record.name) if record else ""
        text = phrases.fill("booking_choose_time", office=place)
        return Reply(text="\n".join(filter(None, (what, text))), buttons=buttons)

    def _papers(self, plan: Plan) -> Reply:
        buttons = [
            self._choice("button_complete", "complete"),
            self._choice("button_lacking", "lacking"),
            self._choice("button_papers_unsure", "unsure"),
        ]
        return Reply(text=self._base.phrases["booking_complete"], buttons=buttons)

    def _later(self, plan: Plan) -> Reply:
        buttons = [
            self._choice("button_later_day", "no"),
            self._choice("button_keep_time", "yes"),
            self._stop(),
        ]
        return Reply(text=self._base.phrases["booking_incomplete"], buttons=buttons)

    def _contact(self, plan: Plan) -> Reply:
        policy = self._base.policy.appointments
        home = plan.kind is Kind.HOME_VISIT
        if len(plan.missing) == 1:
            text = self._base.phrases[_MISSING[plan.missing[0]]]
            return Reply(text=text, buttons=[self._stop()])
        text = self._base.phrases.fill(
            "booking_contact_home" if home else "booking_contact",
            when=self.when(plan.start) if plan.start else "",
            minutes=policy.hold_minutes,
            days=policy.keep_contacts_days,
        )
        return Reply(text=text, buttons=[self._stop()])

    def _confirm(self, plan: Plan) -> Reply:
        phrases = self._base.phrases
        assert plan.start is not None
        assert plan.office is not None
        name = "booking_confirm_move" if plan.task == "move" else "booking_confirm"
        record = self._base.records.get(plan.procedure or "")
        lines = [
            phrases.fill(name, when=self.when(plan.start), office=self._needs.unit(plan.office)),
            phrases.fill("booking_for", name=record.name) if record else "",
            phrases["booking_contact_hidden"] if plan.task == "book" else "",
        ]
        buttons = [
            self._choice("button_confirm", "yes"),
            self._choice("button_other_time", "other_time"),
            self._stop(),
        ]
        return Reply(text="\n".join(filter(None, lines)), buttons=buttons)

    def _whom(self, plan: Plan) -> Reply:
        buttons = [self._choice("button_other", "other"), self._choice("button_self", "self")]
        return Reply(text=self._base.phrases["home_visit_whom"], buttons=buttons)

    def _reason(self, plan: Plan) -> Reply:
        titles = self._base.phrases["home_visit_reasons"].split("; ")
        buttons = [
            Button(title=title, payload=payload("answer_booking", option=reason))
            for title, reason in zip(titles, _REASONS, strict=True)
        ]
        return Reply(text=self._base.phrases["home_visit_reason"], buttons=buttons)

    def _other_kind(self, plan: Plan) -> Reply:
        buttons = [self._choice("button_in_hours", "yes"), self.officer(), self._stop()]
        return Reply(text=self._base.phrases["booking_other_kind"], buttons=buttons)

    def _appointment(self, plan: Plan) -> Reply:
        intent = "cancel_appointment" if plan.task == "cancel" else "move_appointment"
        buttons = [
            Button(
                title=self._visit(visit), payload=payload(intent, appointment=visit.code.lower())
            )
            for visit in plan.theirs
        ]
        return Reply(text=self._base.phrases["booking_which_appointment"], buttons=buttons)

    def _code(self, plan: Plan) -> Reply:
        buttons = [self.officer(), self._stop()]
        return Reply(text=self._base.phrases["booking_code"], buttons=buttons)

    def _cancel(self, plan: Plan) -> Reply:
        visit = next((one for one in plan.theirs if one.code == plan.chosen), None)
        said = self._visit(visit) if visit else plan.chosen
        buttons = [self._choice("button_cancel_it", "yes"), self._choice("button_keep", "stop")]
        text = self._base.phrases.fill("booking_cancel_sure", visit=said)
        return Reply(text=text, buttons=buttons)

    def _visit(self, visit: Theirs) -> str:
        unit = self._needs.unit(visit.office) if self._needs.office(visit.office) else visit.office
        return f"{self.when(visit.start)}, {unit}"

    def _choice(self, phrase: str, option: str) -> Button:
        title = self._base.phrases[phrase]
        return Button(title=title, payload=payload("answer_booking", option=option))

    def _stop(self) -> Button:
        return self._choice("button_stop_booking", "stop")

    def _weekday(self, day: date) -> str:
        return self._base.phrases["weekdays"].split("; ")[day.weekday()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
