"""What a list shows of a version without opening it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.documents.kind import Kind
from assistant.knowledge.faq import PREFIX

Data = Any
"""What YAML reads: mappings, lists, texts, numbers, days."""
_LONGEST = 200


class Summary(BaseModel):
    """`codes`: the procedure or questions in it. `checked_on`: the oldest day, `effective_to`:
    the next end. `ways`: residents' words for the one with the fewest.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    field: str = ""
    codes: list[str] = []
    checked_on: date | None = None
    effective_to: date | None = None
    ways: int | None = None


def summary_of(kind: Kind, path: str, data: Data) -> Summary:
    """The summary of what a text holds; a draft may lack anything."""
    whole = data if isinstance(data, dict) else {}
    if kind is Kind.PROCEDURE:
        return _record(path, whole)
    if kind is Kind.FAQ:
        return _topic(path, whole)
    if kind is Kind.OVERRIDE:
        return _office(path, whole)
    return Summary(title=path, checked_on=_day(whole.get("checked_on")))


def _record(path: str, record: dict[str, Data]) -> Summary:
    field, name = path.split("/")[1:]
    return Summary(
        title=_line(record.get("name")) or path,
        field=field,
        codes=[name.removesuffix(".yml").partition("@")[0]],
        checked_on=_day(record.get("checked_on")),
        effective_to=_day(record.get("effective_to")),
        ways=_count(record.get("aliases")) + _count(record.get("questions")),
    )


def _topic(path: str, topic: dict[str, Data]) -> Summary:
    entries = topic.get("entries")
    listed = entries if isinstance(entries, list) else []
    faqs = [entry for entry in listed if isinstance(entry, dict)]
    return Summary(
        title=_line(topic.get("topic")) or path,
        codes=[PREFIX + _line(faq.get("id")) for faq in faqs if faq.get("id")],
        checked_on=_first(faq.get("checked_on") for faq in faqs),
        effective_to=_first(faq.get("effective_to") for faq in faqs),
        ways=min((_count(faq.get("aliases")) for faq in faqs), default=0),
    )


def _office(path: str, words: dict[str, Data]) -> Summary:
    listed = words.get("procedures")
    told = [word for word in listed if isinstance(word, dict)] if isinstance(listed, list) else []
    return Summary(
        title=path,
        codes=[_line(word.get("code")) for word in told if word.get("code")],
        checked_on=_first(word.get("checked_on") for word in told),
    )


def _line(value: Data) -> str:
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str | int | float) else ""


def _count(value: Data) -> int:
    return len(value) if isinstance(value, list) else 0


def _day(value: Data) -> date | None:
    return value if type(value) is date else None  # a moment is a date too, and no day of ours


def _first(values: Iterable[Data]) -> date | None:
    return min((day for value in values if (day := _day(value))), default=None)
