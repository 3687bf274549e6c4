"""What the search index holds of one procedure: titles people may use, and passages of text."""

from dataclasses import dataclass

from assistant.knowledge.record import Record
from assistant.language.short_forms import clean


@dataclass(frozen=True)
class Entry:
    """`titles`: name, official name, aliases, questions. `passages`: one fact each.

    `common`: what most residents come for: every record staff wrote by hand, and of imported ones
    those a commune decides.
    """

    code: str
    name: str
    titles: tuple[str, ...]
    passages: tuple[str, ...]
    common: bool


def entry_of(record: Record) -> Entry:
    """The searchable side of a hand-written record."""
    asked = [record.name, record.official_name, *record.aliases, *record.questions]
    titles = dict.fromkeys(clean(title) for title in asked)  # as questions will be cleaned
    return Entry(
        code=record.code,
        name=record.name,
        titles=tuple(titles),
        passages=tuple(clean(passage) for passage in _passages(record)),
        common=True,
    )


def _passages(record: Record) -> list[str]:
    options = [
        f"{case.question} {option.label}" for case in record.cases for option in case.options
    ]
    papers = [" ".join(filter(None, (paper.name, paper.note))) for paper in record.papers]
    fees = [fee.text for fee in record.fees if fee.text]
    changes = [change.text for change in record.changes]
    return [
        record.summary,
        record.who,
        record.place.text,
        *options,
        *papers,
        *fees,
        *record.fee_exemptions,
        *record.steps,
        *record.conditions,
        *record.result,
        *changes,
    ]
