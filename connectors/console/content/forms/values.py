"""What is typed into a box as the value it means; what means nothing stays as it was. Pure."""

import re
from datetime import date, datetime

_NUMBER = re.compile(r"\d{1,3}([. ]?\d{3})*|\d+", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_CODE = re.compile(r"\s*(\d\.\d{6}|(x|faq)\.[a-z0-9-]+)(?=\s|$)", re.ASCII)


def as_number(text: str) -> int | str:
    """What is no number stays as it was typed: the checks say so."""
    return int(re.sub(r"[. ]", "", text)) if len(text) < 16 and _NUMBER.fullmatch(text) else text


def as_day(text: str) -> date | str:
    """A day as people or browsers write it."""
    written = _DAY.fullmatch(text)
    iso = "{2}-{1:0>2}-{0:0>2}".format(*written.groups()) if written else text
    try:
        return datetime.strptime(iso, "%Y-%m-%d").date()
    except ValueError:
        return text


def as_code(text: str) -> str:
    """The code that a line begins with: its name may stand behind it."""
    found = _CODE.match(text)
    return found[1] if found else text


def one_line(text: str) -> str:
    """Without breaks and doubled spaces."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """With its breaks, as every system writes them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
