"""A row of the national portal as a record: its fields as printed, its quirks handled.

What the portal leaves open stays open: "Miễn phí" beside "do HĐND tỉnh quy định" is not free, a
bare "1" has no unit. The words for that are phrases, since residents read them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from assistant.knowledge.content import Phrases
from assistant.knowledge.portal import PortalChannel, PortalRow, Refused, read_rows
from assistant.knowledge.record import (
    Channel,
    Fee,
    Law,
    Online,
    Paper,
    Place,
    Record,
    Source,
    TimeLimit,
)
from assistant.language.text import fold

_LEVELS = {"cấp xã": "commune", "cấp tỉnh": "province", "cấp bộ": "ministry"}
_UNITS = {"giờ": "hour", "ngày làm việc": "working_day", "ngày": "day", "tháng": "month"}
_TIME = re.compile(r"(\d{1,4})\s*(giờ|ngày làm việc|ngày|tháng)", re.IGNORECASE)
_MONEY = re.compile(
    r"([0-9]{1,3}(?:[.,][0-9]{3}){1,4}|[0-9]{1,12})\s*(?:việt nam đồng|vnđ|đồng)", re.IGNORECASE
)
_FREE = "miễn phí"
_LEAST = 1000  # đồng: below it the portal means a percentage, or thousands
# A note about money beside "Miễn phí": somebody else sets the amount.
_SET_ELSEWHERE = re.compile(
    r"hđnd|hội đồng nhân dân|ủy ban nhân dân|ubnd|thông tư|nghị quyết|quy định"
    r"|mức (?:thu|phí|lệ phí)|\d\s*(?:đồng|đ\b|vnđ|%)",
    re.IGNORECASE,
)
_ABOUT_MONEY = re.compile(r"phí|đồng|vnđ|thuế|tiền|mức thu|hđnd|hội đồng nhân dân", re.IGNORECASE)
_BOILERPLATE = re.compile(r"^thủ tục(?: hành chính)?:?\s+", re.IGNORECASE)
_STEP = re.compile(r"\n(?=\s*(?:bước\s*\d|[-–+*•]\s))|\n{2,}", re.IGNORECASE)
_SLUG = re.compile(r"[^a-z0-9]+")
# The file of a form, printed without a space behind the paper's name: "theo mẫuMau01.docx".
_FILE_NAME = re.compile(
    r"(?:(?<=[a-zà-ỹ0-9)])(?=[A-ZĐ])|(?<=[A-Z])(?=[A-ZĐ][a-zà-ỹ])|(?<=[.;)])(?=[A-ZĐ][a-zà-ỹ]|\d))"
    r"[^;]{0,150}?\.(?:docx?|pdf|xlsx?|rar|zip)\b.*$",
    re.DOTALL,
)
_UNIT_LEFT_OVER = re.compile(r"^(?:vnđ|đồng)?\s*\(?|\)$", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"", "không quy định", "theo quy định", "không có", "không"})
ItemT = TypeVar("ItemT", Fee, TimeLimit)
_FORM_FIRST = re.compile(r"^(?:tờ khai|đơn|phiếu|giấy đề nghị|văn bản đề nghị)", re.IGNORECASE)


def official_record(row: PortalRow, phrases: Phrases, day: date) -> Record:
    """The record of a portal row that was taken over on `day`."""
    papers = list(_papers(row))
    name = _capital(_BOILERPLATE.sub("", row.name))
    return Record(
        code=row.code,
        name=name,
        official_name=row.name,
        field=_slug(row.field or ""),
        level=[level for words, level in _LEVELS.items() if words in (row.level or "").lower()]
        or ["other"],
        who=row.who,
        papers=papers,
        fees=list(_fees(row.channels, phrases)),
        times=list(_times(row.channels, phrases)),
        place=Place(receivers=["other"], text=row.agency or phrases["portal_no_place"]),
        online=_online(row),
        steps=[step.strip() for step in _STEP.split(row.steps or "") if step.strip()],
        conditions=[text.strip() for text in _STEP.split(row.conditions or "") if text.strip()],
        result=row.result,
        law=[Law(number=law) for law in row.legal],
        to_confirm={} if papers else {"papers": phrases["portal_no_papers"]},
        decision=row.decision,
        origin="portal",
        checked_on=day,
        sources=[Source(name=phrases["portal_name"], url=row.url)],
    )


def read_official(
    path: Path, phrases: Phrases, day: date, each: Callable[[], object] = lambda: None
) -> tuple[dict[str, Record], list[Refused]]:
    """The records of a file of portal rows, and the lines that cannot be used.

    `each` is called for every line, for whoever shows how far it is.
    """
    records: dict[str, Record] = {}
    refused: list[Refused] = []
    for read in read_rows(path, PortalRow):
        each()
        if isinstance(read, Refused):
            refused.append(read)
            continue
        number, row = read
        if row.code in records:
            refused.append(Refused(number, f"code: '{row.code}' stood in an earlier line"))
        else:
            records[row.code] = official_record(row, phrases, day)
    return records, refused


def _papers(row: PortalRow) -> Iterator[Paper]:
    """Forms first: the portal's order is not kept on its way to us."""
    number = 0
    for group in row.documents:
        for item in sorted(group.items, key=lambda item: not _is_form(item.text or "")):
            name = _FILE_NAME.sub("", item.text or "").strip()
            if not name:
                continue
            number += 1
            yield Paper(
                id=f"p{number}",
                name=name,
                form=item.form,
                originals=item.originals if item.originals and item.originals > 0 else None,
                copies=item.copies if item.copies and item.copies > 0 else None,
                heading=group.case,
            )


def _is_form(text: str) -> bool:
    return bool(_FORM_FIRST.match(text.lstrip("-–+*•. ")))


def _fees(channels: Iterable[PortalChannel], phrases: Phrases) -> list[Fee]:
    """One fee for each way to file; the same on all ways is said once."""
    said = [(row.channel, _fee(row, phrases)) for row in channels]
    if not said:
        return [Fee(text=phrases["portal_no_fee"], to_confirm=True)]
    return [fee.model_copy(update={"channel": where}) for where, fee in _once(said)]


def _fee(row: PortalChannel, phrases: Phrases) -> Fee:
    note = _note(row, of_money=True)
    printed = (row.fee or "").strip()
    money = _MONEY.fullmatch(printed)
    amount = int(re.sub(r"\D", "", money.group(1)) or 0) if money else 0
    if amount >= _LEAST:
        return Fee(amount=amount, text=note)
    if printed.lower() == _FREE:
        if note and _SET_ELSEWHERE.search(note):
            return Fee(text=phrases.fill("portal_fee_set_elsewhere", note=note), to_confirm=True)
        return Fee(text=phrases["portal_free"])
    if not printed:
        return Fee(text=note or phrases["portal_no_fee"], to_confirm=True)
    text = phrases.fill("portal_fee_as_printed", fee=printed)
    return Fee(text=f"{text} {note}" if note else text, to_confirm=True)


def _times(channels: Iterable[PortalChannel], phrases: Phrases) -> list[TimeLimit]:
    said = [(row.channel, _time(row, phrases)) for row in channels]
    if not said:
        return [TimeLimit(text=phrases["portal_no_time"], to_confirm=True)]
    return [limit.model_copy(update={"channel": where}) for where, limit in _once(said)]


def _time(row: PortalChannel, phrases: Phrases) -> TimeLimit:
    note = _note(row, of_money=False)
    printed = (row.time or "").strip()
    counted = _TIME.fullmatch(printed)
    if counted and int(counted.group(1)):
        unit = _UNITS[counted.group(2).lower()]
        return TimeLimit(amount=int(counted.group(1)), unit=unit, text=note)
    if not printed:
        return TimeLimit(text=note or phrases["portal_no_time"], to_confirm=True)
    bare = not any(map(str.isalpha, printed))
    name = "portal_time_without_unit" if bare else "portal_time_as_printed"
    text = phrases.fill(name, time=printed)
    return TimeLimit(text=f"{text} {note}" if note else text, to_confirm=True)


def _note(row: PortalChannel, *, of_money: bool) -> str | None:
    """The remark of a row if it is about money, or if it is not, as wanted."""
    note = _UNIT_LEFT_OVER.sub("", row.note or "").strip()
    if note.rstrip(".").lower() in _SAYS_NOTHING:
        return None
    return note if bool(_ABOUT_MONEY.search(note)) is of_money else None


def _once(said: Sequence[tuple[Channel, ItemT]]) -> Iterator[tuple[Channel, ItemT]]:
    """Without repetitions; what holds for every channel is said of any."""
    ways = {channel for channel, _ in said}
    for item in dict.fromkeys(item.model_dump_json() for _, item in said):
        where = [channel for channel, other in said if other.model_dump_json() == item]
        first = next(other for _, other in said if other.model_dump_json() == item)
        told: list[Channel] = ["any"] if set(where) == ways else list(dict.fromkeys(where))
        for channel in told:
            yield channel, first


def _online(row: PortalRow) -> Online:
    offered = any(channel.channel == "online" for channel in row.channels)
    return Online(level="unknown" if offered else "none", url=row.url if offered else None)


def _slug(text: str) -> str:
    slug = _SLUG.sub("_", fold(text)).strip("_")
    return slug if slug[:1].isalpha() else "khac"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
