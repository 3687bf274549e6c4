"""What may stand in the cells of one row, in words a clerk understands. Pure.

The models check the same and more, in a programmer's words; the first says it, the second keeps it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record, Source
from assistant.knowledge.spreadsheet.sheet_layout import Row

FEWEST_WAYS = 5  # of a question; as the model wants it
FEWEST_WORDS = 8  # names and questions of a procedure together; as the model wants it
_REQUIRED = ("question", "answer", "checked_on", "sources")
_LONGEST_LINE = 200  # a way to ask, a name of a source; the longest today has 94
_LONGEST_NOTE = 400
_LONGEST_ADDRESS = 500
Values = Mapping[str, Any]


def faq_problems(
    row: Row, values: Values, old: Faq | None, today: date, known: Callable[[str], bool]
) -> Iterator[str]:
    """Everything wrong with the changed values of one question."""
    yield from (row.problem(name, "required") for name in _REQUIRED if not values.get(name, True))
    yield from _lengths(row, values)
    if len(values.get("aliases", range(FEWEST_WAYS))) < FEWEST_WAYS:
        count = len(values["aliases"])
        yield row.problem("aliases", "too_few", count=count, least=FEWEST_WAYS)
    pointed = set(old.related) if old else set()
    for code in values.get("related", []):
        if code not in pointed and not known(code):
            yield row.problem("related", "unknown_related", code=code)
    checked = values.get("checked_on")
    if checked and checked > today:
        yield row.problem("checked_on", "future_day", value=row.cells["checked_on"])
    first, last = (
        values.get(name, getattr(old, name, None)) for name in ("effective_from", "effective_to")
    )
    if first and last and last < first:
        yield row.problem("effective_to", "wrong_period")


def record_problems(row: Row, values: Values, old: Record) -> Iterator[str]:
    """Everything wrong with the changed words of one procedure."""
    yield from _lengths(row, values)
    count = sum(len(values.get(name, getattr(old, name))) for name in ("aliases", "questions"))
    if count < FEWEST_WORDS:
        yield row.problem(None, "too_few_words", count=count, least=FEWEST_WORDS)


def _lengths(row: Row, values: Values) -> Iterator[str]:
    for name, value in values.items():
        match value:
            case str() if len(value) > (most := _longest(name)):
                yield row.problem(name, "too_long", length=len(value), most=most)
            case list():
                yield from _long_lines(row, name, value)


def _long_lines(row: Row, name: str, items: list[Any]) -> Iterator[str]:
    for item in items:
        texts = [item] if isinstance(item, str) else [text for _, text in item if text]
        address = isinstance(item, Source) and item.url
        for text in texts:
            most = _LONGEST_ADDRESS if text == address else _LONGEST_LINE
            if len(text) > most:
                start, length = text[:40], len(text)
                yield row.problem(name, "line_too_long", line=start, length=length, most=most)


def _longest(name: str) -> int:
    """What the model allows, else our own limit."""
    limits = (getattr(rule, "max_length", None) for rule in Faq.model_fields[name].metadata)
    return next((limit for limit in limits if limit is not None), _LONGEST_NOTE)
