"""What a matched date expression means on a given day: one function for each kind of it.

Each takes the match, its sentence and today, and gives days, or None when it names none after all.
"""

import re
from collections.abc import Callable
from datetime import date

from assistant.language import date_spans as spans
from assistant.language.date_spans import Span
from assistant.language.date_words import Days, Sentence, number, without_marks

LUNAR = Days(None, None, ambiguous="lunar")
SHIFTS = {"nay": 0, "sau": 1, "toi": 1, "ke": 1, "ke tiep": 1, "sau nua": 2, "toi nua": 2,
          "truoc": -1, "roi": -1, "vua roi": -1, "vua qua": -1, "qua": -1, "ngoai": -1,
          "truoc nua": -2}  # fmt: skip
MONTH_NAMES = {"tu": 4, "gieng": None, "chap": None}
# "3/4 diện tích", "chiếm 1/3": shares of something.
SHARED = (
    "diện tích|số|tổng|phần|thửa|đất|giá|quãng|dân số|tài sản|cổ phần|lô|căn|ngôi|nhà|thời gian"
    "|mức|lương|suất|khối lượng|thành viên|người|điểm|m2|ha|hộ|ngày|tháng|giờ|đại biểu|cử tri|vốn"
    "|so với|của"
)
SHARE = "chiếm|quá|hơn|gần|ít nhất|tỷ lệ|tỉ lệ"
LAWS = "(?:luật|nghị định|thông tư|hiến pháp|pháp lệnh|nghị quyết|quyết định)"


def in_days(count: int) -> Callable[[re.Match[str], Sentence, date], Days | None]:
    """The reading of an expression that always means so many days from today."""

    def reading(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
        day = spans.shift(today, count, "ngay")
        return Days(day, day) if day else None

    return reading


def lunar(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A day of the lunar calendar."""
    return LUNAR


def of_date(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A day and its month, with or without a year."""
    day = number(match["day"])
    if _said(match, "month_shift"):
        shifted = spans.month_away(today, shift_of(match["month_shift"]))
        return LUNAR if _said(match, "lunar") else _days(spans.day_span(*shifted, day))
    month = _month(match["month"])
    if month is None or _said(match, "lunar"):
        return LUNAR if 1 <= day <= 30 and 1 <= (month or 1) <= 12 else None
    return _days(_in_year(match, today, lambda year: spans.day_span(year, month, day)))


def of_worded_date(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """ "20 tháng 5" without "ngày"; "ba tháng năm" may be a length of time, so it is not read."""
    day = match["day"]
    if not day.isdecimal() and number(day) <= 10:
        return None
    if without_marks(match["month"]) == "nam":
        return None
    return of_date(match, sentence, today)


def of_fraction(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """ "20/5" without "ngày", unless it is a share of something or "24/7"."""
    day, month = int(match["day"]), int(match["month"])
    if (day, month) == (24, 7) and not _said(match, "year"):
        return None
    shared = sentence.precedes(SHARED, match.end()) or sentence.follows(SHARE, match.start())
    return None if day < month and shared else of_date(match, sentence, today)


def of_day_alone(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """ "ngày 25": the next such day of a month."""
    day = number(match["day"])
    if sentence.plain and match["day"] == "mot":
        return None  # "ngày mốt" rather than "ngày một"
    if _said(match, "lunar"):
        return LUNAR if 1 <= day <= 30 else None
    months = [spans.month_away(today, ahead) for ahead in range(3)]
    return _days(spans.not_over([spans.day_span(*month, day) for month in months], today))


def of_month(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A month or its beginning, middle or end."""
    if edge := _said(match, "this"):
        months = [spans.month_away(today, ahead) for ahead in range(2)]
        return _days(spans.not_over([spans.month_span(*month, edge) for month in months], today))
    edge = _said(match, "edge")
    if _said(match, "month_shift"):
        shifted = spans.month_away(today, shift_of(match["month_shift"]))
        return _days(spans.month_span(*shifted, edge))
    month = _month(match["month"])
    if month is None or _said(match, "lunar"):
        return LUNAR
    if sentence.plain and match["month"] == "nam":
        return None
    return _days(_in_year(match, today, lambda year: spans.month_span(year, month, edge)))


def of_week(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A week or its beginning, middle or end."""
    if edge := _said(match, "this"):
        weeks = [spans.week_span(today, ahead, edge) for ahead in range(2)]
        return _days(spans.not_over(weeks, today))
    return _days(spans.week_span(today, shift_of(match["week"]), _said(match, "edge")))


def of_year(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """A year or its beginning, middle or end; the year of a law is its name."""
    if edge := _said(match, "this"):
        years = [spans.year_span(today.year + ahead, edge) for ahead in range(2)]
        return _days(spans.not_over(years, today))
    if match["year"] and sentence.follows(rf"{LAWS}(?!\w)[^,.;?!]*", match.start()):
        return None
    ahead = 1 if match["next"] else shift_of(match["year_shift"] or "nay")
    year = int(match["year"]) if match["year"] else today.year + ahead
    return _days(spans.year_span(year, _said(match, "edge")))


def of_mai(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """ "mai" alone: tomorrow, unless its capital shows a name."""
    capital = sentence.cased[match.start()].isupper() and not sentence.cased.isupper()
    starts = re.search(r"(?:^|[.!?:\n…-])\s*$", sentence.before(match.start()))
    full_name = sentence.cased[match.end() :].lstrip()[:1].isupper()
    if capital and (not starts or full_name):
        return None
    return in_days(1)(match, sentence, today)


def of_count(match: re.Match[str], sentence: Sentence, today: date) -> Days | None:
    """ "15 ngày nữa", "2 tuần trước", "3 tháng tới" (from today on), "cách đây 2 tuần"."""
    unit, count = _count(match)
    if not count:
        return None
    ago = _said(match, "ago")
    day = spans.shift(today, -count if ago else count, unit)
    if not day:
        return None
    return Days(today, day) if _said(match, "within") else Days(day, day)


def shift_of(words: str) -> int:
    """How many weeks, months or years ahead "sau", "tới", "trước" and their like mean."""
    return SHIFTS[" ".join(without_marks(words).split())]


def _count(match: re.Match[str]) -> tuple[str, int]:
    unit, count = without_marks(match["unit"]), without_marks(match["count"])
    if count == "nua":
        return {"thang": ("ngay", 15), "nam": ("thang", 6)}.get(unit, ("ngay", 0))
    return unit, number(count)


def _in_year(
    match: re.Match[str], today: date, span_in: Callable[[int], Span | None]
) -> Span | None:
    """The span in the year that was said, or else in the one that is meant."""
    if year := _said(match, "year"):
        return span_in(int(year))
    if short := _said(match, "short_year"):
        century = 2000 if int(short) <= today.year % 100 + 20 else 1900
        return span_in(century + int(short))
    if shift := _said(match, "year_shift"):
        return span_in(today.year + SHIFTS[shift])
    return spans.without_year(span_in, today)


def _month(word: str) -> int | None:
    """The number of a month; None for the two months that only the lunar calendar names."""
    bare = without_marks(word)
    return MONTH_NAMES[bare] if bare in MONTH_NAMES else number(word)


def _said(match: re.Match[str], group: str) -> str | None:
    """A group without marks; None when the pattern has no such group or it took no part."""
    said = match.groupdict().get(group)
    return without_marks(said) if said else None


def _days(span: Span | None) -> Days | None:
    return Days(*span) if span else None
