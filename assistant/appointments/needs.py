"""What a sentence about an appointment names: the procedure it is for, the offices it may be at."""

from dataclasses import dataclass

from assistant.appointments.appointment import Kind
from assistant.appointments.nearby import nearest, serves
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.offices import Office, in_a_sentence
from assistant.knowledge.places import Places
from assistant.language.booking_words import booking_words
from assistant.language.content import content_words
from assistant.language.gazetteer import without


@dataclass(frozen=True)
class Named:
    """`offices`: where it may be, several when the name is not clear; `rest`: the other words."""

    offices: tuple[str, ...]
    rest: str


class Needs:
    """Reads with the finder and the places of one edition of the knowledge base."""

    def __init__(self, base: KnowledgeBase, finder: Finder) -> None:
        self._base = base
        self._finder = finder
        self._places = Places(base.offices)
        self._offices: dict[str, Office] = {office.id: office for office in base.offices.offices}

    def place(self, text: str, *, asked: bool) -> Named:
        """The offices a cleaned text names. `asked`: a place was asked for, so any name is one."""
        if booking_words().provincial.found_in(text):
            ids = tuple(o.id for o in self._offices.values() if o.kind == "provincial")
            return Named(ids, booking_words().provincial.removed_from(text))
        mentions = self._places.mentions(text)
        certain = [mention for mention in mentions if mention.certain]
        meant = certain or (mentions if asked else [])
        if not meant:
            return Named((), text)
        place = self._places.places(text, meant)[-1]
        # "Ở Việt Yên" for an appointment is the ward of today, not the district that is no more.
        units = [m for m in place.meanings if m.level == "unit"]
        offices = units[0].offices if len(units) == 1 else place.offices
        return Named(offices, without(text, meant))

    def procedures(self, text: str) -> tuple[str, ...]:
        """The code meant, several when it is not clear, none when nothing is named."""
        if not content_words(text):
            return ()
        decision = self._finder.find(text, None).decision
        if decision.kind not in ("answer", "clarify"):
            return ()
        return tuple(code for code in decision.codes if code in self._base.records)

    def asks_of_a_procedure(self, text: str, *, but_place: bool = False) -> bool:
        """Whether the words ask for a fee, a time limit or another aspect."""
        asked = set(self._finder.asked_in(text))
        return bool(asked - {"place"} if but_place else asked)

    def office(self, id_: str) -> Office | None:
        """None when an edition has dropped it since."""
        return self._offices.get(id_)

    def others(self, id_: str | None, kind: Kind, procedure: str | None) -> list[Office]:
        """The offices nearest to this one that take such a visit; where it lies may be unknown."""
        here = self._offices.get(id_ or "")
        record = self._base.records.get(procedure or "")
        fit = [o for o in self._offices.values() if o is not here and serves(o, kind, record)]
        if kind is Kind.HOME_VISIT:
            return []  # the officers of one's own commune come
        if here is None or here.location is None:
            return [office for office in fit if office.kind == "provincial"]
        return [near.office for near in nearest(fit, here.location)]

    def unit(self, id_: str) -> str:
        """How an office is called inside a sentence: its unit, or for the province its name."""
        office = self._offices[id_]
        return in_a_sentence(office.unit) if office.kind == "commune" else office.name
