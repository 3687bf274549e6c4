"""Hours and parts of the day: "8h30", "9 giờ kém 15", "hai giờ chiều", "buổi sáng", "chiều nay".

An hour is kept as said; morning or afternoon may stand elsewhere in the sentence, so `on_clock`
settles it once the pieces are joined.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from assistant.language.date_words import (
    Clock,
    Days,
    Piece,
    Sentence,
    number,
    search,
    without_marks,
)

DAY_MINUTES = 24 * 60
NOON = 12 * 60
PARTS = {"sang": "morning", "trua": "noon", "chieu": "afternoon", "toi": "evening",
         "dem": "evening", "khuya": "evening"}  # fmt: skip
# An hour from 1 to 5 without more is in the afternoon: nobody visits an office before 6.
AFTERNOON_HOURS = range(1, 6)
# Hours of the part of the day that are said with a number below twelve, on the twelve-hour clock.
TWELVE_HOURS = {"noon": range(1, 5), "afternoon": range(1, 12), "evening": range(5, 12)}

PART = "(?:sáng|trưa|chiều|tối|đêm|khuya)"
NO_MINUTE = (
    r"(?!\w|\s*[/.-]\s*\d"
    r"|\s*(?:tháng|người|hồ sơ|bộ|(?:ngày|tuần|năm|hôm|bữa)\s+(?:nữa|tới|trước))(?!\w))"
)
MINUTE = (
    rf"(?P<minute>\d\d{NO_MINUTE}|\d(?=\s*phút)|(?<=h)\d(?!\w)|(?:mười|hai mươi|ba mươi|bốn mươi"
    rf"|năm mươi)(?: lăm| năm)?{NO_MINUTE})(?:\s*(?:phút|ph|p)(?!\w)|['’′])?"
)
HOUR = (
    r"(?P<hour>NUM)(?:(?:\s*giờ|(?<=\d)\s*h)(?:\s*:?\s*"
    rf"{MINUTE}"
    r"|\s*(?P<half>rưỡi)|\s*kém (?P<less>NUM)(?:\s*(?:phút|p)(?!\w))?)?|g(?P<short>\d\d))"
)
# "8-9h" starts at 8.
SPAN_OF_HOURS = r"(?P<hour>\d{1,2})\s*[-–]\s*\d{1,2}\s*(?:h|giờ)"
COLON = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?!\s*[:%])"
HALF = rf"(?P<hour>NUM) (?P<half>rưỡi)(?: (?P<part>(?:buổi )?{PART}))?"
HOUR_WORD_AFTER = r"(?:làm việc|đồng hồ|lao động|hành chính|học|nữa|trước đó|liên tục)"
LENGTH_BEFORE = r"(?:mất|trong|trong vòng|hết|kéo dài|tối đa|tối thiểu|ít nhất|suốt|thêm|chờ|đợi)"
IN_A_WHILE = r"(?P<count>\d{1,3}|NUM|nửa) (?P<unit>giờ|tiếng|phút)(?: đồng hồ)? nữa"
GLUED = r"(?:\w[/.:]|[^\W\d]/|\d,)$"


def find_times(sentence: Sentence, now: datetime) -> Iterator[Piece]:
    """Clock times, said in figures or words."""
    for source in (HOUR, SPAN_OF_HOURS, COLON, HALF):
        for match in search(source, sentence):
            minutes = _minutes(match)
            if minutes is not None and not _is_length(match, sentence):
                end = match.start("part") if match.groupdict().get("part") else match.end()
                end = len(sentence.lower[:end].rstrip())
                hour = match["hour"]
                yield Piece(match.start(), end, clock=Clock(minutes, _is_half_open(hour)))
    for match in search(IN_A_WHILE, sentence):
        yield _in_a_while(match, now)


def on_clock(clock: Clock, part: str | None) -> tuple[time, str | None]:
    """The time of day, and "half_day" when the afternoon was only the likelier reading."""
    hour = clock.minutes // 60
    if not part:
        doubtful = clock.half_open and hour in AFTERNOON_HOURS
        return _time(clock.minutes + NOON * doubtful), "half_day" if doubtful else None
    later = hour in TWELVE_HOURS.get(part, ())
    midnight = hour == 12 and part in ("evening", "morning")
    return _time(clock.minutes + NOON * (later - midnight)), None


def part_of(word: str) -> str:
    """The part of the day that a Vietnamese word names."""
    return PARTS[without_marks(word)]


def _time(minutes: int) -> time:
    return time(*divmod(minutes % DAY_MINUTES, 60))


def _minutes(match: re.Match[str]) -> int | None:
    """Minutes after midnight, or None when no clock shows them."""
    said = match.groupdict()
    hour = number(match["hour"])
    minute = number(said.get("minute") or said.get("short") or "0")
    if hour > 23 or minute > 59:
        return None
    if said.get("half"):
        minute = 30
    if said.get("less"):
        less = number(match["less"])
        return (hour * 60 - less) % DAY_MINUTES if 1 <= less <= 30 else None
    return hour * 60 + minute


def _is_half_open(hour: str) -> bool:
    return not hour.startswith("0")


def _is_length(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether the hours are a length of time, a ratio, or the rest of another number."""
    before = sentence.before(match.start())
    if re.search(GLUED, before) or re.search(r"t[ỷỉy]\s+l[ệe]\s*$", before):
        return True
    if sentence.precedes(HOUR_WORD_AFTER, match.end()):
        return True
    if "rưỡi" in match[0] or "ruoi" in match[0]:
        return _is_half_of_something(match, sentence)
    if sentence.precedes(f"(?:buổi )?{PART}", match.end()):
        return False
    if sentence.plain and _is_doubtful_in_plain(match, sentence):
        return True
    return sentence.follows(rf"{LENGTH_BEFORE}(?: (?:khoảng|tầm|độ))?", match.start())


def _is_half_of_something(match: re.Match[str], sentence: Sentence) -> bool:
    """ "8 rưỡi" without "giờ" is a time only beside a part of the day or after "lúc"."""
    said = match.groupdict()
    if re.search(r"h|gi", match[0]) or said.get("part"):
        return False
    return not sentence.follows("lúc|khoảng|tầm|vào|hồi|trước|sau", match.start())


def _is_doubtful_in_plain(match: re.Match[str], sentence: Sentence) -> bool:
    """ "bay gio" is "bây giờ", "sau gio" may be "sau giờ": a word needs "luc" or minutes."""
    if match["hour"].isdecimal() or match.groupdict().get("minute"):
        return False
    return not sentence.follows("luc|khoang|tam|vao|hoi", match.start())


def _in_a_while(match: re.Match[str], now: datetime) -> Piece:
    half, unit = without_marks(match["count"]) == "nua", without_marks(match["unit"])
    minutes = (0.5 if half else number(match["count"])) * (1 if unit == "phut" else 60)
    then = now.replace(tzinfo=None, second=0, microsecond=0) + timedelta(minutes=minutes)
    clock = Clock(then.hour * 60 + then.minute, half_open=False)
    return Piece(match.start(), match.end(), Days(then.date(), then.date()), clock)
