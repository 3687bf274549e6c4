"""The offices of the province as staff write them: today's units and the units they came from."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from assistant.knowledge.consistency import duplicates
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


class Office(_Part):
    """A place with counters. `unit`: where it stands; for a commune's centre, whom it serves."""

    id: OfficeId
    name: Text
    unit: UnitName
    kind: Literal["commune", "provincial"]
    former: list[FormerUnit] = []


class Offices(_Part):
    """All of offices.yml."""

    checked_on: date | None = None
    sources: list[Source] = []
    offices: list[Office] = []

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
