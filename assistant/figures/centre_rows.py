"""Figures of centres as a file that people fill in with a spreadsheet: all of it, or nothing."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.figures.centre import COUNTS, CentreMonth
from assistant.figures.table import Table
from assistant.language.text import fold

COLUMNS = ("office", "name", "year", "month", *COUNTS, "source")
MOST_LINES = 2000
_LONGEST_SOURCE = 300


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line. `what`: its name in texts/figures.yml; `value`: what is there."""

    line: int
    what: str
    value: str = ""


@dataclass
class ReadRows:
    """What a file says. Only without problems may it be kept."""

    months: list[CentreMonth] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def template(offices: Sequence[tuple[str, str]], month: date, heads: Mapping[str, str]) -> Table:
    """The file to fill in: a line for each office (id, name); `heads`: the columns' titles."""
    empty = (None,) * (len(COUNTS) + 1)
    rows = tuple((id_, name, month.year, month.month, *empty) for id_, name in offices)
    return Table("template", "", tuple(heads[name] for name in COLUMNS), rows)


def read_rows(
    data: bytes, heads: Mapping[str, str], offices: Collection[str], today: date
) -> ReadRows:
    """`heads`: the titles of COLUMNS; `offices`: those that may be named. Lines without a count are
    passed over: a template holds all offices.
    """
    found = ReadRows()
    lines = _lines(data)
    if lines is None:
        found.problems.append(Problem(1, "unreadable"))
        return found
    titles = {fold(title): name for name, title in heads.items()}
    names = [titles.get(fold(cell.strip().lstrip("'"))) for cell in lines[0]] if lines else []
    if not set(COLUMNS) - {"name"} <= set(names):
        found.problems.append(Problem(1, "columns", ", ".join(heads[name] for name in COLUMNS)))
        return found
    if len(lines) > MOST_LINES + 1:
        found.problems.append(Problem(MOST_LINES + 1, "too_many"))
        return found
    for number, cells in enumerate(lines[1:], start=2):
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        if any(row.get(name) for name in COUNTS):
            said = read_month(row, offices, today)
            found.problems += [Problem(number, *each) for each in said[1]]
            found.months += [said[0]] if said[0] else []
    found.problems += _twice(found.months)
    if not found.months and not found.problems:
        found.problems.append(Problem(1, "empty"))
    return found


def read_month(
    row: Mapping[str, str], offices: Collection[str], today: date
) -> tuple[CentreMonth | None, list[tuple[str, str]]]:
    """One line or form; what is wrong with it."""
    wrong: list[tuple[str, str]] = []
    office = row.get("office", "").lstrip("'")
    office = office.zfill(5) if office.isascii() and office.isdigit() else office
    if office not in offices:
        wrong.append(("office", office))
    month = _month(row.get("year", ""), row.get("month", ""))
    if month is None or month > today:
        wrong.append(("month", row.get("month", "")))
    counts: dict[str, int | None] = {}
    for name in COUNTS:
        typed = row.get(name, "")
        plain = typed.replace(".", "").replace(" ", "").replace("\xa0", "")
        if typed and not (plain.isascii() and plain.isdigit() and len(plain) <= 12):
            wrong.append(("number", typed))
        counts[name] = int(plain) if plain.isascii() and plain.isdigit() else None
    if wrong or month is None:
        return None, wrong
    said = CentreMonth(
        office, month, counts["received"], counts["online"], counts["resolved"],
        counts["on_time"], counts["rated"], counts["satisfied"],
        source=row.get("source", "")[:_LONGEST_SOURCE],
    )  # fmt: skip
    broken = [(name, "") for name in said.problems()]
    return (None if broken else said), broken


def _month(year: str, month: str) -> date | None:
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if not (2020 <= int(year[:5]) <= 9999 and 1 <= int(month[:3]) <= 12):
        return None
    return date(int(year), int(month), 1)


def _lines(data: bytes) -> list[list[str]] | None:
    """Spreadsheets here write semicolons, elsewhere commas."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        return None
    return [row for row in rows if any(cell.strip() for cell in row)] or None


def _twice(months: Sequence[CentreMonth]) -> Iterator[Problem]:
    seen: set[tuple[str, date]] = set()
    for number, said in enumerate(months, start=2):
        if (said.office, said.month) in seen:
            yield Problem(number, "twice", said.office)
        seen.add((said.office, said.month))
