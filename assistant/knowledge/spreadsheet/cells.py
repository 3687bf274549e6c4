"""What stands in one cell, and the value of the knowledge base it means. Pure."""

import re
import unicodedata
from datetime import date, datetime

from assistant.knowledge.record import Law, Source

DAY = "%d/%m/%Y"
_BETWEEN = " | "
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"), "") | {0xA0: " ", 0x09: " "}
# How a workbook writes a character that XML cannot hold, such as _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?")
_GAP = re.compile(r"\n{3,}")
_BULLET = re.compile(r"^[-•*+]\s+")
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SEPARATORS = re.compile(r"[\s,;]+")
_ADDRESS = re.compile(r"https?://\S+")
_EARLIEST = date(1990, 1, 1)


class Unreadable(ValueError):
    """A cell that cannot be understood: the problem's name in workbook.yml and its values."""

    def __init__(self, problem: str, /, **values: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.values = values


def tidy(text: str) -> str:
    """A text as far as a clerk can see it: one form of each letter, no blanks at line ends."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _LINE_END.sub("\n", text).translate(_INVISIBLE)
    lines = unicodedata.normalize("NFC", text).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip()


def has_control(text: str) -> bool:
    """Whether there is a character that no reader sees, or that turns the text around."""
    return _CONTROL.search(text) is not None


def shown(value: object) -> str:
    """How a value stands in a cell."""
    match value:
        case None:
            return ""
        case date():
            return value.strftime(DAY)
        case Law(number=first, title=second) | Source(name=first, url=second):
            return _BETWEEN.join(part for part in (first, second) if part)
        case list():
            return "\n".join(map(shown, value))
        case _:
            return str(value)


def line_of(cell: str) -> str:
    """A text of one line."""
    return " ".join(cell.split())


def prose_of(cell: str) -> str | None:
    """A text of several paragraphs; None for an empty cell."""
    lines = "\n".join(map(line_of, cell.split("\n")))
    return _GAP.sub("\n\n", lines) or None


def lines_of(cell: str) -> list[str]:
    """One item a line, without empty lines and without bullets."""
    lines = (_BULLET.sub("", line_of(line)) for line in cell.split("\n"))
    return [line for line in lines if line]


def codes_of(cell: str) -> list[str]:
    """Codes, whatever stands between them."""
    return list(dict.fromkeys(filter(None, _SEPARATORS.split(cell))))


def day_of(cell: str) -> date | None:
    """A day written day/month/year, or as the knowledge base writes it."""
    if not cell:
        return None
    for form in (DAY, "%Y-%m-%d"):
        try:
            day = datetime.strptime(cell, form).date()
        except ValueError:
            continue
        if day >= _EARLIEST:
            return day
    raise Unreadable("wrong_day", value=cell)


def sources_of(cell: str) -> list[Source]:
    """`name | address` a line."""
    return [Source(name=name, url=url) for name, url in map(_source, lines_of(cell))]


def _source(line: str) -> tuple[str, str | None]:
    name, url = _halves(line)
    if not name or (url is not None and not _ADDRESS.fullmatch(url)) or _ADDRESS.match(name):
        raise Unreadable("wrong_source", line=line)
    return name, url


def law_of(cell: str) -> list[Law]:
    """`number` or `number | title` a line."""
    found: list[Law] = []
    for line in lines_of(cell):
        number, title = _halves(line)
        if not number or title == "":
            raise Unreadable("wrong_law", line=line)
        found.append(Law(number=number, title=title))
    return found


def _halves(line: str) -> tuple[str, str | None]:
    first, sign, second = line.partition("|")
    return first.strip(), second.strip() if sign else None
