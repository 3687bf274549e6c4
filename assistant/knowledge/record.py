"""The record of a procedure: everything the assistant may say about one official service.

A record is written by staff in YAML, one file a procedure. Whatever is not in the record is never
said; what is in it but not certain carries `to_confirm` and is said with that mark.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.knowledge.consistency import duplicates, unknown_options

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
# "1.001193" is a national code; "x.…" stands for one that no source has given yet.
Code = Annotated[str, StringConstraints(pattern=r"^(\d\.\d{6}|x\.[a-z0-9-]+)$")]
AnyCode = Annotated[str, StringConstraints(pattern=r"^(\d\.\d{6}|(x|faq)\.[a-z0-9-]+)$")]
Aspect = Literal[
    "papers", "fee", "time", "place", "steps", "conditions", "online", "result", "law", "form"
]
Channel = Literal["any", "in_person", "online", "post"]
When = dict[Identifier, list[Identifier]]
"""A condition: for every case named, one of the options listed was chosen. Empty: always."""


class RecordPart(BaseModel):
    """Common strictness: an unknown key is a typing error of the clerk, not a new feature."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(RecordPart):
    """One answer to a case. `says` are further words residents use for it."""

    id: Identifier
    label: Text
    says: list[Text] = []
    note: Text | None = None
    leads_to: Code | None = None


class Case(RecordPart):
    """A question whose answer decides papers, fees or times. `when` hides it until it matters."""

    id: Identifier
    question: Text
    options: Annotated[list[Option], Field(min_length=2, max_length=6)]
    when: When = {}


class Waiver(RecordPart):
    """What makes a paper unnecessary, e.g. data the office can look up by itself."""

    source: Literal[
        "population_db", "civil_status_db", "vneid", "land_db", "business_db", "insurance_db",
        "driving_db", "electronic_copy", "other",
    ]  # fmt: skip
    text: Text


class Paper(RecordPart):
    """One paper. `use`: handed in with the file, or shown and taken back.

    `heading`: the official case a portal record lists it under, as printed there.
    """

    id: Identifier
    name: Text
    use: Literal["submit", "show"] = "submit"
    form: Text | None = None
    form_url: Text | None = None
    originals: Annotated[int, Field(ge=0)] | None = None
    copies: Annotated[int, Field(ge=0)] | None = None
    when: When = {}
    unless: list[Waiver] = []
    note: Text | None = None
    heading: Text | None = None
    to_confirm: bool = False


class Fee(RecordPart):
    """`amount` in đồng; None when no source gives it, then `text` says what is known."""

    channel: Channel = "any"
    amount: Annotated[int, Field(ge=0)] | None = None
    per: Text | None = None
    text: Text | None = None
    when: When = {}
    to_confirm: bool = False

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.amount is None and self.text is None:
            raise ValueError("a fee needs `amount` or `text`")
        return self


class TimeLimit(RecordPart):
    """How long the office may take. `unit` keeps the source's unit: a day is not a working day."""

    channel: Channel = "any"
    amount: Annotated[int, Field(ge=0)] | None = None
    unit: Literal["hour", "working_day", "day", "month", "same_day"] | None = None
    text: Text | None = None
    when: When = {}
    to_confirm: bool = False

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.text is None and self.unit != "same_day" and (not self.amount or not self.unit):
            raise ValueError(
                "a time limit needs `amount` with `unit`, or `unit: same_day`, or `text`"
            )
        return self


class Place(RecordPart):
    """Who takes the file in.

    `cross_boundary`: `any_office` of the province takes it wherever one lives, or only the
    `competent_office` (of residence, or where the land lies).
    """

    receivers: Annotated[
        list[
            Literal[
                "commune_centre", "commune_police", "provincial_centre", "provincial_police",
                "land_office", "social_insurance", "tax_office", "employment_service", "school",
                "notary", "online_only", "other",
            ]
        ],
        Field(min_length=1),
    ]  # fmt: skip
    text: Text
    cross_boundary: Literal["any_office", "competent_office", "unknown"] = "unknown"
    note: Text | None = None


class Online(RecordPart):
    """`full`: filed and finished on the network; `partial`: a visit remains."""

    level: Literal["full", "partial", "none", "unknown"]
    url: Text | None = None
    note: Text | None = None


class Law(RecordPart):
    """A legal document, by number as printed; `title` where the source names it."""

    number: Text
    title: Text | None = None


class Change(RecordPart):
    """A change of the rules residents still ask about, with the day it began."""

    since: date
    text: Text


class Source(RecordPart):
    """Where the facts come from."""

    name: Text
    url: Text | None = None


class Record(RecordPart):
    """One procedure. `to_confirm` maps an uncertain aspect to the reason shown with it.

    `origin`: written by staff, or taken over from the national portal as it stands there; a portal
    record has no residents' words and may have gaps. `successor`: the procedure that takes over
    when this one ends (`effective_to`).
    """

    code: Code
    name: Text
    official_name: Text
    aliases: list[Text] = []
    questions: list[Text] = []
    field: Identifier
    level: Annotated[list[Literal["commune", "province", "ministry", "other"]], Field(min_length=1)]
    who: Text | None = None
    summary: Text | None = None
    cases: list[Case] = []
    papers: list[Paper]
    fees: Annotated[list[Fee], Field(min_length=1)]
    fee_exemptions: list[Text] = []
    times: Annotated[list[TimeLimit], Field(min_length=1)]
    place: Place
    online: Online
    steps: list[Text] = []
    conditions: list[Text] = []
    result: list[Text] = []
    law: list[Law] = []
    lanes: list[Literal["green_24h", "green_60"]] = []
    related: list[Code] = []
    changes: list[Change] = []
    to_confirm: dict[Aspect, Text] = {}
    decision: Text | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    successor: Code | None = None
    origin: Literal["written", "portal"] = "written"
    checked_on: date
    sources: Annotated[list[Source], Field(min_length=1)]

    @model_validator(mode="after")
    def is_consistent(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        yield from duplicates("cases", [case.id for case in self.cases])
        yield from duplicates("papers", [paper.id for paper in self.papers])
        for case in self.cases:
            yield from duplicates(f"cases.{case.id}.options", [o.id for o in case.options])
            if any(option.id == "unsure" for option in case.options):
                yield f"cases.{case.id}: the option id 'unsure' is reserved"
        if self.origin == "written":
            yield from self._gaps()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            yield "effective_to is before effective_from"
        if self.successor == self.code:
            yield "successor: a record of the same code is a new version: <code>@<day>.yml"
        yield from self._dangling_conditions()

    def _gaps(self) -> Iterable[str]:
        """What staff must fill in, and a portal record may lack."""
        for name in ("who", "summary", "steps", "result", "law"):
            if not getattr(self, name):
                yield f"{name}: is missing"
        if len(self.aliases) + len(self.questions) < 8:
            yield "aliases and questions: at least 8 together, in residents' own words"

    def _dangling_conditions(self) -> Iterable[str]:
        known: dict[str, set[str]] = {}
        for case in self.cases:  # a case may only hang on cases asked before it
            yield from unknown_options(f"cases.{case.id}.when", case.when, known)
            known[case.id] = {option.id for option in case.options}
        for paper in self.papers:
            yield from unknown_options(f"papers.{paper.id}.when", paper.when, known)
        for number, fee in enumerate(self.fees):
            yield from unknown_options(f"fees.{number}.when", fee.when, known)
        for number, limit in enumerate(self.times):
            yield from unknown_options(f"times.{number}.when", limit.when, known)
