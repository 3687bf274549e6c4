"""GET /api/v1/notices: what all should know just now, for the screens that show it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from assistant.conversation.attendance import sentence
from assistant.errors import StorageError
from assistant.notices.notice import Place, Severity
from assistant.notices.words import words
from assistant.stores import Stores
from connectors.refused import Polite

_MOST = 3  # the gravest; more would leave no room for what people came for

router = APIRouter(prefix="/api/v1", tags=["notices"], route_class=Polite)
OfficeId = Annotated[str, Query(max_length=60, description="Where the screen stands.")]


class Shown(BaseModel):
    """A notice. `label`: the severity as people read it; `id`: the same while it is the same."""

    id: str
    severity: Severity
    label: str
    text: str


@router.get("/notices")
async def get_notices(
    request: Request, response: Response, place: Literal["web", "kiosk", "hall"] = "web",
    office: OfficeId = "",
) -> list[Shown]:  # fmt: skip
    """The gravest notices of this moment. One of single offices is shown at those alone."""
    stores: Stores = request.app.state.parts.stores
    response.headers["Cache-Control"] = "no-store"
    standing = await stores.notices.at(Place(place), office or None)
    shown = [
        Shown(id=str(n.id), severity=n.severity, label=words().labels[n.severity], text=n.text)
        for n in standing
    ]
    return [*await _switched_off(stores, place), *shown][:_MOST]


async def _switched_off(stores: Stores, place: str) -> list[Shown]:
    """That nobody is answered; the numbers of a hall are called all the same."""
    if place == Place.HALL:
        return []
    try:
        reason = await stores.switch.off_because(place)
    except StorageError:  # the chat itself says what is wrong
        return []
    if reason is None:
        return []
    text = words().switched_off.format(reason=sentence(reason))
    grave = Severity.WARNING
    return [Shown(id="off", severity=grave, label=words().labels[grave], text=text)]
