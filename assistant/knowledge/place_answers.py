"""Answers about places: what an old unit is today, which one is meant, which office serves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.knowledge.advice import Advice
from assistant.knowledge.answers import Speaker, payload
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.knowledge.offices import Office, in_a_sentence
from assistant.knowledge.own_words import OwnWords
from assistant.knowledge.places import Meaning, Place, Places
from assistant.knowledge.record import Aspect, Record
from assistant.knowledge.reply import Button, Outcome, Reply, SourceNote
from assistant.knowledge.state import State, Waiting
from assistant.language.choices import Choice, Plain, understand_choice
from assistant.language.gazetteer import Mention, without
from assistant.language.place_words import asks_which_unit, names_a_kind, says_more, without_asking

_MOST_BUTTONS = 4
_MOST_PLACES = 3  # answered in one message
SOURCE = "offices"  # what the sources of a reply call offices.yml


@dataclass(frozen=True)
class Read:
    """A text after its places: the answer if it is about a place; else what is left to be asked.

    `state` remembers the office of the place named; `asked`: the words ask where.
    """

    text: str
    state: State
    advice: Advice | None = None
    asked: tuple[Aspect, ...] = ()


class PlaceAnswers:
    """Knows the places of one edition of the knowledge base."""

    def __init__(self, base: KnowledgeBase, finder: Finder, speaker: Speaker) -> None:
        self._base = base
        self._finder = finder
        self._speaker = speaker
        self._places = Places(base.offices)
        self._own_words = OwnWords(base)
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=False,  # noqa: S701 - plain text; each channel escapes for itself
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._templates.filters["sentence"] = _sentence

    def read(self, text: str, state: State) -> Read:
        """What a cleaned text says of places."""
        asks = asks_which_unit(text)
        mentions = self._meant(text, asks=asks)
        if not mentions:
            return Read(text, state, self._unnamed(text, state) if asks else None)
        places = self._places.places(text, mentions)
        offices = {place.office for place in places}
        office = offices.pop() if len(offices) == 1 else None
        here = state.model_copy(update={"office": office or state.office})
        rest = without(text, mentions)
        whole, left = self._finder.find(text, None), self._finder.find(without_asking(rest), None)
        if rest and not asks and whole.confidence == 1.0 and whole.answers in self._base.faqs:
            return Read(text, state)  # staff wrote an answer to the very words, the place included
        named = says_more(rest) and left.decision.kind in ("answer", "clarify")
        if asks and office and named:
            return Read(without_asking(rest), here, asked=("place",))
        if asks or not self._goes_on(rest, state):
            return Read(rest, here, self._advise(places[:_MOST_PLACES], here))
        surer = left.confidence >= whole.confidence and (left.answers or not whole.answers)
        return Read(rest if surer or not says_more(rest) else text, here)

    def asked(self, text: str, state: State) -> Advice | None:
        """The answer to a question in so many words what a unit is today."""
        return self.read(text, state).advice if asks_which_unit(text) else None

    def chosen(self, office: str, state: State) -> Advice:
        """A unit chosen by a button or in words; one that has gone is told so."""
        if office not in self._places.offices:
            reply = Reply(text=self._base.phrases["stale_button"])
            return Advice((reply,), state, Outcome.FAILED, "stale button")
        waiting = None if _waits(state) else state.waiting
        here = state.model_copy(update={"office": office, "waiting": waiting})
        unit = Meaning("unit", self._places.unit(office), (office,))
        return self._advise([Place((unit,))], here)

    def pending(self, text: str, state: State) -> Advice | None:
        """The text as the answer to which place is meant, None when it is none."""
        if not _waits(state) or state.waiting is None:
            return None
        offered = [id_ for id_ in state.waiting.candidates if id_ in self._places.offices]
        places = self._places.places(text, self._places.mentions(text))
        if places and all(place.office for place in places):
            return None  # named in full: read as any text
        if places:
            left = [id_ for id_ in offered if all(id_ in place.offices for place in places)]
            return self.chosen(left[0], state) if len(left) == 1 else None
        meant = understand_choice(text, [Choice(id_, id_) for id_ in offered])  # by its number
        if isinstance(meant, Plain):
            left_open = state.model_copy(update={"waiting": None})
            return self._phrase("place_unsure", left_open)
        return self.chosen(meant, state) if meant else None

    def with_office(
        self, reply: Reply, told: Sequence[Aspect], record: Record, state: State
    ) -> Reply:
        """Where to hand in, if that was told, with the office of the place that was named; and what
        that office says of the procedure itself.
        """
        office = self._places.offices.get(state.office or "")
        reply = self._own_words.beside(reply, told, record.code, state.office)
        receivers = record.place.receivers
        local = {"commune_centre", "commune_police"}.intersection(receivers)
        if office is None or not local or "place" not in told:
            return reply
        has_centre = "commune_centre" in receivers
        said = self._text("place_office.j2", office=office, has_centre=has_centre)
        return reply.model_copy(update={"text": f"{reply.text}\n\n{said}"})

    def _meant(self, text: str, *, asks: bool) -> list[Mention]:
        """The places a text names; words that may be a person's name only if nothing else is."""
        mentions = self._places.mentions(text)
        certain = [mention for mention in mentions if mention.certain]
        alone = len(without(text, mentions).split()) <= 1
        return certain or (mentions if asks or alone else [])

    def _goes_on(self, rest: str, state: State) -> bool:
        """Whether the words beside the place ask for something else."""
        follow_up = state.procedure in self._base.records and self._finder.asked_in(rest)
        return bool(follow_up) or says_more(rest)

    def _unnamed(self, text: str, state: State) -> Advice | None:
        """ "Xã tôi giờ thuộc xã nào": its name is asked for."""
        if not names_a_kind(text) or self._finder.find(text, state.procedure).answers:
            return None
        return self._phrase("place_which", state)

    def _advise(self, places: Sequence[Place], state: State) -> Advice:
        replies = [self._reply(place) for place in places]
        replies[-1] = self._leading_on(replies[-1], state)
        unclear = [place for place in places if place.office is None]
        if not unclear:
            waiting = None if _waits(state) else state.waiting
            settled = state.model_copy(update={"waiting": waiting})
            return Advice(tuple(replies), settled, Outcome.FAQ, "place")
        if state.waiting is None or _waits(state):  # an open question of a checklist stays open
            asked_back = Waiting(kind="place", candidates=list(unclear[0].offices))
            state = state.model_copy(update={"waiting": asked_back})
        return Advice(tuple(replies), state, Outcome.CLARIFIED, "which place")

    def _reply(self, place: Place) -> Reply:
        if place.office is not None:
            return self._said(self._unit(place, self._places.offices[place.office]), [])
        units = [self._places.unit(id_) for id_ in place.offices]
        many = len(units) > _MOST_BUTTONS
        buttons = [] if many else self._buttons(place)
        district = place.district
        if district is not None:
            text = self._text("place_district.j2", district=district.label, units=units, many=many)
            return self._said(text, buttons)
        labels = [meaning.label for meaning in place.meanings]
        parts = len(labels) == 1
        text = self._text(
            "place_several.j2", said=labels[0], meanings=labels, units=units, parts=parts
        )
        return self._said(text, buttons)

    def _unit(self, place: Place, office: Office) -> str:
        unit = self._places.unit(office.id)
        levels = {meaning.level for meaning in place.meanings}
        came_from = [in_a_sentence(former.name) for former in office.former]
        return self._text(
            "place_unit.j2",
            office=office,
            former=None if "unit" in levels else place.meanings[0].label,
            kept_name=unit in came_from,
            came_from=came_from,
            kept_alone=came_from == [unit],
            others=[
                other
                for other in self._base.offices.offices
                if other.kind == "provincial" and other.unit == office.unit
            ],
        )

    def _buttons(self, place: Place) -> list[Button]:
        """One for each office, named as it was in the text where that tells them apart."""
        labels: dict[str, str] = {}
        for meaning in place.meanings:
            for id_ in meaning.offices:
                alone = len(meaning.offices) == 1
                labels.setdefault(id_, meaning.label if alone else self._places.unit(id_))
        return [
            Button(title=_sentence(label), payload=payload("choose_place", place=id_))
            for id_, label in labels.items()
        ]

    def _leading_on(self, reply: Reply, state: State) -> Reply:
        """Back to the procedure spoken of: its open checklist, or where to hand it in."""
        record = self._base.records.get(state.procedure or "")
        if record is None:
            return reply
        if state.waiting and state.waiting.kind == "case":
            onward = self._speaker.resume_button(record)
        else:
            title = self._base.aspects.button("place")
            onward = Button(title=title, payload=payload("ask_place", procedure=record.code))
        return reply.model_copy(update={"buttons": [*reply.buttons, onward]})

    def _said(self, text: str, buttons: list[Button]) -> Reply:
        offices = self._base.offices
        assert offices.checked_on is not None
        url = next((source.url for source in offices.sources if source.url), None)
        name = self._base.phrases["place_source"]
        note = SourceNote(code=SOURCE, name=name, checked_on=offices.checked_on, url=url)
        return Reply(text=text, buttons=buttons, sources=[note])

    def _phrase(self, name: str, state: State) -> Advice:
        buttons = [self._speaker.officer_button()]
        reply = Reply(text=self._base.phrases[name], buttons=buttons)
        return Advice((reply,), state, Outcome.CLARIFIED, name)

    def _text(self, template: str, **view: Any) -> str:
        office = view.get("office")
        unit = self._places.unit(office.id) if office else None
        rendered = self._templates.get_template(template).render(
            phrases=self._base.phrases, unit=unit, **view
        )
        return rendered.strip()


def _waits(state: State) -> bool:
    return state.waiting is not None and state.waiting.kind == "place"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
