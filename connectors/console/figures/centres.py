"""What centres say of their months: typed into a form, or in a file."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from assistant.figures.centre import COUNTS, CentreMonth
from assistant.figures.centre_rows import COLUMNS, Problem, read_month, read_rows, template
from assistant.figures.period import month_of
from assistant.figures.store import CentreFigures
from assistant.figures.table import as_csv
from assistant.language.text import fold
from assistant.staff.audit import Act
from connectors.console.fields import AskedLine, Clean
from connectors.console.figures.view import Manager, base_of, own_office, today
from connectors.console.guard import SignedIn
from connectors.console.page import load_texts, page
from connectors.console.route import console_router

router = console_router()
_PATH = "/console/figures/centres"


@router.get(_PATH)
async def centres_page(
    request: Request, who: Manager, month: AskedLine = "", saved: AskedLine = ""
) -> Response:
    """What is known of a month, and the form."""
    return await _page(request, who, month_of(month), saved=saved if saved.isdigit() else "")


class MonthForm(BaseModel):
    """What is typed; `month` as 2026-10."""

    office: Clean = ""
    month: Clean = ""
    received: Clean = ""
    online: Clean = ""
    resolved: Clean = ""
    on_time: Clean = ""
    rated: Clean = ""
    satisfied: Clean = ""
    source: Clean = ""


@router.post(_PATH)
async def save(request: Request, who: Manager, form: Annotated[MonthForm, Form()]) -> Response:
    """Keep one month of one office."""
    year, _, number = form.month.partition("-")
    row = {**form.model_dump(), "year": year, "month": number}
    said, wrong = read_month(row, _offices(request, who), today())
    if said is None:
        problems = [Problem(0, *each) for each in wrong]
        return await _page(request, who, None, typed=form.model_dump(), problems=problems)
    return await _kept(request, who, [said])


@router.post(f"{_PATH}/file")
async def upload(
    request: Request, who: Manager, file: Annotated[UploadFile | None, Form()] = None
) -> Response:
    """Keep all months of a file, or none."""
    data = await file.read() if file else b""
    found = read_rows(data, _heads(), _offices(request, who), today())
    if found.problems:
        return await _page(request, who, None, problems=found.problems[:50], of_file=True)
    return await _kept(request, who, found.months)


@router.get(f"{_PATH}/template.csv")
async def template_file(request: Request, who: Manager) -> Response:
    """The file to fill in, with the offices that this person may fill in."""
    names = sorted(_offices(request, who).items(), key=lambda each: fold(each[1]))
    made = template(names, _last_month(), _heads())
    headers = {
        "Content-Disposition": 'attachment; filename="so-lieu-trung-tam.csv"',
        "Cache-Control": "no-store",
    }
    return Response(as_csv(made), media_type="text/csv; charset=utf-8", headers=headers)


async def _kept(request: Request, who: SignedIn, months: Sequence[CentreMonth]) -> Response:
    stores = request.app.state.parts.stores
    figures: CentreFigures = stores.figuring.centres
    ordered = sorted(months, key=lambda each: (each.office, each.month))
    for said, before in zip(ordered, await figures.keep(ordered, who.id), strict=True):
        act = Act(
            who.id, "centre_figures_kept", f"{said.office}/{said.month:%Y-%m}",
            _told(before) if before else None, _told(said),
        )  # fmt: skip
        await stores.audit.add(act)
    latest = max(each.month for each in ordered)
    to = f"{_PATH}?month={latest:%Y-%m}&saved={len(ordered)}"
    return RedirectResponse(to, 303, {"Cache-Control": "no-store"})


def _told(said: CentreMonth) -> dict[str, Any]:
    return {**said.counts(), "source": said.source}


async def _page(  # noqa: PLR0913 - what was typed comes back
    request: Request, who: SignedIn, month: date | None, *, saved: str = "",
    typed: dict[str, str] | None = None, problems: Sequence[Problem] = (), of_file: bool = False,
) -> Response:  # fmt: skip
    figures: CentreFigures = request.app.state.parts.stores.figuring.centres
    offices, known = _offices(request, who), await figures.months()
    month = month or (known[0] if known else _last_month())
    shown = [each for each in await figures.of_month(month) if each.office in offices]
    return page(
        request, "figures/centres.html", who, 422 if problems else 200, tab="centres", view=None,
        offices=dict(sorted(offices.items(), key=lambda each: fold(each[1]))), month=month,
        months=known, shown=shown, typed=typed or {"month": f"{_last_month():%Y-%m}"},
        counts=COUNTS, problems=problems, of_file=of_file, saved=saved,
    )  # fmt: skip


def _offices(request: Request, who: SignedIn) -> dict[str, str]:
    """Those that this person may enter figures of."""
    base = base_of(request)
    own = own_office(who.account, base)
    return {each.id: each.name for each in base.offices.offices if own in {None, each.id}}


def _heads() -> dict[str, str]:
    heads: dict[str, str] = load_texts()["centres"]["columns"]
    assert set(heads) == set(COLUMNS)
    return heads


def _last_month() -> date:
    return (today().replace(day=1) - timedelta(days=1)).replace(day=1)
