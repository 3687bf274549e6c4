"""The days people name: a table of patterns, each with the words that forbid it and its meaning.

Patterns are written in accented Vietnamese; `date_words.spelled` takes the marks off for a text
typed without them. `not_after` keeps "số 20/5" and "chị mai" from being days.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.language import date_readings as readings
from assistant.language.date_words import Days, Piece, Sentence, search
from assistant.language.weekdays import of_weekday

Reading = Callable[[re.Match[str], Sentence, date], Days | None]

NEVER = "(?!)"
# The number does not go on as something else: "24/2025/NĐ-CP"; "25/5-30/5" are two dates.
ENDS = r"(?![\w/]|[.,]\d|-\w(?!\d?/))"
# What stands right before a number that is only the rest of a longer one.
GLUED = r"(?:\w/|\d[.:]|[^\W\d]-|(?<![/\d])\d+-)$"

SHIFT = (
    r"(?:sau nữa|tới nữa|kế tiếp|trước nữa|vừa rồi|vừa qua|này|nay|sau|tới|kế|trước|rồi|qua|ngoái)"
    r"(?!\w)(?!\s*(?:khi|đó)(?!\w))"
)
ON = "(?:ngày mùng|ngày mồng|ngày|hôm|mùng|mồng)"
DAY = r"(?P<day>\d{1,2})"
MONTH = r"(?P<month>\d{1,2})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
SPOKEN_MONTH = r"(?P<month>NUM|tư|giêng|chạp)(?!\w)"
SHIFTED_MONTH = rf"(?P<month_shift>{SHIFT})(?!\s+năm\s+\d)"
# After a month or a day of the month: its year.
ITS_YEAR = (
    rf"(?:(?:\s*[,/-]\s*| )(?:(?:năm|nam) )?{YEAR}{ENDS}"
    "| năm (?P<year_shift>nay|này|sau|tới|ngoái|trước|rồi))?"
)
LUNAR = r"(?: (?P<lunar>âm lịch|âm(?!\s+tính)|âl|al))?"
LUNAR_DAYS = r"(?:mùng|mồng) (?:NUM) tết|(?:28|29|30) tết|{}rằm tháng (?:NUM|giêng|chạp)|{}rằm"
EDGE = "(?:(?P<edge>đầu|giữa|cuối) )?"
# "tháng 3 lần": the number counts something.
NO_COUNT = (
    r"(?!\s*(?:lần|lượt|ngày|tuần|buổi|triệu|tr|nghìn|ngàn|trăm|tỷ|đồng|đ|k|vnđ|người|bộ|bản|hồ sơ"
    r"|suất|kỳ|đợt|bước|loại)(?!\w))"
)
# What may follow "ngày 25": not the things that were counted on that day.
ALONE = (
    r"(?=\s*(?:$|[,.;:!?…)–-](?!\d)|(?:này|tới|nhé|nha|ạ|ơi|được|có|thì|lúc|vào|là|em|tôi|mình"
    r"|sáng|trưa|chiều|tối|buổi|hay|hoặc|và|đến|đi|qua|âm|âl|al|khoảng|trước|sau)(?!\w)"
    r"|\d{1,2}\s*(?:h|g|:|giờ)(?!\s*nào)))"
)
NUMBERED = (
    "số|số nhà|ngõ|ngách|hẻm|kiệt|đường|phố|tổ|lô|thửa|tờ|phòng|mẫu|điều|khoản|luật|nghị định"
    "|thông tư|quyết định|công văn|qđ|nđ|tỷ lệ|tỉ lệ|sđt|cccd|cmnd|biển"
)
# "2 tuần sau", "mấy tháng nay": a length of time, read by the rule of counts or not at all.
COUNTED = (
    r"(?<!:)(?<!/)(?<!giờ\s)(?<!ngày\s)\d+|(?<!thứ\s)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    "|mươi|mấy|nhiều|bao nhiêu|vài|các|những|cả|lâu|mỗi|hàng|hằng|từng|nửa"
)
COUNT = r"(?<!\d,)(?<!\d\.)(?P<count>\d{1,4}|NUM|nửa)"
UNIT = "(?P<unit>ngày|hôm|bữa|tuần|tháng|năm)"
NAMED_MAI = (
    "chị|cô|bà|dì|tên|hoa|cây|phố|đường|phường|xã|thôn|làng|thị|hoàng|tương|bạch|quỳnh|ngọc|thanh"
    "|ban|sao|khởi|khai|họ|nhành"
)
# "mai táng", "mai mốt" (some day), the communes Mai Đình and Mai Trung.
MAI = (
    r"mai(?!\s+(?:táng|mốt|một|mối|mỉa|danh|phục|đây|kia|đình|sau(?!\s+\d)|trung(?!\s+tâm))(?!\w))"
)
# In a text without marks "mai" needs company to be tomorrow.
MAI_BESIDE = (
    r"(?=\s*(?:$|[,.;!?)]|(?:toi|minh|em|anh|co|den|di|duoc|qua|len|dat|hen|lam|nop|luc|sang|chieu"
    r"|trua|khong|nhe|nha|a|thi|la|vao|truoc|sau|khoang|tam|thu|\d{1,2}\s*(?:h\w*|g\w*|:\d\d))"
    r"(?!\w)))"
)
WEEKDAY = (
    r"(?:(?:ngày|hôm) )?(?:(?:thứ|thu(?= [2-7] tuần))\s*"
    r"(?P<day>[2-7](?![/.,]?\d)|hai|ba|tư|bốn|năm|sáu|bảy|bẩy)"
    r"|(?P<sunday>chủ nhật|chúa nhật|cn)|t(?P<short>[2-7])(?![/.,-]\w))(?!\w)"
    rf"(?: (?:của )?tuần (?P<week>{SHIFT})"
    r"| (?P<shift>này|vừa rồi|vừa qua|rồi|tới|sau)(?!\w)(?!\s*(?:\d|khi|đó|lúc|giờ|khoảng)))?"
)


@dataclass(frozen=True)
class Rule:
    """A pattern, what it means, the words before it that forbid it, its tighter plain form."""

    pattern: str
    reading: Reading
    not_after: str = ""
    plain: str | None = None


RULES = (
    Rule(
        rf"(?:{ON} )?{DAY}\s*(?P<mark>[/.-])\s*{MONTH}\s*(?P=mark)\s*{YEAR}{ENDS}{LUNAR}",
        readings.of_date,
        NUMBERED,
    ),
    Rule(rf"(?:{ON} )?{DAY}/{MONTH}/(?P<short_year>\d\d){ENDS}", readings.of_date, NUMBERED),
    Rule(rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!-){ENDS}", readings.of_date, NUMBERED),
    Rule(rf"{ON} {DAY}\s*[/.-]\s*{MONTH}{ENDS}{ITS_YEAR}{LUNAR}", readings.of_date),
    Rule(rf"{DAY}\s?/\s?{MONTH}{ENDS}{ITS_YEAR}{LUNAR}", readings.of_fraction, NUMBERED),
    Rule(
        rf"{ON} (?P<day>NUM)\s*[,/]?\s*tháng (?:{SHIFTED_MONTH}|{SPOKEN_MONTH}{ITS_YEAR}){LUNAR}",
        readings.of_date,
    ),
    Rule(
        rf"(?P<day>NUM) tháng {SPOKEN_MONTH}{NO_COUNT}{ITS_YEAR}{LUNAR}",
        readings.of_worded_date,
        "mỗi|trong|mất|suốt|hơn|gần|tối đa",
    ),
    Rule(
        LUNAR_DAYS.format("(?:ngày )?", "(?:ngày )?"),
        readings.lunar,
        plain=LUNAR_DAYS.format("(?:ngày )?", "ngày "),
    ),
    Rule(
        rf"(?:ngày mùng|ngày mồng|ngày|mùng|mồng) (?P<day>NUM){ALONE}(?: (?:này|tới)(?!\w))?"
        rf"{LUNAR}",
        readings.of_day_alone,
        "mỗi|một|hàng|hằng|trong|mấy|số|cả|làm",
    ),
    Rule(
        rf"{EDGE}tháng (?:{SHIFTED_MONTH}|{SPOKEN_MONTH}{NO_COUNT}(?!\s*sinh){ITS_YEAR}){LUNAR}"
        "|(?P<this>đầu|giữa|cuối) tháng",
        readings.of_month,
        f"{COUNTED}|cầu|ngày",
    ),
    Rule(rf"(?:t|tháng\s*){MONTH}\s*/\s*{YEAR}{ENDS}", readings.of_month),
    Rule(f"{EDGE}tuần (?P<week>{SHIFT})|(?P<this>đầu|giữa|cuối) tuần", readings.of_week, COUNTED),
    Rule(
        rf"{EDGE}(?:năm (?:{YEAR}{ENDS}|(?P<year_shift>{SHIFT}))"
        r"|(?P<next>sang năm)(?!\s+(?:\d|sau|tới)))|(?P<this>đầu|giữa|cuối) năm(?!\s+(?:\d|học))",
        readings.of_year,
        f"{COUNTED}|tháng|việt|miền|phía|hướng|đông|tây",
    ),
    Rule(WEEKDAY, of_weekday),
    Rule(
        rf"(?P<ago>cách đây|cách nay)(?: khoảng| tầm| độ)? {COUNT} {UNIT}(?! làm việc)",
        readings.of_count,
    ),
    Rule(
        rf"{COUNT} {UNIT} (?:nữa|sau|(?P<within>tới)|(?:về )?(?P<ago>trước))"
        r"(?!\s*(?:khi|ngày|đó|lúc|hạn|đấy|thời|tết|lễ)(?!\w))",
        readings.of_count,
        "thứ|tháng|quý|mươi",
    ),
    Rule("(?:ngày )?(?:hôm|bữa) nay|hnay", readings.in_days(0)),
    Rule("(?:ngày )?(?:hôm|bữa) qua|hqua", readings.in_days(-1)),
    Rule("(?:hôm|bữa) kia", readings.in_days(-2)),
    Rule("(?:hôm|bữa) kìa", readings.in_days(-3), plain=NEVER),
    Rule("(?:ngày|hôm|bữa) mai", readings.in_days(1)),
    Rule(MAI, readings.of_mai, NAMED_MAI, plain=MAI + MAI_BESIDE),
    Rule(
        "(?:ngày|bữa) (?:kia|mốt)|mốt",
        readings.in_days(2),
        r"một|mươi|trăm|mai|\d+|hai|thời trang|hợp|kiểu",
        plain=r"(?:ngay|bua) kia|(?:ngay|bua) mot(?=\s*(?:$|[,.?!]|\d|luc|duoc|nhe))",
    ),
    Rule("ngày kìa", readings.in_days(3), plain=NEVER),
)


def find_days(sentence: Sentence, today: date) -> Iterator[Piece]:
    """Every reading of every rule; overlapping ones are the caller's to choose from."""
    for rule in RULES:
        source = rule.plain if sentence.plain and rule.plain else rule.pattern
        for match in search(source, sentence):
            if _forbidden(rule, match, sentence):
                continue
            days = rule.reading(match, sentence, today)
            if days:
                yield Piece(match.start(), match.end(), days, loose=days.loose)


def _forbidden(rule: Rule, match: re.Match[str], sentence: Sentence) -> bool:
    if match[0][0].isdigit() and re.search(GLUED, sentence.before(match.start())):
        return True
    return bool(rule.not_after) and sentence.follows(rule.not_after, match.start())
