"""Grading: twenty masked questions of a week, one after the other."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from assistant.figures.grade import Grade, Sampled
from assistant.figures.period import monday
from assistant.figures.store import Samples
from assistant.staff.audit import Act
from assistant.staff.role import Permission
from connectors.console.fields import Line
from connectors.console.figures.view import base_of
from connectors.console.figures.words import procedure_name
from connectors.console.guard import SignedIn, signed_in
from connectors.console.page import page
from connectors.console.route import console_router

router = console_router()
Grader = Annotated[SignedIn, signed_in(Permission.GRADE)]
Position = Annotated[int, Path(ge=1, le=100)]


@router.get("/console/grading")
async def grading_page(
    request: Request, who: Grader, week: date | None = None,
    number: Annotated[int | None, Query(ge=1, le=100)] = None,
) -> Response:  # fmt: skip
    """A week's questions; `number`: the one to look at, else the first that is not graded."""
    return await _page(request, who, week, number)


@router.post("/console/grading/{week}/{number}")
async def grade(  # noqa: PLR0913, PLR0917 - the fields of one form
    request: Request, who: Grader, week: date, number: Position, given: Line = "", note: Line = "",
) -> Response:  # fmt: skip
    """Keep the grade, and on to the next."""
    if given not in {*Grade}:
        return await _page(request, who, week, number, note=note, error="missing")
    parts = request.app.state.parts
    samples: Samples = parts.stores.figuring.samples
    try:
        before = await samples.grade(week, number, Grade(given), note, who.id)
    except LookupError:
        return await _page(request, who, week, number, note=note, error="gone")
    # What the note says stays out of the log: it may quote a resident.
    was = {"grade": before.value} if before else None
    subject = f"{week.isoformat()}/{number}"
    await parts.stores.audit.add(Act(who.id, "answer_graded", subject, was, {"grade": given}))
    return RedirectResponse(
        f"/console/grading?week={week.isoformat()}", 303, {"Cache-Control": "no-store"}
    )


async def _page(  # noqa: PLR0913 - what was typed comes back
    request: Request, who: SignedIn, week: date | None, number: int | None, *,
    note: str | None = None, error: str = "",
) -> Response:  # fmt: skip
    samples: Samples = request.app.state.parts.stores.figuring.samples
    weeks = await samples.weeks()
    shown = monday(week) if week else _first_open(weeks)
    drawn = await samples.of_week(shown) if shown else []
    if week is not None and not drawn:
        raise HTTPException(404, "nothing was drawn of this week")
    open_ = next((each for each in drawn if each.position == number), None) or _next(drawn)
    base = base_of(request)
    return page(
        request, "figures/grading.html", who, 422 if error else 200, weeks=weeks, week=shown,
        drawn=drawn, open=open_, note=note, error=error, grades=list(Grade),
        six_days=timedelta(days=6),
        procedure=procedure_name(base, open_.procedure if open_ else None),
    )  # fmt: skip


def _first_open(weeks: list[tuple[date, int, int]]) -> date | None:
    """The newest week with something to grade; the newest when there is none."""
    waiting = (week for week, drawn, graded in weeks if graded < drawn)
    return next(waiting, weeks[0][0] if weeks else None)


def _next(drawn: list[Sampled]) -> Sampled | None:
    return next((one for one in drawn if one.grade is None and one.question is not None), None)
