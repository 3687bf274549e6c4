"""Who comes to an appointment: taken from the text here, so that no name or phone goes further."""

from typing import Protocol

import structlog

from assistant.appointments.appointment import Appointment, Contact, Kind
from assistant.appointments.contact_text import Read, read_contact
from assistant.appointments.person import ContactError
from assistant.conversation.dialogue import Spoken
from assistant.conversation.message import Button
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.reply import Outcome, Reply
from assistant.knowledge.state import State

log = structlog.get_logger()
GIVEN = Button("give_contact", {})


class Holding(Protocol):
    """The part of the booking service that is needed here."""

    async def held(self, conversation: str) -> Appointment | None:
        """The living hold of a conversation, with its contact if it was given."""

    async def attach(self, conversation: str, contact: Contact) -> bool:
        """Who comes; what is empty keeps what was said before."""


class Aside(Protocol):
    """Who is asked about a typed text before anything of it is kept or sent on."""

    async def taken_from(
        self, raw: str, conversation: str, state: State, base: KnowledgeBase
    ) -> Button | Spoken | None:
        """The button the text stands for, what is said to it at once, or None: it is a text."""


class Contacts:
    """Asked before anything of a text is kept or sent on."""

    def __init__(self, holding: Holding) -> None:
        self._holding = holding

    async def taken_from(
        self, raw: str, conversation: str, state: State, base: KnowledgeBase
    ) -> Button | Spoken | None:
        """The button that stands for the text, what is said of a wrong number, or None: the text
        is no contact, or none is awaited.
        """
        awaited = state.waiting is not None and state.waiting.kind == "contact"
        read = read_contact(raw, address=True)
        if not read.found:
            return None
        try:
            held = await self._holding.held(conversation)
            if held is None:
                return _untimely(read, base, awaited=awaited)
            return await self._attached(read, raw, held, base)
        except StorageError as error:
            log.error("contact not kept", error=str(error))
            return _said(base, "broken", Outcome.FAILED) if awaited else None

    async def _attached(
        self, read: Read, raw: str, held: Appointment, base: KnowledgeBase
    ) -> Button | Spoken | None:
        assert held.conversation is not None
        home = held.kind is Kind.HOME_VISIT
        contact = read.contact if home else read_contact(raw).contact
        if read.wrong:
            return _said(base, "booking_contact_wrong")
        if held.contact is not None and held.contact.name and not _corrects(read, raw):
            return None
        if not (contact.name or contact.phone or contact.address):
            return None
        try:
            kept = await self._holding.attach(held.conversation, contact)
        except ContactError:
            return _said(base, "booking_contact_wrong")
        return GIVEN if kept else None


def _untimely(read: Read, base: KnowledgeBase, *, awaited: bool) -> Button | Spoken | None:
    """A contact while no time is held: nothing of it is kept."""
    if awaited and (read.contact.phone or read.wrong):
        return GIVEN  # the time ran out meanwhile: the dialogue says so, without the words
    if read.contact.name and read.contact.phone:  # a contact and nothing else
        return _said(base, "booking_contact_untimely")
    return None


def _corrects(read: Read, raw: str) -> bool:
    """Whether a text is a contact when a name is known already: another name must be called so."""
    return bool(read.contact.phone or read.contact.address) or "tên" in raw.lower()


def _said(base: KnowledgeBase, phrase: str, outcome: Outcome = Outcome.CLARIFIED) -> Spoken:
    return Spoken(replies=[Reply(text=base.phrases[phrase])], outcome=outcome, reason="contact")
