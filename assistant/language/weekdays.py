"""Weekdays of a named week or the nearest ones, and the orders ("con thứ ba") that look alike."""

import re
from datetime import date

from assistant.language import date_spans as spans
from assistant.language.date_readings import shift_of
from assistant.language.date_words import Days, Sentence, without_marks

WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "bon": 2, "nam": 3, "sau": 4, "bay": 5}
# "con thứ ba", "lần thứ hai": an order, not a weekday.
ORDERED = (
    "con|lần|người|bên|đứa|cháu|bé|vợ|chồng|phần|chương|bước|cái|căn|nhà|xe|bản|thửa|trang|ngôi|đời"
    "|hàng|tuần|tháng|năm|quý|tầng|tòa|toà|block|khu|hộ|số|mức|bậc|hạng|bằng|loại|hình"
)
# "CN quyền sử dụng đất" is a certificate, "CN Bắc Ninh" a branch; these make it Sunday.
SUNDAY_BEFORE = "sáng|trưa|chiều|tối|ngày|vào|và|hoặc|hay|đến|hôm|t7|7|bảy"
SUNDAY_AFTER = (
    "có|làm|mở|nghỉ|được|thì|lúc|sáng|trưa|chiều|tối|không|ko|này|tới|nhé|ạ|em|tôi|mình|trung tâm"
)
# In a text without marks "thu 2" is Monday beside these; else it waits for a date or a time.
WEEKDAY_AFTER = "co|duoc|lam|nghi|mo|thi|luc|vao|den|di|minh|em|va|hoac|hay|khong|nhe|nha|ok|cho|a"
ORDER_OR_WEEKDAY = ("tu", "sau")  # "thứ tự", "thu sau"


def of_weekday(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A weekday: of a named week, or the next one; said on that very day it may mean either."""
    weekday = _weekday(match)
    if match["week"]:
        week = spans.week_span(today, shift_of(match["week"]))
        day = week and spans.shift(week[0], weekday, "ngay")
        return Days(day, day) if day else None
    if not match["shift"] and not _is_weekday(match, sentence):
        return None
    ahead = (weekday - today.weekday()) % 7
    shift = match["shift"] and without_marks(match["shift"])
    if shift:
        ahead = _nearest(ahead, shift, weekday, today)
    day = spans.shift(today, ahead, "ngay")
    if not day:
        return None
    doubt = "weekday_today" if ahead == 0 and not shift else None
    return Days(day, day, not shift, doubt, loose=_needs_company(match, sentence))


def _nearest(ahead: int, shift: str, weekday: int, today: date) -> int:
    """Days to the weekday with "này", "tới", "sau" or "vừa rồi" behind it."""
    if shift == "nay":
        return ahead
    if shift == "toi":
        return ahead or 7
    if shift == "sau":
        return weekday - today.weekday() + 7
    return ahead - 7


def _weekday(match: re.Match[str]) -> int:
    if match["sunday"]:
        return 6
    day = without_marks(match["day"] or match["short"])
    return int(day) - 2 if day.isdecimal() else WEEKDAYS[day]


def _is_weekday(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a bare weekday is one: not an order, a section or a certificate."""
    begin, end = match.span()
    if sentence.precedes("hàng tuần|hằng tuần|nhất", end):
        return False
    if match["sunday"] == "cn":
        return (
            sentence.clause_ends(end)
            or sentence.follows(SUNDAY_BEFORE, begin)
            or sentence.precedes(rf"(?:{SUNDAY_AFTER}|\d+h?)", end)
        )
    if match["day"] and re.search(r"(?<!\w)th[ứu]\s+(?:nhất|nhat)(?!\w)", sentence.lower):
        return False
    if sentence.plain and match["day"] and _weekday(match) >= 3:
        return True  # "con thu 7" is "còn thứ 7", hardly a seventh child
    return not sentence.follows(ORDERED, begin)


def _needs_company(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether "thu 2" of a text without marks may still be "collect two"."""
    if not sentence.plain or match["shift"] or not match["day"]:
        return False
    if match[0].startswith(("ngay", "hom")):
        return False
    if match["day"] in ORDER_OR_WEEKDAY:
        return True
    return not (sentence.clause_ends(match.end()) or sentence.precedes(WEEKDAY_AFTER, match.end()))
