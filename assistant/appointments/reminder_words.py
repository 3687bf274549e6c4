"""How a reminder is said: the text, the buttons under it, and the channel's template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.appointments.appointment import Appointment, Kind, Slot
from assistant.appointments.reminder import Due, ReminderKind
from assistant.knowledge.answers import payload
from assistant.knowledge.content import Phrases
from assistant.knowledge.offices import Offices
from assistant.knowledge.record import Record
from assistant.knowledge.reply import Button, Reply, Template

_STARS = range(1, 6)
_OFFERED = 3
_NOON = 12


class Words(Protocol):
    """The part of the knowledge base that reminders are said with."""

    @property
    def phrases(self) -> Phrases: ...

    @property
    def offices(self) -> Offices: ...

    @property
    def records(self) -> dict[str, Record]: ...


@dataclass(frozen=True)
class Telling:
    """What is said; `template`: what stands for it where only an approved text is let through."""

    reply: Reply
    template: Template | None = None


def telling(due: Due, words: Words, offers: Sequence[Slot]) -> Telling:
    """The message of a reminder; `offers`: other times, for one whose office has closed."""
    match due.kind:
        case ReminderKind.RATING:
            return Telling(_rating(due.appointment, words))
        case ReminderKind.CLOSED:
            return Telling(_closing(due, words, offers), _template("closing", due, words))
        case ReminderKind.REOPENED:
            return Telling(_reopening(due.appointment, words))
        case _:
            return Telling(_reminder(due, words), _template("reminder", due, words))


def nearest(slots: Sequence[Slot], wished: datetime, now: datetime) -> list[Slot]:
    """Up to three times near the one that was lost, of different half-days, by time."""
    chosen: dict[tuple[object, bool], Slot] = {}
    for slot in sorted(slots, key=lambda slot: abs(slot.start - wished)):
        half = (slot.start.date(), slot.start.hour < _NOON)
        if slot.start > now and len(chosen) < _OFFERED:
            chosen.setdefault(half, slot)
    return sorted(chosen.values(), key=lambda slot: slot.start)


def _reminder(due: Due, words: Words) -> Reply:
    visit, phrases = due.appointment, words.phrases
    name = "reminder_home" if visit.kind is Kind.HOME_VISIT else "reminder_visit"
    lines = [phrases.fill(name, when=spoken_time(visit.start, phrases), code=visit.code,
                          office=_office(visit, words))]  # fmt: skip
    buttons = _change_buttons(visit, phrases)
    record = words.records.get(visit.procedure or "")
    if record is not None:
        lines.append(phrases.fill("reminder_procedure", name=record.name))
        papers = payload("choose_procedure", procedure=record.code, aspect="papers")
        buttons.append(Button(title=phrases["button_papers"], payload=papers))
    return Reply(text="\n".join(lines), buttons=buttons)


def _closing(due: Due, words: Words, offers: Sequence[Slot]) -> Reply:
    visit, phrases = due.appointment, words.phrases
    told = phrases.fill(
        "reminder_closed", office=_office(visit, words), when=spoken_time(visit.start, phrases),
        reason=_sentence(due.closed or ""), code=visit.code,
    )  # fmt: skip
    more = phrases["reminder_closed_offers"] if offers else phrases["reminder_closed_none"]
    times = [
        Button(
            title=spoken_time(slot.start, phrases),
            payload=payload("move_appointment", appointment=visit.code.lower(),
                            time=written_time(slot.start), place=visit.office),
        )
        for slot in offers
    ]  # fmt: skip
    return Reply(text=f"{told}\n{more}", buttons=[*times, *_change_buttons(visit, phrases)])


def _reopening(visit: Appointment, words: Words) -> Reply:
    phrases, when = words.phrases, spoken_time(visit.start, words.phrases)
    office = _office(visit, words)
    told = phrases.fill("reminder_reopened", office=office, when=when, code=visit.code)
    return Reply(text=told, buttons=_change_buttons(visit, phrases))


def _rating(visit: Appointment, words: Words) -> Reply:
    phrases, code = words.phrases, visit.code.lower()
    titles = phrases["rating_titles"].split("; ")
    buttons = [
        Button(title=title, payload=payload("rate_service", rating=str(stars), appointment=code))
        for stars, title in zip(_STARS, titles, strict=True)
    ]
    return Reply(text=phrases.fill("rating", office=_office(visit, words)), buttons=buttons[::-1])


def _change_buttons(visit: Appointment, phrases: Phrases) -> list[Button]:
    code = visit.code.lower()
    return [
        Button(title=phrases["button_move"],
               payload=payload("move_appointment", appointment=code)),
        Button(title=phrases["button_cancel"],
               payload=payload("cancel_appointment", appointment=code)),
    ]  # fmt: skip


def _template(name: str, due: Due, words: Words) -> Template:
    visit = due.appointment
    values = {
        "ma_lich_hen": visit.code,
        "thoi_gian": f"{visit.start:%H:%M %d/%m/%Y}",
        "dia_diem": _office(visit, words),
    }
    return Template.model_validate({"name": name, "values": values})


def spoken_time(moment: datetime, phrases: Phrases) -> str:
    """A local time in words: "08:30 thứ Năm, 26/11"."""
    weekday = phrases["weekdays"].split("; ")[moment.weekday()]
    return f"{moment:%H:%M} {weekday}, {moment.day}/{moment.month}"


def written_time(moment: datetime) -> str:
    """A local time as buttons carry it: "2026-11-26t08.30"."""
    return f"{moment:%Y-%m-%dt%H.%M}"


def _office(visit: Appointment, words: Words) -> str:
    """Its name; the id where an edition has dropped the office since."""
    return next((o.name for o in words.offices.offices if o.id == visit.office), visit.office)


def _sentence(reason: str) -> str:
    """A reason as staff typed it, so that another sentence can follow."""
    plain = reason.strip()
    return plain if not plain or plain.endswith((".", "!", "?", "…")) else f"{plain}."
