"""What one sentence wishes of an appointment. Pure: the clock is passed in."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from assistant.appointments.appointment import Kind
from assistant.language.booking_words import booking_words, first_group, groups_in
from assistant.language.choices import Choice, Plain, understand_choice
from assistant.language.content import content_words
from assistant.language.cues import Cues
from assistant.language.dates import Moment, find_moments
from assistant.language.text import fold

_YES = re.compile(
    r"^(?:da|vang|u|uh|uhm|um|ok|oke|okay|oki|co|roi|dung|du|phai|chuan|chinh xac|duoc|dong y"
    r"|xac nhan|nhat tri|chot|dat luon|dat di|lay luon|the di|vay di)(?:\s|$)"
)
_NO = re.compile(r"^(?:da\s|a\s|oi\s)*(?:khong|chua|ko|k|deo|chang|sai|nham)(?:\s|$)")
_ORDINALS = {"mot": 1, "nhat": 1, "dau": 1, "dau tien": 1, "hai": 2, "ba": 3, "cuoi": -1,
             "cuoi cung": -1, "giua": 2}  # fmt: skip
_ORDINAL = re.compile(
    r"(?:cai|lich|khung|gio|so|lua chon|phuong an|muc|dong|o|cho|diem)\s(?:thu\s)?"
    r"(dau tien|dau|cuoi cung|cuoi|giua|mot|nhat|hai|ba|[1-9])(?:\s(?:a|nhe|di|nha|luon|em|ban))*$"
)
_PEOPLE = re.compile(r"(?<!\w)(\d{1,2}|hai|ba|bon|nam|sau)\s(?:suat|nguoi|cho|lich)(?!\w)")
_COUNTS = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6}
_SIGNS = re.compile(r"[^\w\s]")


class Doubt(StrEnum):
    """Why a time that was said cannot be taken as it is; each has a phrase `wish_<name>`."""

    PAST = "past"
    LUNAR = "lunar"
    TODAY_OR_NEXT = "today_or_next"
    MISMATCH = "mismatch"


@dataclass(frozen=True)
class Wish:
    """Everything a sentence says of an appointment; None or empty where it says nothing.

    since, until: the days wished for; at, part: the hour or the part of the day. relations: what is
    to change in what was offered. number: an offer by its place, -1 the last. people: how many.
    rest: the words that are left when all this is taken away; they may name a procedure. undated:
    the text without its times.
    """

    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    at: time | None = None
    part: str | None = None
    doubt: Doubt | None = None
    half_day: bool = False
    relations: tuple[str, ...] = ()
    number: int | None = None
    yes: bool = False
    no: bool = False
    unsure: bool = False
    stops: bool = False
    cancels: bool = False
    complete: bool | None = None
    for_others: bool = False
    for_oneself: bool = False
    reason: str | None = None
    people: int = 1
    rest: str = ""
    undated: str = ""

    @property
    def dated(self) -> bool:
        """Whether a day, an hour or a part of the day was said."""
        return bool(self.since or self.at or self.part or self.doubt)

    @property
    def plain(self) -> bool:
        """Whether it is a short answer to what was asked."""
        return self.yes or self.no or self.unsure or self.number is not None


def read_wish(text: str, now: datetime) -> Wish:
    """A cleaned sentence as a wish."""
    words, bare = booking_words(), _bare(text)
    moments = [m for m in find_moments(text, now) if m.part != "evening" or m.start or m.time]
    rest = _without(text, moments)
    since, until, at, part, doubt = _when(moments)
    relations = tuple(groups_in(words.relations, text))
    lacking, complete = words.lacking.found_in(text), words.complete.found_in(text)
    kind = first_group(words.kinds, text)
    return Wish(
        kind=Kind(kind) if kind else None,
        since=since,
        until=until,
        at=at,
        part=part,
        doubt=doubt,
        half_day=any(m.ambiguous == "half_day" for m in moments),
        relations=relations,
        number=_number(bare, text),
        yes=bool(_YES.match(bare)),
        no=bool(_NO.match(bare)),
        unsure=understand_choice(text, [Choice("x", "x")]) is Plain.UNSURE,
        stops=words.stops.found_in(text) is not None or bare in {"thoi", "huy", "dung", "khoi"},
        cancels=re.search(r"(?<!\w)(?:huy|bo)(?!\w)", bare) is not None,
        complete=False if lacking else True if complete else None,
        for_others=words.for_others.found_in(text) is not None,
        for_oneself=words.for_oneself.found_in(text) is not None,
        reason=first_group(words.reasons, text),
        people=_people(bare),
        rest=_rest(rest),
        undated=rest,
    )


def _when(
    moments: list[Moment],
) -> tuple[date | None, date | None, time | None, str | None, Doubt | None]:
    """The last moment that is not over stands for the wish: who corrects says the new one last."""
    coming = [m for m in moments if not m.past]
    if not coming:
        return (None, None, None, None, Doubt.PAST if moments else None)
    chosen = next((m for m in reversed(coming) if m.start or m.ambiguous == "lunar"), coming[-1])
    doubt = {
        "lunar": Doubt.LUNAR,
        "weekday_today": Doubt.TODAY_OR_NEXT,
        "weekday_mismatch": Doubt.MISMATCH,
    }.get(chosen.ambiguous or "")
    at = chosen.time or next((m.time for m in reversed(coming) if m.time), None)
    part = chosen.part or next((m.part for m in reversed(coming) if m.part), None)
    return chosen.start, chosen.end, at, part, doubt


def _without(text: str, moments: list[Moment]) -> str:
    kept, end = [], 0
    for moment in moments:
        kept.append(text[end : moment.span[0]])
        end = moment.span[1]
    return " ".join(" ".join([*kept, text[end:]]).split())


def _rest(text: str) -> str:
    words = booking_words()
    for cues in (*words.kinds.values(), *words.relations.values(), words.stops, words.around):
        text = _removed(cues, text)
    return text if content_words(text) else ""


def _removed(cues: Cues, text: str) -> str:
    return " ".join(cues.removed_from(text).split()) if cues.found_in(text) else text


def _number(bare: str, text: str) -> int | None:
    alone = re.fullmatch(r"(?:so |chon |lay |chon so |lay so )?([1-9])(?: a| nhe| di| nha)?", bare)
    if alone:
        return int(alone.group(1))
    named = _ORDINAL.search(bare)
    if named is None or find_hour(text):
        return None
    word = named.group(1)
    return int(word) if word.isdigit() else _ORDINALS[word]


def find_hour(text: str) -> bool:
    """Whether an hour is written: "giờ 2" in "2 giờ 30" is no ordinal."""
    return re.search(r"\d\s*(?:h|g|giờ|gio|:)", text.lower()) is not None


def _people(bare: str) -> int:
    said = _PEOPLE.search(bare)
    if said is None:
        return 1
    return _COUNTS.get(said.group(1)) or int(said.group(1))


def _bare(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(text)).split())
