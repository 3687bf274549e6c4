"""Dated notices: the list, writing one with a look at it first, changing it, taking it off."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.clock import now
from assistant.knowledge.offices import Office
from assistant.language.text import fold
from assistant.notices.board import Board
from assistant.notices.notice import (
    LONGEST,
    Notice,
    NoticeError,
    NoticeRefusal,
    Place,
    Severity,
    Standing,
    Wording,
    written,
)
from assistant.notices.words import words
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from assistant.stores import Stores
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router
from connectors.console.switches.notice_form import NoticeForm, Reader, empty_form, form_of
from connectors.console.switches.reach import may_write, only_office, require_notice

router = console_router()
Manager = Annotated[SignedIn, signed_in(Permission.SWITCHES)]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Before = Annotated[int | None, Query(ge=1, le=2**63 - 1)]
_AT_ONCE = 50


@dataclass(frozen=True)
class Shown:
    """What the form shows. `notice`: as it is kept; `preview`: what would be kept."""

    form: NoticeForm
    notice: Notice | None = None
    refusal: NoticeRefusal | None = None
    preview: Wording | None = None


@router.get("/console/notices")
async def notices_page(request: Request, who: Manager, before: Before = None) -> Response:
    """What runs and what is to come first, then what is over; fifty at once."""
    moment = now()
    found = await _board(request).store.latest(_AT_ONCE, before)
    standing = [(notice, notice.standing(moment)) for notice in found]
    live = [each for each in standing if each[1] in (Standing.RUNNING, Standing.COMING)]
    return page(
        request, "switches/notices.html", who,
        groups=(("live", live), ("over", [each for each in standing if each not in live])),
        mine={n.id for n in found if may_write(who.account, n)}, names=_names(request),
        older=found[-1].id if len(found) == _AT_ONCE else None, before=before,
    )  # fmt: skip


@router.get("/console/notices/new")
async def new_page(request: Request, who: Manager) -> Response:
    """An empty form."""
    return _form(request, who, Shown(empty_form(now())))


@router.post("/console/notices/new")
async def add(request: Request, who: Manager, form: Annotated[NoticeForm, Form()]) -> Response:
    """Look at it, or keep it; it is shown from its first minute on."""
    try:
        wording = _reader(request, who).wording(form)
    except NoticeError as error:
        return _form(request, who, Shown(form, refusal=error.refusal))
    if form.do != "save":
        return _form(request, who, Shown(form, preview=wording))
    notice = await _board(request).store.add(wording, who.id, now())
    await _done(request, Act(who.id, "notice_added", _subject(notice.id), None, written(wording)))
    return _to_list()


@router.get("/console/notices/{number}")
async def notice_page(request: Request, who: Manager, number: Number) -> Response:
    """One notice, to change or take off; when it is over, to read."""
    notice = await _notice(request, number)
    return _form(request, who, Shown(form_of(notice, notice.version), notice))


@router.post("/console/notices/{number}")
async def change(
    request: Request, who: Manager, number: Number, form: Annotated[NoticeForm, Form()]
) -> Response:
    """Look at it or keep it, unless somebody else changed it since the form was opened."""
    before = await _notice(request, number)
    require_notice(who, before)
    try:
        wording = _reader(request, who).wording(form)
        if form.do != "save":
            return _form(request, who, Shown(form, before, preview=wording))
        await _board(request).store.change(number, form.number, wording, now())
    except NoticeError as error:
        if error.refusal is NoticeRefusal.CHANGED_MEANWHILE:
            before = await _notice(request, number)
            form = form.model_copy(update={"version": str(before.version)})
        return _form(request, who, Shown(form, before, error.refusal))
    act = Act(who.id, "notice_changed", _subject(number), written(before), written(wording))
    await _done(request, act)
    return _to_list()


@router.post("/console/notices/{number}/withdraw")
async def withdraw(request: Request, who: Manager, number: Number) -> Response:
    """Take it off every screen."""
    notice = await _notice(request, number)
    require_notice(who, notice)
    if await _board(request).store.withdraw(number, who.id, now()):
        await _done(request, Act(who.id, "notice_withdrawn", _subject(number), written(notice)))
    return _to_list()


def _form(request: Request, who: SignedIn, shown: Shown) -> Response:
    notice, preview, refusal = shown.notice, shown.preview, shown.refusal
    standing = notice.standing(now()) if notice else None
    over = standing in (Standing.OVER, Standing.WITHDRAWN)
    status = 200 if refusal is None else 409 if _is_conflict(refusal) else 422
    return page(
        request, "switches/notice.html", who, status, **vars(shown), standing=standing,
        message=words().message(preview) if preview else "",
        may_change=not over and (notice is None or may_write(who.account, notice)),
        conflict=notice if refusal is NoticeRefusal.CHANGED_MEANWHILE else None,
        labels=words().labels, severities=list(Severity), places=list(Place), longest=LONGEST,
        offices=_offices(request), names=_names(request), only=only_office(who.account),
    )  # fmt: skip


def _is_conflict(refusal: NoticeRefusal) -> bool:
    return refusal in (NoticeRefusal.CHANGED_MEANWHILE, NoticeRefusal.ENDED, NoticeRefusal.GONE)


def _reader(request: Request, who: SignedIn) -> Reader:
    known = _names(request)
    return Reader(now(), known.__contains__, only_office(who.account))


async def _notice(request: Request, number: int) -> Notice:
    notice = await _board(request).store.get(number)
    if notice is None:
        raise HTTPException(404, "no such notice")
    return notice


async def _done(request: Request, act: Act) -> None:
    _board(request).forget()
    stores: Stores = request.app.state.parts.stores
    await stores.audit.add(act)


def _to_list() -> Response:
    return RedirectResponse("/console/notices", 303, {"Cache-Control": "no-store"})


def _subject(number: int) -> str:
    return f"notice:{number}"


def _offices(request: Request) -> list[Office]:
    offices: list[Office] = request.app.state.parts.knowledge.current.base.offices.offices
    return sorted(offices, key=lambda office: fold(office.name))


def _names(request: Request) -> dict[str, str]:
    return {office.id: office.name for office in _offices(request)}


def _board(request: Request) -> Board:
    board: Board = request.app.state.parts.stores.notices
    return board
