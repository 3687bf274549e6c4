"""What is told of an appointment that stands: its code, its place, how to change it."""

from collections.abc import Sequence

from assistant.appointments.appointment import Appointment, Kind
from assistant.appointments.links import Links
from assistant.appointments.reminder_words import spoken_time
from assistant.knowledge.answers import payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.knowledge.reply import Button, Reply, Ticket


class Receipt:
    """Made for one edition of the knowledge base. `links`: to what can be taken along."""

    def __init__(self, base: KnowledgeBase, links: Links | None = None) -> None:
        self._base = base
        self._links = links

    def booked(self, visit: Appointment, *, has_all: bool) -> list[Reply]:
        """After a booking: everything to come with and to change it by."""
        phrases = self._base.phrases
        home = visit.kind is Kind.HOME_VISIT
        lines = [
            phrases.fill("booking_done", code=visit.code),
            self.line(visit),
            *self._place(visit),
            phrases["home_visit_call"] if home else "",
            "" if has_all or home else phrases["booking_bring_papers"],
            *self._papers_online(visit),
            phrases["booking_how_to_change_home" if home else "booking_how_to_change"],
        ]
        told = Reply(text="\n".join(filter(None, lines)), buttons=self.changes(visit))
        return [told, *self._ticket(visit)]

    def moved(self, visit: Appointment) -> list[Reply]:
        """After a move."""
        lines = [
            self._base.phrases.fill("booking_moved", code=visit.code),
            self.line(visit),
            *self._place(visit),
            *self._papers_online(visit),
        ]
        return [Reply(text="\n".join(lines), buttons=self.changes(visit)), *self._ticket(visit)]

    def cancelled(self, visit: Appointment) -> list[Reply]:
        """After it was given back."""
        when = spoken_time(visit.start, self._base.phrases)
        text = self._base.phrases.fill("booking_cancelled", code=visit.code, when=when)
        again = Button(title=self._base.phrases["button_book"],
                       payload=payload("book_appointment"))  # fmt: skip
        return [Reply(text=text, buttons=[again])]

    def listed(self, visits: Sequence[Appointment]) -> list[Reply]:
        """The coming ones, each with its buttons."""
        shown = []
        for visit in visits:
            code = self._base.phrases.fill("booking_code_is", code=visit.code)
            shown.append(Reply(text=f"{self.line(visit)}\n{code}", buttons=self.changes(visit)))
        return shown

    def whole(self, visit: Appointment) -> list[Reply]:
        """One that was made elsewhere, with all that is taken along."""
        return [*self.listed([visit]), *self._ticket(visit)]

    def line(self, visit: Appointment) -> str:
        """When, what for, where."""
        phrases = self._base.phrases
        record = self._base.records.get(visit.procedure or "")
        kinds = dict(zip(Kind, phrases["booking_kinds"].split("; "), strict=True))
        what = record.name if record else kinds[visit.kind]
        office = self._office(visit)
        name = office.name if office else visit.office
        line = "booking_line_home" if visit.kind is Kind.HOME_VISIT else "booking_line"
        return phrases.fill(line, when=spoken_time(visit.start, phrases), what=what, office=name)

    def changes(self, visit: Appointment) -> list[Button]:
        """To move it or give it back."""
        code = visit.code.lower()
        return [
            Button(title=self._base.phrases["button_move"],
                   payload=payload("move_appointment", appointment=code)),
            Button(title=self._base.phrases["button_cancel"],
                   payload=payload("cancel_appointment", appointment=code)),
        ]  # fmt: skip

    def _place(self, visit: Appointment) -> list[str]:
        """The address, and what nobody has confirmed yet."""
        phrases, office = self._base.phrases, self._office(visit)
        if visit.kind is Kind.HOME_VISIT or office is None:
            return []
        mark = phrases["confirm_mark"]
        if office.address:
            doubt = "" if office.address_confirmed else f" ({mark})"
            address = phrases.fill("booking_address", address=f"{office.address}{doubt}")
        else:
            address = phrases.fill("booking_address", address=mark)
        way = [phrases.fill("booking_map", url=office.map_url)] if office.map_url else []
        sure = self._base.offices.hours_of(office).confirmed
        return [address, *way, *([] if sure else [phrases["booking_hours_unconfirmed"]])]

    def _papers_online(self, visit: Appointment) -> list[str]:
        links = self._links.of(visit.code) if self._links else None
        if links is None:
            return []
        calendar, ticket = links
        return [self._base.phrases.fill("booking_links", calendar=calendar, ticket=ticket)]

    def _ticket(self, visit: Appointment) -> list[Reply]:
        """A message of its own, as channels send pictures one at a time; nobody scans at home."""
        if self._links is None or visit.kind is Kind.HOME_VISIT:
            return []
        calendar, image = self._links.paths(visit.code)
        text = self._base.phrases.fill("booking_ticket", code=visit.code)
        ticket = Ticket(code=visit.code, image=image, calendar=calendar)
        return [Reply(text=text, ticket=ticket)]

    def _office(self, visit: Appointment) -> Office | None:
        return self._base.offices.office(visit.office)
