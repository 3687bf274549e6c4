"""Offices by how far they are from a place that somebody names. Pure."""

from dataclasses import dataclass

from assistant.appointments.nearby import distance_km, read_location
from assistant.knowledge.offices import Location, Office, Offices
from assistant.knowledge.places import Places
from assistant.language.text import normalise


@dataclass(frozen=True)
class Placed:
    """An office; `km` from the place named, as the crow flies, None when one of them is unknown."""

    office: Office
    km: float | None = None


class Surroundings:
    """Knows the names of one edition: today's units, former ones, former districts."""

    def __init__(self, offices: Offices) -> None:
        self._offices = offices
        self._places = Places(offices)

    def sorted(self, near: str) -> list[Placed] | None:
        """All offices, the nearest first; None when nobody knows where `near` is.

        near: "latitude,longitude", the id of an office, or words that name a place. Where a name is
        of today's unit and a former one, today's is meant; from a place of several offices, such
        as a former district, the nearest of them counts.
        """
        origins = self._origins(near)
        if not origins:
            return None
        there = {office.id for office in origins if isinstance(office, Office)}
        placed = [Placed(office, _km(office, origins)) for office in self._offices.offices]
        return sorted(placed, key=lambda p: _order(p, there))

    def _origins(self, near: str) -> list[Office | Location]:
        if (location := read_location(near)) is not None:
            return [location]
        if (office := self._offices.office(near.strip().lower())) is not None:
            return [office]
        text = normalise(near)
        found = self._places.places(text, self._places.mentions(text))
        meanings = found[-1].meanings if found else ()
        today = [meaning for meaning in meanings if meaning.level == "unit"]
        ids = dict.fromkeys(id_ for meaning in today or meanings for id_ in meaning.offices)
        return [office for id_ in ids if (office := self._offices.office(id_)) is not None]


def _km(office: Office, origins: list[Office | Location]) -> float | None:
    known = [o if isinstance(o, Location) else o.location for o in origins]
    if office.location is None:
        return None
    return min((distance_km(office.location, o) for o in known if o is not None), default=None)


def _order(placed: Placed, there: set[str]) -> tuple[bool, bool, float, str]:
    """The offices of the place itself come first, those nobody can place last."""
    office = placed.office
    return office.id not in there, placed.km is None, placed.km or 0.0, office.id
