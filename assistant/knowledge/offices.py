"""The offices of the province as staff write them: today's units and the units they came from."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.knowledge.consistency import duplicates
from assistant.knowledge.hours import OfficeHours, OwnHours
from assistant.knowledge.record import Source, Text

OfficeId = Annotated[str, StringConstraints(pattern=r"^(\d{5}|[a-z]+(-[a-z]+)*)$")]
UnitName = Annotated[str, StringConstraints(pattern=r"^(Xã|Phường) \S")]
FormerName = Annotated[str, StringConstraints(pattern=r"^(Xã|Phường|Thị trấn) \S")]
DistrictName = Annotated[str, StringConstraints(pattern=r"^(Huyện|Thị xã|Thành phố) \S")]
_TWO_WORDS = ("Thị trấn", "Thị xã", "Thành phố")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FormerUnit(_Part):
    """A unit abolished on 1 July 2025. `part`: only a part of it went to this office's unit.

    `earlier_district`: where it lay until 31 December 2024, if elsewhere: older papers name it.
    """

    name: FormerName
    district: DistrictName
    earlier_district: DistrictName | None = None
    part: bool = False


class Location(_Part):
    """Degrees; within the wider surroundings of the province, so that no figures are swapped."""

    lat: Annotated[float, Field(ge=20, le=23)]
    lon: Annotated[float, Field(ge=104, le=108)]


class Office(_Part):
    """A place with counters. `unit`: where it stands; for a commune's centre, whom it serves.

    `location`: of the unit, to compare distances; it leads nobody to a door. What is not confirmed
    is shown with that mark.
    """

    id: OfficeId
    name: Text
    unit: UnitName
    kind: Literal["commune", "provincial"]
    address: Text | None = None
    address_confirmed: bool = False
    phone: Text | None = None
    phone_confirmed: bool = False
    map_url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    location: Location | None = None
    hours: OwnHours | None = None
    former: list[FormerUnit] = []


class Offices(_Part):
    """All of offices.yml."""

    checked_on: date | None = None
    sources: list[Source] = []
    standard: OfficeHours = OfficeHours()
    offices: list[Office] = []

    def hours_of(self, office: Office) -> OfficeHours:
        """Its hours; the standard ones where it has said nothing."""
        return office.hours.beside(self.standard) if office.hours else self.standard

    def office(self, id_: str) -> Office | None:
        """The office of this id."""
        return next((office for office in self.offices if office.id == id_), None)

    @property
    def fields(self) -> set[str]:
        """The fields of procedures that some group of counters names."""
        hours = [self.standard, *(self.hours_of(office) for office in self.offices)]
        return {name for h in hours for counter in h.counters for name in counter.fields}

    @property
    def communes(self) -> list[Office]:
        """The centres of today's communes and wards."""
        return [office for office in self.offices if office.kind == "commune"]

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        if self.offices and not (self.checked_on and self.sources):
            yield "checked_on and sources: are shown with every answer, so they must be given"
        yield from duplicates("offices", [office.id for office in self.offices])
        yield from duplicates("units", [office.unit for office in self.communes])
        for office in self.communes:
            if not office.former:
                yield f"{office.id}: former: a commune names the units it came from"
        for office in self.offices:
            if office.address_confirmed and office.address is None:
                yield f"{office.id}: address_confirmed: no address is given"
            if office.phone_confirmed and office.phone is None:
                yield f"{office.id}: phone_confirmed: no phone is given"
        yield from self._doubly_placed()

    def _doubly_placed(self) -> Iterable[str]:
        """A former unit under two offices went there in parts, and each must say so."""
        told: dict[tuple[str, str], list[bool]] = {}
        for office in self.offices:
            for former in office.former:
                told.setdefault((former.name, former.district), []).append(former.part)
        for (name, district), parts in told.items():
            if len(parts) > 1 and not all(parts):
                yield f"'{name}, {district}' stands twice: write `part: true` at each"


def split_unit(full_name: str) -> tuple[str, str]:
    """Kind, in small letters, and name: "Thị trấn Bố Hạ" → "thị trấn", "Bố Hạ"."""
    words = 2 if full_name.startswith(_TWO_WORDS) else 1
    parts = full_name.split(" ", words)
    return " ".join(parts[:words]).lower(), parts[words]


def in_a_sentence(full_name: str) -> str:
    """The name as it stands inside a sentence: "xã Tiên Lục"."""
    return " ".join(split_unit(full_name))
