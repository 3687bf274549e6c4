"""The tables of a page as files."""

from typing import Literal

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from assistant.figures.table import Table, as_csv, as_xlsx
from connectors.console.figures.quality import quality_sections
from connectors.console.figures.questions import question_sections
from connectors.console.figures.served import service_sections
from connectors.console.figures.view import View, Viewed, base_of
from connectors.console.figures.words import words
from connectors.console.route import console_router

router = console_router()
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PageName = Literal["questions", "service", "quality"]


@router.get("/console/figures/file.csv")
async def csv_file(request: Request, view: Viewed, of: PageName, table: str) -> Response:
    """One table."""
    for found in await _tables(request, of, view):
        if found.name == table:
            return _file(as_csv(found), "text/csv; charset=utf-8", f"{of}-{found.name}.csv", view)
    raise HTTPException(404, "no such table")


@router.get("/console/figures/file.xlsx")
async def xlsx_file(request: Request, view: Viewed, of: PageName) -> Response:
    """All tables of a page."""
    said, given = words(), view.heading
    heading = said["heading"].format(**given | {"office": given["office"] or said["all_offices"]})
    made = as_xlsx(await _tables(request, of, view), heading)
    return _file(made, _XLSX, f"{of}.xlsx", view)


async def _tables(request: Request, of: PageName, view: View) -> list[Table]:
    figuring = request.app.state.parts.stores.figuring
    if of == "questions":
        sections = await question_sections(figuring.turns, view, base_of(request))
    elif of == "service":
        read = await figuring.service.read(view.asked.period, view.asked.office)
        sections = service_sections(read)
    else:
        _, sections = await quality_sections(figuring.samples, view)
    return [section.table for section in sections]


def _file(content: bytes, kind: str, name: str, view: View) -> Response:
    period = view.asked.period
    name = f"{period.first:%Y%m%d}-{period.last:%Y%m%d}-{name}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store",
    }  # fmt: skip
    return Response(content, media_type=kind, headers=headers)
