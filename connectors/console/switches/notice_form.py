"""The form of a notice: whatever is typed is kept as typed, and read only when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from assistant.clock import VIETNAM
from assistant.notices.notice import (
    NoticeError,
    NoticeRefusal,
    Place,
    Severity,
    Wording,
    checked,
    tidy_text,
)
from connectors.console.fields import Clean

_FIELD_MOMENT = "%Y-%m-%dT%H:%M"  # as browsers send it
_EARLIEST, _LATEST = 2020, 2100
_ALL, _SOME = "all", "some"


class NoticeForm(BaseModel):
    """As it is sent. `reach`: all offices, or some; `do`: look at it first, or save it."""

    text: Annotated[str, Field(max_length=20_000)] = ""
    severity: Clean = Severity.INFO.value
    starts: Clean = ""
    ends: Clean = ""
    reach: Clean = _ALL
    offices: Annotated[list[Clean], Field(max_length=300)] = []
    places: Annotated[list[Clean], Field(max_length=20)] = []
    version: Clean = "1"
    do: Clean = "preview"

    @property
    def number(self) -> int:
        """The version the form was opened on; one that no notice has when it is not readable."""
        plain = self.version.isascii() and self.version.isdecimal() and len(self.version) < 9
        return int(self.version) if plain else 0


@dataclass(frozen=True)
class Reader:
    """What a form is read by. `only`: the one office this person speaks for."""

    now: datetime
    is_office: Callable[[str], bool]
    only: str | None

    def wording(self, form: NoticeForm) -> Wording:
        """What the form says; NoticeError when it cannot be kept."""
        wording = Wording(
            text=tidy_text(form.text),
            severity=_severity(form.severity),
            starts_at=_moment(form.starts),
            ends_at=_moment(form.ends),
            offices=self._offices(form),
            places=_places(form.places),
        )
        return checked(wording, self.now, self.is_office)

    def _offices(self, form: NoticeForm) -> frozenset[str]:
        if self.only is not None:
            return frozenset({self.only})
        if form.reach == _ALL:
            return frozenset()
        if not form.offices:
            raise NoticeError(NoticeRefusal.NO_OFFICE)
        return frozenset(form.offices)


def form_of(wording: Wording, version: int = 1) -> NoticeForm:
    """The form filled with a notice."""
    return NoticeForm(
        text=wording.text,
        severity=wording.severity.value,
        starts=typed_moment(wording.starts_at),
        ends=typed_moment(wording.ends_at),
        reach=_SOME if wording.offices else _ALL,
        offices=sorted(wording.offices),
        places=sorted(wording.places or {*Place}),
        version=str(version),
    )


def empty_form(at: datetime) -> NoticeForm:
    """For a new one: from now, everywhere."""
    return NoticeForm(starts=typed_moment(at), places=[*Place])


def typed_moment(moment: datetime) -> str:
    """A moment as a field for day and time holds it."""
    return moment.astimezone(VIETNAM).strftime(_FIELD_MOMENT)


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.strptime(typed, _FIELD_MOMENT).replace(tzinfo=VIETNAM)
    except ValueError:
        raise NoticeError(NoticeRefusal.NO_TIMES) from None
    if not _EARLIEST <= moment.year < _LATEST:
        raise NoticeError(NoticeRefusal.NO_TIMES)
    return moment


def _severity(typed: str) -> Severity:
    return Severity(typed) if typed in {*Severity} else Severity.INFO


def _places(ticked: list[str]) -> frozenset[Place]:
    """None is kept where all are ticked: a channel that comes later is meant too."""
    places = frozenset(Place(name) for name in ticked if name in {*Place})
    if not places:
        raise NoticeError(NoticeRefusal.NO_PLACE)
    return frozenset() if places == {*Place} else places
