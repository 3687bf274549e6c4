"""Dates and times in everyday Vietnamese: "8h30 sáng thứ hai tuần tới" on a given day.

Days, hours and parts of the day are found one by one, the longest first where they overlap; what
stands together ("sáng" + "mai" + "lúc 8h") is joined to one moment. Pure: the clock is passed in.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from assistant.language.date_rules import find_days
from assistant.language.date_words import Days, Piece, Sentence, compiled, read
from assistant.language.day_parts import find_parts
from assistant.language.times import find_times, on_clock

# When a part of the day is over: "sáng nay" is past at 12:00.
PART_ENDS = {"morning": time(12), "noon": time(14), "afternoon": time(18)}
# What may stand between two pieces of one moment.
LINKS = (
    r"\s*[,(–-]?\s*(?:(?:vào|lúc|hồi|khoảng|tầm|cỡ|độ|đúng|của|trong|từ|trước|sau|ngày|buổi|hôm"
    r"|tức là|tức|là|dịp|đợt)(?!\w)\s*)*"
)
# Between two days that are one ("thứ hai, ngày 23/11"): nothing that makes them two.
DAY_LINKS = r"\s*[,(–-]?\s*(?:(?:vào|của|trong|ngày|hôm|tức là|tức|là)(?!\w)\s*)*"
LONGEST_LINK = 30
# "từ 8h đến 9h sáng mai": both hours are of that morning.
BETWEEN_HOURS = r"\s*(?:-|–|đến|tới|hoặc|hay)?\s*"


@dataclass(frozen=True)
class Moment:
    """One date or time expression; `text` is what stands at `span` of the given text.

    start, end: first and last day; None when only a time was said, or a lunar date.
    part: morning, noon, afternoon, evening, when said. past: the whole of it is over.
    ambiguous: weekday_today (this day or in a week), weekday_mismatch (the date is not that
    weekday), half_day ("3h": read as afternoon), lunar (not converted).
    """

    start: date | None
    end: date | None
    time: time | None
    part: str | None
    span: tuple[int, int]
    text: str
    ambiguous: str | None
    past: bool


def find_moments(text: str, now: datetime) -> list[Moment]:
    """Every date and time expression of a text, in its order; `now` is local time in Vietnam."""
    sentence = read(text)
    found = [
        *find_days(sentence, now.date()),
        *find_parts(sentence, now.date()),
        *find_times(sentence, now),
    ]
    joined = _share_days(_join(_choose(found), sentence), sentence)
    return [_moment(piece, sentence, text, now) for piece in joined if not piece.loose]


def _choose(found: Iterable[Piece]) -> list[Piece]:
    """The leftmost, longest pieces that do not overlap."""
    chosen: list[Piece] = []
    for piece in sorted(found, key=lambda piece: (piece.begin, -piece.finish)):
        if not chosen or piece.begin >= chosen[-1].finish:
            chosen.append(piece)
    return chosen


def _join(pieces: list[Piece], sentence: Sentence) -> list[Piece]:
    """Neighbours that make one moment, joined from left to right."""
    joined: list[Piece] = []
    for piece in pieces:
        both = _together(joined[-1], piece, sentence) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(piece)
    return joined


def _share_days(pieces: list[Piece], sentence: Sentence) -> list[Piece]:
    """Give an hour alone the day and the part of the day of the hour it stands beside."""
    shared = pieces.copy()
    for at, (left, right) in enumerate(pairwise(pieces)):
        gap = sentence.lower[left.finish : right.begin]
        if not (left.clock and right.clock and _link(BETWEEN_HOURS, sentence.plain).fullmatch(gap)):
            continue
        if not left.days and right.days:
            shared[at] = replace(left, days=right.days, part=left.part or right.part)
        elif not right.days and left.days:
            shared[at + 1] = replace(right, days=left.days, part=right.part or left.part)
    return shared


def _together(left: Piece, right: Piece, sentence: Sentence) -> Piece | None:
    """Two neighbours as one piece, or None when they say different things."""
    gap = sentence.lower[left.finish : right.begin]
    if not _is_link(gap, left, right, sentence.plain) or (left.clock and right.clock):
        return None
    if left.part and right.part and left.part != right.part:
        return None
    days = left.days or right.days
    if left.days and right.days:
        days = _same_days(left.days, right.days)
        if not days:
            return None
    clock, part = left.clock or right.clock, left.part or right.part
    return Piece(left.begin, right.finish, days, clock, part)


def _is_link(gap: str, left: Piece, right: Piece, plain: bool) -> bool:
    if len(gap) > LONGEST_LINK:
        return False
    if left.clock and right.part and not right.clock and not right.days:
        return not gap.strip()  # "8h thứ hai, chiều thứ ba": the afternoon is not of the 8h
    source = DAY_LINKS if left.days and right.days else LINKS
    return bool(_link(source, plain).fullmatch(gap))


def _link(source: str, plain: bool) -> re.Pattern[str]:
    return compiled(source, plain)


def _same_days(left: Days, right: Days) -> Days | None:
    """A weekday with a date, or a day with the week or month around it."""
    if left.start is None or right.start is None or (left.weekday and right.weekday):
        return None
    if left.weekday or right.weekday:
        weekday, other = (left, right) if left.weekday else (right, left)
        return _on_weekday(weekday, other)
    short, long = sorted((left, right), key=lambda days: days.length)
    return short if short.length == 0 and _within(short, long) else None


def _on_weekday(weekday: Days, other: Days) -> Days | None:
    """The weekday inside a week; an exact date wins over the weekday said with it."""
    if weekday.start is None or other.start is None or other.length > 6:
        return None
    ahead = (weekday.start.weekday() - other.start.weekday()) % 7
    if ahead <= other.length:
        day = other.start + timedelta(ahead)
        return Days(day, day)
    return replace(other, ambiguous="weekday_mismatch") if other.length == 0 else None


def _within(short: Days, long: Days) -> bool:
    return bool(
        short.start and short.end and long.start and long.end
        and long.start <= short.start and short.end <= long.end
    )  # fmt: skip


def _moment(piece: Piece, sentence: Sentence, text: str, now: datetime) -> Moment:
    begin, finish = sentence.span(piece.begin, piece.finish)
    clock, doubt = on_clock(piece.clock, piece.part) if piece.clock else (None, None)
    days = piece.days or Days(None, None)
    return Moment(
        start=days.start,
        end=days.end,
        time=clock,
        part=piece.part,
        span=(begin, finish),
        text=text[begin:finish],
        ambiguous=days.ambiguous or doubt,
        past=_is_past(days, clock, piece.part, now),
    )


def _is_past(days: Days, clock: time | None, part: str | None, now: datetime) -> bool:
    """Whether it is all over: the day, or on this day the hour or the part of the day."""
    if days.end is None:
        return False
    if days.end != now.date():
        return days.end < now.date()
    end = clock or PART_ENDS.get(part or "")
    return end is not None and end < now.time()
