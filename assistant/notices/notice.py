"""A dated notice: a storm, a closed office, work on the system. Rules alone, without a clock."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.errors import AssistantError

SHORTEST, LONGEST = 5, 400
"""Characters of a text: it stands on every screen of a kiosk."""

_FARTHEST = timedelta(days=366)  # a later end is a typing error


class Severity(StrEnum):
    """How much it matters, the gravest last."""

    INFO = "info"
    WARNING = "warning"
    URGENT = "urgent"


class Place(StrEnum):
    """Where it is shown. `web` is also the frame in other sites."""

    WEB = "web"
    KIOSK = "kiosk"
    HALL = "hall"
    ZALO = "zalo"
    ZALO_BOT = "zalo_bot"
    TELEGRAM = "telegram"


class NoticeRefusal(StrEnum):
    """Why a notice is not kept; each has a sentence for staff."""

    NO_TEXT = "no_text"
    LONG_TEXT = "long_text"
    NO_TIMES = "no_times"
    ENDS_BEFORE = "ends_before"
    OVER_ALREADY = "over_already"
    TOO_FAR = "too_far"
    UNKNOWN_OFFICE = "unknown_office"
    NO_OFFICE = "no_office"
    NO_PLACE = "no_place"
    CHANGED_MEANWHILE = "changed_meanwhile"
    ENDED = "ended"
    GONE = "gone"


class NoticeError(AssistantError):
    """A notice that is not kept."""

    def __init__(self, refusal: NoticeRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class Standing(StrEnum):
    """How a notice stands at a moment."""

    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What staff decide. `offices`, `places`: empty for all of them."""

    text: str
    severity: Severity
    starts_at: datetime
    ends_at: datetime
    offices: frozenset[str] = frozenset()
    places: frozenset[Place] = frozenset()

    def concerns(self, place: Place, office: str | None) -> bool:
        """Whether it is for this place; one of single offices, whether this is one of them."""
        here = not self.places or place in self.places
        return here and (not self.offices or office in self.offices)


@dataclass(frozen=True, kw_only=True)
class Notice(Wording):
    """A kept notice. `version`: counts its changes."""

    id: int
    version: int
    author: str
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

    def standing(self, at: datetime) -> Standing:
        """How it stands at a moment."""
        if self.withdrawn_at is not None and self.withdrawn_at < self.ends_at:
            return Standing.WITHDRAWN
        if self.ends_at <= at:
            return Standing.OVER
        return Standing.COMING if at < self.starts_at else Standing.RUNNING


def tidy_text(typed: str) -> str:
    """On one line, without signs that nobody sees."""
    plain = "".join(
        " " if c.isspace() else c
        for c in unicodedata.normalize("NFC", typed)
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join(plain.split())


def checked(wording: Wording, at: datetime, is_office: Callable[[str], bool]) -> Wording:
    """The wording as it may be kept; NoticeError tells what cannot."""
    tidy = replace(wording, text=tidy_text(wording.text))
    for wrong, refusal in (
        (len(tidy.text) < SHORTEST, NoticeRefusal.NO_TEXT),
        (len(tidy.text) > LONGEST, NoticeRefusal.LONG_TEXT),
        (tidy.ends_at <= tidy.starts_at, NoticeRefusal.ENDS_BEFORE),
        (tidy.ends_at <= at, NoticeRefusal.OVER_ALREADY),
        (tidy.ends_at > at + _FARTHEST, NoticeRefusal.TOO_FAR),
        (not all(map(is_office, tidy.offices)), NoticeRefusal.UNKNOWN_OFFICE),
    ):
        if wrong:
            raise NoticeError(refusal)
    return tidy


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """The gravest first, of those the newest."""
    grave = list(Severity)
    return sorted(notices, key=lambda notice: (-grave.index(notice.severity), -notice.id))


def written(wording: Wording) -> dict[str, object]:
    """What the log of staff keeps of it."""
    return {
        "text": wording.text, "severity": wording.severity.value,
        "starts_at": wording.starts_at.isoformat(timespec="minutes"),
        "ends_at": wording.ends_at.isoformat(timespec="minutes"),
        "offices": sorted(wording.offices), "places": sorted(wording.places),
    }  # fmt: skip
