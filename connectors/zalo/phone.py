"""The door to residents who booked without a conversation: approved templates, by phone.

The outbox names the appointment alone. The phone is opened here, at the last moment: it stands
sealed with the appointment, and whoever has it deleted is not written to any more.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter

from assistant.conversation.delivery import DeliveryError, Outgoing, Refusal
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo import door

CHANNEL = "phone"
Send = Callable[[str, str, dict[str, str], str], Awaitable[str]]


class PhoneDoor:
    """Templates to phones; nobody writes in by it. An address is the code of an appointment."""

    channel = CHANNEL
    router: APIRouter | None = None

    def __init__(self, zalo: door.ZaloDoor, templates: dict[str, str],
                 phone_of: Callable[[str], Awaitable[str | None]]) -> None:  # fmt: skip
        self._zalo = zalo
        self._templates = templates
        self._phone_of = phone_of

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Nothing comes in."""
        yield

    async def send(self, outgoing: Outgoing) -> str:
        """Send the template of a reply; its mark makes it one message however often it is tried."""
        template = outgoing.template
        known = self._templates.get(template.name) if template else None
        if template is None or known is None:
            raise DeliveryError(Refusal.CONFIGURATION, "no template")
        phone = await self._phone_of(outgoing.address)
        if phone is None:
            raise DeliveryError(Refusal.REFUSED, "the phone is deleted")
        mark = f"outbox-{outgoing.id}"
        return await self._zalo.send_template(phone, known, template.values, mark)

    async def close(self) -> None:
        """Give connections back."""
        await self._zalo.close()


def open_door(settings: Settings, parts: Conversing) -> PhoneDoor | None:
    """The door, None when the Official Account or its templates are not set."""
    templates = settings.zalo_templates
    zalo = door.open_door(settings, parts) if templates else None
    if zalo is None:
        return None

    async def phone_of(code: str) -> str | None:
        visit = await parts.stores.appointments.by_code(code)
        return visit.contact.phone if visit and visit.contact else None

    return PhoneDoor(zalo, templates, phone_of)
