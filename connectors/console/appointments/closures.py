"""Times in which the office takes nobody: who is concerned, closing, opening again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.appointments.appointment import Closure
from assistant.appointments.closing import (
    ClosingError,
    ClosingRefusal,
    Concerned,
    KeptClosure,
    Part,
    Wish,
)
from assistant.appointments.day_list import line_of
from assistant.clock import now
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from connectors.console.appointments.day import Said
from connectors.console.appointments.place import (
    Clock,
    CounterName,
    NearDay,
    Officer,
    Place,
    by,
    note,
    place_of,
)
from connectors.console.fields import Clean
from connectors.console.guard import SignedIn
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
_ADDRESS = "/console/appointments/closures"
_LISTED_BACK = timedelta(days=30)
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class ClosingForm(BaseModel):
    """What is typed. `asked`: somebody has filled it in."""

    day: NearDay = None
    part: Part = Part.DAY
    last: NearDay = None
    since: Clock = None
    until: Clock = None
    counter: CounterName = ""
    reason: Clean = ""
    asked: bool = False

    def wish(self, place: Place) -> Wish:
        """As the closing takes it; ClosingError."""
        if self.day is None:
            raise ClosingError(ClosingRefusal.NO_TIME)
        if self.counter and not place.is_counter(self.counter):
            raise ClosingError(ClosingRefusal.UNKNOWN_COUNTER)
        last = self.last if self.part is Part.DAY else None
        return Wish(self.day, self.part, last, self.since, self.until, self.counter or None,
                    self.reason)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the list: the form, and what it would do."""

    form: ClosingForm
    said: Said | None = None
    closure: Closure | None = None
    concerned: list[Concerned] | None = None
    status: int = 200


@router.get("/console/appointments/closures")
async def closures_page(
    request: Request, who: Officer, form: Annotated[ClosingForm, Query()]
) -> Response:
    """The closed times, and the form; filled in, whom it would concern. Nothing is changed."""
    if not form.asked:
        form.day = form.day or now().date()
        return await _page(request, who, Shown(form))
    place = place_of(request, who)
    closing = place.console.closing
    try:
        closure = closing.meant(place.office.id, form.wish(place))
    except ClosingError as error:
        return await _page(request, who, Shown(form, _said(error), status=422))
    concerned = await closing.preview(closure)
    return await _page(request, who, Shown(form, None, closure, concerned))


@router.post("/console/appointments/closures")
async def close(
    request: Request, who: Officer, form: Annotated[ClosingForm, Form()]
) -> Response:  # fmt: skip
    """Close it. Who had booked is told, and offered other times."""
    place = place_of(request, who)
    closing = place.console.closing
    try:
        closure = closing.meant(place.office.id, form.wish(place))
    except ClosingError as error:
        return await _page(request, who, Shown(form, _said(error), status=422))
    kept = await closing.close(closure, by(who))
    await note(request, Act(who.id, "period_closed", _subject(kept), after=_written(closure)))
    return RedirectResponse(f"{_ADDRESS}/{kept.id}", 303, {"Cache-Control": "no-store"})


@router.get("/console/appointments/closures/{number}")
async def closure_page(request: Request, who: Officer, number: Number) -> Response:
    """Who still has a visit in a closed time, and whether they know."""
    return await _one(request, who, number)


@router.post("/console/appointments/closures/{number}/reopen")
async def reopen(
    request: Request, who: Officer, number: Number, sure: Annotated[bool, Form()] = False
) -> Response:
    """Take people there again; who was told otherwise is told."""
    kept = await _closure(request, who, number)
    if not sure:
        return await _one(request, who, number, Said("not_sure", refused=True), 409)
    try:
        await place_of(request, who).console.closing.reopen(kept.id, by(who))
    except ClosingError as error:
        return await _one(request, who, number, _said(error), 409)
    reopened = Act(who.id, "period_reopened", _subject(kept), before=_written(kept.closure))
    await note(request, reopened)
    return RedirectResponse(f"{_ADDRESS}/{number}", 303, {"Cache-Control": "no-store"})


async def _page(request: Request, who: SignedIn, shown: Shown) -> Response:
    place = place_of(request, who)
    since = now() - _LISTED_BACK
    given: dict[str, Any] = {
        "office": place.office, "counters": place.counters, "names": _names(place),
        "closures": (await place.console.closing.after(place.office.id, since))[::-1],
        "form": shown.form, "said": shown.said, "closure": shown.closure, "parts": list(Part),
        "lines": _lines(place, shown.concerned or []), "today": now().date(), "now": now(),
    }  # fmt: skip
    return page(request, "appointments/closures.html", who, shown.status, **given)


async def _one(
    request: Request, who: SignedIn, number: int, said: Said | None = None, status: int = 200
) -> Response:
    kept, place = await _closure(request, who, number), place_of(request, who)
    concerned = [] if kept.reopened_at else await place.console.closing.left(kept)
    given: dict[str, Any] = {
        "kept": kept, "closure": kept.closure, "names": _names(place), "office": place.office,
        "lines": _lines(place, concerned), "said": said, "over": kept.closure.until <= now(),
    }  # fmt: skip
    return page(request, "appointments/closure.html", who, status, **given)


async def _closure(request: Request, who: SignedIn, number: int) -> KeptClosure:
    kept = await place_of(request, who).console.closing.one(number)
    if kept is None:
        raise HTTPException(404, "no such closed time")
    who.require(Permission.APPOINTMENTS, kept.closure.office)
    return kept


def _lines(place: Place, concerned: list[Concerned]) -> list[tuple[Any, Any]]:
    return [(line_of(one.visit, place.base), one.told) for one in concerned]


def _names(place: Place) -> dict[str, str]:
    return {counter.id: counter.name for counter in place.counters}


def _said(error: ClosingError) -> Said:
    return Said(f"closing_{error.refusal}", refused=True)


def _subject(kept: KeptClosure) -> str:
    return f"{kept.closure.office} {kept.id}"


def _written(closure: Closure) -> dict[str, Any]:
    """What the log keeps of it."""
    return {
        "since": f"{closure.since:%H:%M %d/%m/%Y}", "until": f"{closure.until:%H:%M %d/%m/%Y}",
        "counter": closure.counter, "reason": closure.reason,
    }  # fmt: skip
