"""GET /api/v1/offices: where one can go, the nearest first."""

from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from assistant.appointments.appointment import Kind
from assistant.appointments.around import Placed, Surroundings
from assistant.appointments.nearby import serves, takes
from assistant.appointments.openings import counter_for
from assistant.knowledge.offices import Office, Offices
from assistant.knowledge.record import Record
from connectors.refused import Polite, Refused
from connectors.web.admission import admit_address
from connectors.web.office_choice import known_procedure
from connectors.web.visit import base_of

_METRES = 1  # digits behind the point of a kilometre that mean something between units

router = APIRouter(prefix="/api/v1", tags=["appointments"], route_class=Polite)


class Listed(BaseModel):
    """An office. What is not confirmed is to be confirmed with the office before one goes there."""

    id: str
    name: str
    unit: str
    kind: Literal["commune", "provincial"]
    address: str | None
    address_confirmed: bool
    phone: str | None
    map_url: str | None
    hours_confirmed: bool
    distance_km: float | None = Field(description="As the crow flies, between units.")
    kinds: list[Kind] = Field(description="What can be booked there.")


class Around:
    """The surroundings of the offices in force, learnt once for each edition."""

    def __init__(self) -> None:
        self._known: tuple[Offices, Surroundings] | None = None

    def of(self, offices: Offices) -> Surroundings:
        """Those of these offices."""
        if self._known is None or self._known[0] is not offices:
            self._known = offices, Surroundings(offices)
        return self._known[1]


@router.get("/offices")
async def get_offices(
    request: Request,
    near: Annotated[
        str | None,
        Query(
            min_length=1, max_length=200, examples=["21.28,106.21", "07210", "viet yen"],
            description="Latitude and longitude, an office's id, or the name of a place.",
        ),
    ] = None,
    procedure: Annotated[str | None, Query(min_length=1, max_length=60)] = None,
) -> list[Listed]:  # fmt: skip
    """The offices, by distance when `near` is given; with `procedure` those that take it."""
    admit_address(request)
    base = base_of(request)
    record = None if procedure is None else known_procedure(procedure, request)
    placed: Iterable[Placed] | None = [Placed(office) for office in base.offices.offices]
    if near is not None:
        around: Around = request.app.state.around
        placed = around.of(base.offices).sorted(near)
    if placed is None:
        raise Refused(422, "unknown_place", "api_unknown_place", field="near")
    return [
        _listed(each, base.offices, record)
        for each in placed
        if record is None or takes(each.office, record)
    ]


def _listed(placed: Placed, offices: Offices, record: Record | None) -> Listed:
    office, km = placed.office, placed.km
    return Listed(
        id=office.id,
        name=office.name,
        unit=office.unit,
        kind=office.kind,
        address=office.address,
        address_confirmed=office.address_confirmed,
        phone=office.phone,
        map_url=office.map_url,
        hours_confirmed=offices.hours_of(office).confirmed,
        distance_km=None if km is None else round(km, _METRES),
        kinds=[kind for kind in Kind if _bookable(office, kind, offices, record)],
    )


def _bookable(office: Office, kind: Kind, offices: Offices, record: Record | None) -> bool:
    hours = offices.hours_of(office)
    if kind is Kind.AFTER_HOURS and not hours.after_hours:
        return False  # no session of this office is known
    counter = counter_for(hours, kind, record.field if record else None)
    return counter is not None and serves(office, kind, record)
