"""Which offices take a visit, and which of them are near. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from pydantic import ValidationError

from assistant.appointments.appointment import Kind
from assistant.knowledge.offices import Location, Office
from assistant.knowledge.record import Record

_EARTH_KM = 6371.0
_COORDINATES = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*")
_CENTRES = {"commune": "commune_centre", "provincial": "provincial_centre"}
_LEVELS = {"commune": "commune", "provincial": "province"}


@dataclass(frozen=True)
class Near:
    """An office and how far its unit is, as the crow flies."""

    office: Office
    km: float


def serves(office: Office, kind: Kind, record: Record | None) -> bool:
    """Whether the office takes this kind of visit, for this procedure if one was said."""
    if kind is Kind.HOME_VISIT and office.kind != "commune":
        return False  # the commune's own officers go to those who live there
    if record is None:
        return True
    if kind is Kind.ASSIST:
        return record.online.level != "none"  # anywhere, for it is handed in on the network
    return takes(office, record)


def takes(office: Office, record: Record) -> bool:
    """Whether a file of this procedure can be handed in at the office.

    What is handed in anywhere goes to every centre of the province. Where only the centre of one's
    home is competent (`place.cross_boundary`), every commune's centre takes it, from its own
    people: which one that is, the resident has to say. A portal record names no receivers; there
    the level tells.
    """
    receivers = set(record.place.receivers)
    if record.origin == "portal":
        return _LEVELS[office.kind] in record.level
    anywhere = record.place.cross_boundary == "any_office"
    if anywhere and receivers.intersection(_CENTRES.values()):
        return True
    return _CENTRES[office.kind] in receivers


def nearest(offices: Iterable[Office], origin: Location, count: int = 3) -> list[Near]:
    """The nearest offices first; those whose place is not known are left out."""
    near = [
        Near(office, distance_km(office.location, origin)) for office in offices if office.location
    ]
    return sorted(near, key=lambda found: (found.km, found.office.id))[:count]


def distance_km(one: Location, other: Location) -> float:
    """The great circle between two places."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    across = sin((other_lat - lat) / 2) ** 2
    along = sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(across + cos(lat) * cos(other_lat) * along))


def read_location(text: str) -> Location | None:
    """ "21.28, 106.21" as a place; None for other words, and for places far away."""
    said = _COORDINATES.fullmatch(text)
    if said is None:
        return None
    try:
        return Location(lat=float(said[1]), lon=float(said[2]))
    except ValidationError:
        return None
