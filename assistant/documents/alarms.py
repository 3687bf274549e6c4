"""What staff must look at soon: content to be checked again, and content that ends. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.knowledge.base import Content
from assistant.knowledge.faq import Faq
from assistant.knowledge.record import Record
from assistant.knowledge.validity import records_in_force


class Reason(StrEnum):
    """Why; the words are in words.yml."""

    CHECK_DUE = "check_due"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Times:
    """In days: how long a check with the source counts; how long before a day staff are told."""

    check_again_after: int = 180
    told_before: int = 30


@dataclass(frozen=True)
class DueAlarm:
    """`due`: the day by which it must be done; before today, it is late."""

    code: str
    name: str
    reason: Reason
    due: date


def due_alarms(content: Content, today: date, times: Times) -> list[DueAlarm]:
    """Everything that is due, the most urgent first."""
    alarms = [
        *_of_records(content, today, times),
        *_of_faqs(content, today, times),
        *_of_parts(content, today, times),
    ]
    return sorted(alarms, key=lambda alarm: (alarm.due, alarm.code))


def _of_records(content: Content, today: date, times: Times) -> Iterator[DueAlarm]:
    """What is not read any more is not checked; what is followed by another ends as it should."""
    current = records_in_force(content.versions, today)
    for record in content.versions:
        holds = current.get(record.code)
        read = holds is not None and holds.effective_from == record.effective_from
        coming = record.effective_from is not None and record.effective_from > today
        if not _is_followed(record, content.versions):
            yield from _end(record, record.name, today, times)
        if read or coming:
            yield from _check(record.code, record.name, record.checked_on, today, times)


def _is_followed(record: Record, versions: Iterable[Record]) -> bool:
    """Whether a version of it, or its successor, holds longer."""
    codes = {record.code, record.successor}
    others = (other for other in versions if other.code in codes and other is not record)
    last = record.effective_to or date.max
    return any((other.effective_to or date.max) > last for other in others)


def _of_faqs(content: Content, today: date, times: Times) -> Iterator[DueAlarm]:
    for faq in content.faqs:
        yield from _end(faq, faq.question, today, times)
        if (faq.effective_to or today) >= today:
            yield from _check(faq.code, faq.question, faq.checked_on, today, times)


def _end(item: Record | Faq, name: str, today: date, times: Times) -> Iterator[DueAlarm]:
    ends = item.effective_to
    if ends is not None and ends < today:
        yield DueAlarm(item.code, name, Reason.ENDED, ends)
    elif ends is not None and ends - today <= timedelta(times.told_before):
        yield DueAlarm(item.code, name, Reason.ENDS_SOON, ends)


def _of_parts(content: Content, today: date, times: Times) -> Iterator[DueAlarm]:
    """Offices and calendar are checked as wholes; a day nobody decided on is asked after."""
    for code, checked_on in (
        ("offices", content.offices.checked_on), ("calendar", content.calendar.checked_on)
    ):  # fmt: skip
        if checked_on is not None:
            yield from _check(code, code, checked_on, today, times)
    for span in content.calendar.days:
        near = timedelta() <= span.since - today <= timedelta(times.told_before)
        if not span.confirmed and near:
            yield DueAlarm("calendar", span.name, Reason.UNCERTAIN, span.since)


def _check(code: str, name: str, checked_on: date, today: date, times: Times) -> Iterator[DueAlarm]:
    due = checked_on + timedelta(times.check_again_after)
    if due - today <= timedelta(times.told_before):
        yield DueAlarm(code, name, Reason.CHECK_DUE, due)
