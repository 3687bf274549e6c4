"""Parts of the day: "buổi sáng", "đầu giờ chiều", "chiều nay", and "sáng" beside a day or an hour.

"sang" typed without marks is also "move to" or "over", and "toi" is mostly "I": these are parts
of the day only where nothing else fits.
"""

import re
from collections.abc import Iterator
from datetime import date

from assistant.language import date_spans as spans
from assistant.language.date_words import Days, Piece, Sentence, search
from assistant.language.times import part_of

PART = "(?P<part>sáng|trưa|chiều|tối|đêm|khuya)"
# "sáng tạo", "chiều dài", "tối đa": other words.
OTHER_WORDS = (
    r"(?!\w)(?!\s+(?:tạo|kiến|chế|lập|tác|suốt|tỏ|dài|cao|rộng|ngang|sâu|hướng|chuộng|dọc|lòng|đa"
    r"|thiểu|ưu|mật|hậu|tăm|ngày đêm)(?!\w))"
)
SAID = (
    rf"(?:(?P<sure>buổi|(?:đầu|giữa|cuối) (?:giờ|buổi)|đầu) )?{PART}(?: (?:sớm|muộn))?{OTHER_WORDS}"
)
WITH_DAY = rf"{PART} (?P<day>nay|qua)"
NOT_AFTER = (
    r"chiếu|ánh|thắp|phát|đa|ngược|bóng|tăm|soi|đường|vé"
    r"|(?<!thứ\s)(?<!ngày\s)(?<!mùng\s)(?<!lúc\s)(?:một|hai|1|2)"
)
COMES_OVER = (
    "được|có|lấy|nộp|làm|đó|đấy|ủy|uỷ|trung|bên|chỗ|phường|xã|thì|không|nhé|gặp|nhận|ubnd|đây"
)
FIRM_AFTER = "vào|hoặc|hay|lúc|từ|cả|phải"
FIRM_BEFORE = "nhé|nha|ạ|được|hay|hoặc|có|thì|không|ko|đi"
CLOCK_BEFORE = r"(?:\d\s*(?:h|g|gio)\s*\d{0,2}|\d:\d\d|gio|gio \w+|phut|ruoi)\s+$"
DAY_AFTER = r"\s+(?:mai|nay|thu|t[2-7]|ngay|hom|bua|chu\s+nhat|cn|mung|mong|\d{1,2}\s*[/h-])"
CHANGES = r"(?<!\w)(?:doi|chuyen|lui|hoan|day|de|keo|tu)(?!\w)[^,.;?!]*$"
SANG_GOES_ON = "ten|nhuong|quyen|nop|lay|lam|ben|xa|phuong|cho|nuoc|lai|so"


def find_parts(sentence: Sentence, today: date) -> Iterator[Piece]:
    """Parts of the day, with their day when "nay" or "qua" follows."""
    for match in search(WITH_DAY, sentence):
        if _is_day_part(match, sentence):
            day = spans.shift(today, -(match["day"] == "qua"), "ngay")
            days = Days(day, day) if day else None
            yield Piece(match.start(), match.end(), days, part=part_of(match["part"]))
    for match in search(SAID, sentence):
        if not match["sure"] and sentence.follows(NOT_AFTER, match.start()):
            continue
        if match["sure"] or not sentence.plain or _is_part_in_plain(match, sentence):
            loose = not match["sure"] and not _stands_alone(match, sentence)
            part = part_of(match["part"])
            yield Piece(match.start(), match.end(), part=part, loose=loose)


def _is_day_part(match: re.Match[str], sentence: Sentence) -> bool:
    """Not "từ trước tới nay", and not "chiều qua được không" (come over in the afternoon)."""
    if match["day"] == "nay":
        return not sentence.plain or not sentence.follows("truoc|tu|cho|den", match.start())
    return not sentence.precedes(COMES_OVER, match.end())


def _stands_alone(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a bare word is a part of the day without a day or an hour beside it."""
    if sentence.plain:
        return match[0] == sentence.lower.strip(" .!?,")
    begin, end = match.span()
    if not sentence.before(begin).strip() or sentence.follows(FIRM_AFTER, begin):
        return True
    return sentence.clause_ends(end) or sentence.precedes(FIRM_BEFORE, end)


def _is_part_in_plain(match: re.Match[str], sentence: Sentence) -> bool:
    """Whether "sang", "toi", "chieu" without marks is the part of the day."""
    begin, end = match.span()
    after_clock = bool(re.search(CLOCK_BEFORE, sentence.before(begin)))
    before_day = bool(re.match(DAY_AFTER, sentence.after(end)))
    if match["part"] == "toi":
        fits = before_day or sentence.clause_ends(end)
        return (after_clock or sentence.follows("vao|luc|buoi", begin)) and fits
    if match["part"] == "sang":
        if after_clock:
            return not sentence.precedes(SANG_GOES_ON, end)
        changes = re.search(CHANGES, sentence.before(begin))
        return not changes and (before_day or sentence.clause_ends(end))
    return True
