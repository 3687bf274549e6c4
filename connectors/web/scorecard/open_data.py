"""Open data: what is there, and each data set as CSV or JSON."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.clock import now
from assistant.figures.open_data import COLUMNS, Kept, data_set
from assistant.figures.table import Table, as_csv
from assistant.knowledge.base import KnowledgeBase
from connectors.web.scorecard.page import load_texts, public_page
from connectors.web.visit import base_of

router = APIRouter(tags=["open data"])
Name = Annotated[str, Path(pattern=f"^({'|'.join(COLUMNS)})$")]
_KEPT_SECONDS = 600  # months that are over hardly change, and anybody may ask
_HEADERS = {"Cache-Control": "public, max-age=600", "Access-Control-Allow-Origin": "*"}


@router.get("/open-data", response_class=HTMLResponse, include_in_schema=False)
async def open_data_page(request: Request) -> HTMLResponse:
    """The data sets, and what their columns mean."""
    policy = base_of(request).policy.figures.open_data
    return public_page(request, "open_data.html", sets=COLUMNS, policy=policy)


class CsvResponse(Response):
    """As spreadsheets read it."""

    media_type = "text/csv"


@router.get("/open-data/{name}.csv", response_class=CsvResponse)
async def csv_file(request: Request, name: Name) -> CsvResponse:
    """A data set as CSV; small counts are empty."""
    content = as_csv(await _table(request, name))
    headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return CsvResponse(content, headers=headers)


@router.get("/open-data/{name}.json")
async def json_file(request: Request, name: Name) -> JSONResponse:
    """A data set with its licence and what its columns mean; small counts are null."""
    table, words = await _table(request, name), load_texts()["open_data"]
    policy = base_of(request).policy.figures.open_data
    return JSONResponse(
        {
            "name": name,
            "title": words["names"][name],
            "licence": policy.licence,
            "licence_note": licence_line(policy.licence),
            "hidden_below": policy.hidden_below,
            "made_at": now().isoformat(timespec="seconds"),
            "columns": [
                {"name": each, "meaning": words["meanings"][each]} for each in table.columns
            ],
            "rows": [list(row) for row in table.rows],
        },
        headers=_HEADERS,
    )


def licence_line(licence: str | None) -> str:
    """Under what the data may be used, or that nobody has said it."""
    words = load_texts()["open_data"]
    said: str = words["licence"].format(licence=licence) if licence else words["no_licence"]
    return said


async def _table(request: Request, name: str) -> Table:
    """Made once in a while, however many ask."""
    known: dict[str, tuple[float, Table]] = _state(request)
    at, table = known.get(name, (0.0, None))
    if table is None or time.monotonic() - at > _KEPT_SECONDS:
        base, figuring = base_of(request), request.app.state.parts.stores.figuring
        kept = Kept(figuring.turns, figuring.service, figuring.centres)
        least = base.policy.figures.open_data.hidden_below
        table = await data_set(name, kept, _fields(base), now().date(), least)
        known[name] = (time.monotonic(), table)
    return table


def _state(request: Request) -> dict[str, Any]:
    state = request.app.state
    if not hasattr(state, "open_data"):
        state.open_data = {}
    known: dict[str, Any] = state.open_data
    return known


def _fields(base: KnowledgeBase) -> dict[str, str]:
    return {
        code: base.fields.root.get(record.field, record.field)
        for code, record in base.records.items()
    }
