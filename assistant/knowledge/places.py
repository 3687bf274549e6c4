"""What a commune, ward or district that a text names is today."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.offices import Office, Offices, in_a_sentence, split_unit
from assistant.language.gazetteer import Gazetteer, Mention, Name
from assistant.language.text import normalise

_WORD = re.compile(r"\w+")
_NEAR = 2  # words between a commune and its district at most: "xã Tiên Lục thuộc huyện …"


@dataclass(frozen=True)
class Meaning:
    """One thing a name can stand for, and the offices it belongs to today.

    `label`: its name inside a sentence, a former unit with its district. `districts`: the former
    districts it lay in, or itself.
    """

    level: Literal["unit", "former", "district"]
    label: str
    offices: tuple[str, ...]
    districts: tuple[str, ...] = ()

    def within(self, district: "Meaning") -> bool:
        """Whether it lies in a former district."""
        if self.level == "unit":
            return set(self.offices) <= set(district.offices)
        return self.level == "former" and set(district.districts) <= set(self.districts)


@dataclass(frozen=True)
class Place:
    """What a text names, with everything it can mean. Never empty."""

    meanings: tuple[Meaning, ...]

    @property
    def offices(self) -> tuple[str, ...]:
        """The offices it may belong to today, each once."""
        return tuple(dict.fromkeys(id_ for meaning in self.meanings for id_ in meaning.offices))

    @property
    def office(self) -> str | None:
        """The office, if only one is possible."""
        return self.offices[0] if len(self.offices) == 1 else None

    @property
    def district(self) -> Meaning | None:
        """The former district it can be."""
        return next((m for m in self.meanings if m.level == "district"), None)

    @property
    def is_district(self) -> bool:
        """Whether it can be nothing but a former district."""
        return all(meaning.level == "district" for meaning in self.meanings)

    def narrowed_by(self, other: "Place") -> "Place":
        """What remains of a commune once its district is named too."""
        district = other.district
        meanings = tuple(m for m in self.meanings if district and m.within(district))
        return Place(meanings) if meanings else self

    def holds(self, other: "Place") -> bool:
        """Whether this can be the district of the other."""
        return self.district is not None and other.narrowed_by(self) is not other


class Places:
    """Today's units, former units and former districts of the province, by name."""

    def __init__(self, offices: Offices) -> None:
        self.offices: dict[str, Office] = {office.id: office for office in offices.communes}
        self._meanings: dict[str, Meaning] = {}
        names = [self._learn(meaning, full) for meaning, full in _meanings(offices.communes)]
        self._gazetteer = Gazetteer(names)

    def mentions(self, text: str) -> list[Mention]:
        """Where a normalised text names places."""
        return self._gazetteer.mentions(text)

    def places(self, text: str, mentions: Sequence[Mention]) -> list[Place]:
        """The places mentioned; a commune and its district side by side are one."""
        found: list[Place] = []
        end = 0
        for mention in mentions:
            place = Place(tuple(self._meanings[name.key] for name in mention.names))
            near = len(_WORD.findall(text[end : mention.start])) <= _NEAR
            adds = place.is_district and found and not found[-1].is_district
            if found and near and (adds or place.holds(found[-1])):
                found[-1] = found[-1].narrowed_by(place)
            elif found and near and found[-1].holds(place):
                found[-1] = place.narrowed_by(found[-1])
            else:
                found.append(place)
            end = mention.end
        return list(dict.fromkeys(found))

    def unit(self, office: str) -> str:
        """The name of an office's unit inside a sentence."""
        return in_a_sentence(self.offices[office].unit)

    def _learn(self, meaning: Meaning, full_name: str) -> Name:
        key = str(len(self._meanings))
        self._meanings[key] = meaning
        kind, name = split_unit(full_name)
        return Name(key, kind, normalise(name))


def _meanings(communes: Iterable[Office]) -> Iterator[tuple[Meaning, str]]:
    """Everything that has a name, with that name in full."""
    former: dict[tuple[str, str], list[str]] = {}
    earlier: dict[tuple[str, str], tuple[str, ...]] = {}
    districts: dict[str, dict[str, None]] = {}
    for office in communes:
        yield Meaning("unit", in_a_sentence(office.unit), (office.id,)), office.unit
        for old in office.former:
            former.setdefault((old.name, old.district), []).append(office.id)
            lay_in = tuple(filter(None, (old.district, old.earlier_district)))
            earlier[old.name, old.district] = lay_in
            for district in lay_in:
                districts.setdefault(district, {})[office.id] = None
    for (name, district), offices in former.items():
        label = f"{in_a_sentence(name)}, {in_a_sentence(district)}"
        yield Meaning("former", label, tuple(offices), earlier[name, district]), name
    for district, of in districts.items():
        yield Meaning("district", in_a_sentence(district), tuple(of), (district,)), district
