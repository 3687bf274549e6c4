"""The forms: which boxes a procedure, a topic of questions, and an office's own words have."""

from dataclasses import dataclass
from typing import get_args

from assistant.documents.kind import Kind
from assistant.knowledge.record import Aspect, Place, Record, Waiver
from connectors.console.content.forms.shape import Field, Part, Rows, Shape, Sort

_LINE, _TEXT, _LINES = Sort.LINE, Sort.TEXT, Sort.LINES
_CHANNELS = ("any", "in_person", "online", "post")
_UNITS = ("hour", "working_day", "day", "month", "same_day")
_RECEIVERS = get_args(get_args(Place.model_fields["receivers"].annotation)[0])
_LEVELS = get_args(get_args(Record.model_fields["level"].annotation)[0])
_DATA = get_args(Waiver.model_fields["source"].annotation)

_WHEN = Field("when", Sort.WHEN)
_DOUBT = Field("to_confirm", Sort.TICK)
_ID = Field("id", Sort.KEPT)
_LAW = Rows("law", (Field("number", needed=True), Field("title")), "number")
_SOURCES = Rows("sources", (Field("name", needed=True), Field("url")), "name")
_PERIOD = (Field("effective_from", Sort.DAY), Field("effective_to", Sort.DAY))
_CHECKED = Field("checked_on", Sort.DAY, needed=True)

_CASES = Rows(
    "cases",
    (
        _ID,
        Field("question", needed=True),
        Rows(
            "options",
            (_ID, Field("label", needed=True), Field("says", _LINES), Field("note"),
             Field("leads_to", Sort.CODE)),
            "label", has_id=True, most=6,
        ),
        _WHEN,
    ),
    "question", has_id=True, most=20,
)  # fmt: skip
_PAPERS = Rows(
    "papers",
    (
        _ID,
        Field("name", needed=True),
        Field("use", Sort.PICK, ("submit", "show"), "submit"),
        Field("originals", Sort.NUMBER),
        Field("copies", Sort.NUMBER),
        Field("form"),
        Field("form_url"),
        Field("note", _TEXT),
        _WHEN,
        Rows("unless", (Field("source", Sort.PICK, _DATA, needed=True),
                        Field("text", needed=True)), "text", most=6),
        _DOUBT,
    ),
    "name", has_id=True,
)  # fmt: skip
_FEES = Rows(
    "fees",
    (
        Field("amount", Sort.NUMBER),
        Field("per"),
        Field("text", _TEXT),
        Field("channel", Sort.PICK, _CHANNELS, "any"),
        _WHEN,
        _DOUBT,
    ),
    "text", most=30,
)  # fmt: skip
_TIMES = Rows(
    "times",
    (
        Field("amount", Sort.NUMBER),
        Field("unit", Sort.PICK, ("", *_UNITS)),
        Field("text", _TEXT),
        Field("channel", Sort.PICK, _CHANNELS, "any"),
        _WHEN,
        _DOUBT,
    ),
    "text", most=30,
)  # fmt: skip
_PLACE = Part(
    "place",
    (
        Field("text", _TEXT, needed=True),
        Field("receivers", Sort.PICKS, _RECEIVERS, needed=True),
        Field(
            "cross_boundary", Sort.PICK, ("any_office", "competent_office", "unknown"), "unknown"
        ),
        Field("note", _TEXT),
    ),
)
_ONLINE = Part(
    "online",
    (
        Field("level", Sort.PICK, ("full", "partial", "none", "unknown"), needed=True),
        Field("url"),
        Field("note", _TEXT),
    ),
)
_DOUBTS = Part("to_confirm", tuple(Field(aspect) for aspect in get_args(Aspect)))
_FAQ = Rows(
    "entries",
    (
        _ID,
        Field("question", needed=True),
        Field("aliases", _LINES, needed=True),
        Field("answer", _TEXT, needed=True),
        Field("to_confirm", _TEXT),
        Field("related", Sort.CODES),
        _LAW,
        _SOURCES,
        _CHECKED,
        *_PERIOD,
    ),
    "question", has_id=True, dashed=True,
)  # fmt: skip
ENTRY: tuple[Shape, ...] = _FAQ.fields


@dataclass(frozen=True)
class Section:
    """A part of a form with a heading of its own, by its name in the texts."""

    name: str
    shapes: tuple[Shape, ...]


RECORD = (
    Section("names", (
        Field("name", needed=True), Field("official_name", needed=True),
        Field("aliases", _LINES), Field("questions", _LINES), Field("who", _TEXT),
        Field("summary", _TEXT), Field("level", Sort.PICKS, _LEVELS, needed=True),
    )),
    Section("cases", (_CASES,)),
    Section("papers", (_PAPERS,)),
    Section("fees", (_FEES, Field("fee_exemptions", _LINES))),
    Section("times", (_TIMES, Field("lanes", Sort.PICKS, ("green_24h", "green_60")))),
    Section("place", (_PLACE, _ONLINE)),
    Section("steps", tuple(Field(name, _LINES) for name in ("steps", "conditions", "result"))),
    Section("law", (
        _LAW, Field("decision"), Field("related", Sort.CODES),
        Rows("changes", (Field("since", Sort.DAY, needed=True), Field("text", _TEXT, needed=True)),
             "text", most=20),
    )),
    Section("doubts", (_DOUBTS,)),
    Section("sources", (_SOURCES, _CHECKED, *_PERIOD, Field("successor", Sort.CODE))),
)  # fmt: skip
TOPIC = (Section("topic", (Field("topic", needed=True), _FAQ)),)
OVERRIDE = (
    Section("override", (
        Rows("procedures", (
            Field("code", Sort.CODE, needed=True), Field("counter"), Field("hours", _TEXT),
            Field("note", _TEXT), _CHECKED,
        ), "code", most=100),
    )),
)  # fmt: skip

SECTIONS = {Kind.PROCEDURE: RECORD, Kind.FAQ: TOPIC, Kind.OVERRIDE: OVERRIDE}
"""The kinds that have a form."""


def shapes_of(kind: Kind) -> tuple[Shape, ...]:
    """All boxes of a kind."""
    return tuple(shape for section in SECTIONS[kind] for shape in section.shapes)
