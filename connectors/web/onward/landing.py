"""The pages a scanned QR opens on a telephone: `/p/<code>?o=<office>` of a poster, `/t/<code>` of
what is taken along from a kiosk. Each shows what it is about, and the ways on.
"""

import base64
import io
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import segno
import structlog
import yaml
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from assistant.appointments.appointment import Appointment, State
from assistant.appointments.reminder_words import spoken_time
from assistant.appointments.ticket import ticket_svg
from assistant.clock import now
from assistant.conversation.carrying import Carried, Carrying, read_typed, shown
from assistant.conversation.deep_links import OFFICER, start_of
from assistant.errors import StorageError
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from assistant.settings import Settings
from connectors.rates import Limits
from connectors.web.admission import address_of
from connectors.web.onward.api import public_base
from connectors.web.onward.listing import listing
from connectors.web.onward.previews import is_scan
from connectors.web.onward.ways import Way, inside, ways
from connectors.web.page import CONTENT_SECURITY_POLICY
from connectors.web.visit import base_of

log = structlog.get_logger()
HERE = Path(__file__).parent
_NATIONAL = re.compile(r"\d\.\d{6}")
_LOOKED_AT = ["GET", "HEAD"]
_IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
Place = Annotated[str, Query(alias="o")]

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(directory=HERE / "templates")


@cache
def load_texts() -> dict[str, Any]:
    """Every sentence of these pages."""
    texts: dict[str, Any] = yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf8"))
    return texts


@router.api_route("/p/{code:path}", methods=_LOOKED_AT, response_class=HTMLResponse)
async def poster(code: str, request: Request, place: Place = "") -> HTMLResponse:
    """Of a procedure, or of the procedures of a field. Counted, when a person opened it."""
    base = base_of(request)
    office = base.offices.office(place)
    known = code in base.records or code in base.fields.root
    if not known:
        return _page(request, "lost.html", 404, why="poster", office=office)
    await _count(code, office, request)
    if code not in base.records:
        return _page(request, "field.html", office=office, **_field(base, code, office))
    record = base.record(code)
    here = office.id if office else None
    start, said = start_of(code, here), code if _NATIONAL.fullmatch(code) else record.name
    return _page(
        request, "procedure.html", office=office, list=listing(base, record, {}),
        ways=_ways(request, start, said), misplaced=bool(place) and office is None,
    )  # fmt: skip


@router.get("/t/{code}/qr.svg", response_class=Response)
async def image(code: str, request: Request) -> Response:
    """The address of a code as a QR image. It tells nothing of whether the code lives."""
    read = read_typed(code)
    if read is None:
        return Response(status_code=404, headers={"Content-Security-Policy": _IMAGE_POLICY})
    out = io.BytesIO()
    address = f"{public_base(request)}/t/{shown(read[0])}"
    segno.make_qr(address, error="m").save(
        out, kind="svg", scale=8, border=4, light="#fff", xmldecl=False
    )
    headers = {"Content-Security-Policy": _IMAGE_POLICY, "Cache-Control": "no-store"}
    return Response(out.getvalue(), headers=headers, media_type="image/svg+xml")


@router.api_route("/t/{code:path}", methods=_LOOKED_AT, response_class=HTMLResponse)
async def taken_along(code: str, request: Request) -> HTMLResponse:
    """What a living code opens: a checklist with its answers, or an appointment."""
    limits: Limits = request.app.state.limits
    if limits.wait_of_address(address_of(request)) > 0:
        return _page(request, "lost.html", 429, why="busy")
    carrying: Carrying = request.app.state.parts.carrying
    try:
        carried = await carrying.opened(code)
        visit = await _visit(carried, request) if carried else None
    except StorageError as error:
        log.error("carried thing not read", error=str(error))
        return _page(request, "lost.html", 503, why="broken")
    base, read = base_of(request), read_typed(code)
    if carried is None or read is None:
        return _page(request, "lost.html", 404, why="over")
    word = shown(read[0])
    if visit is not None:
        return _visit_page(request, visit, word)
    if carried.procedure not in base.records:
        return _page(request, "lost.html", 404, why="over")
    record = base.record(carried.procedure)
    return _page(
        request, "procedure.html", office=base.offices.office(carried.office or ""),
        list=listing(base, record, carried.answers), ways=_ways(request, word, word),
        answered=bool(carried.answers), code=word,
    )  # fmt: skip


async def _visit(carried: Carried, request: Request) -> Appointment | None:
    if carried.appointment is None:
        return None
    kept = request.app.state.parts.stores.appointments
    visit: Appointment | None = await kept.by_code(carried.appointment)
    return visit


def _visit_page(request: Request, visit: Appointment, word: str) -> HTMLResponse:
    """When and where, never who."""
    base = base_of(request)
    if visit.state is not State.BOOKED or visit.start <= now():
        return _page(request, "lost.html", 404, why="past")
    calendar, _ = request.app.state.links.paths(visit.code)
    ticket = base64.b64encode(ticket_svg(visit.code)).decode()
    return _page(
        request, "visit.html", office=base.offices.office(visit.office), visit=visit,
        when=spoken_time(visit.start, base.phrases), calendar=calendar, ticket=ticket,
        procedure=base.records.get(visit.procedure or ""), code=word,
        ways=sorted(_ways(request, word, word), key=lambda way: way.channel == "browser"),
    )  # fmt: skip


def _field(base: KnowledgeBase, field: str, office: Office | None) -> dict[str, Any]:
    written = [r for r in base.records.values() if r.field == field and r.origin == "written"]
    links = [
        (record.name, f"/p/{record.code}" + (f"?o={office.id}" if office else ""))
        for record in sorted(written, key=lambda record: record.name)
    ]
    return {"name": base.fields.root[field], "links": links}


async def _count(code: str, office: Office | None, request: Request) -> None:
    """A page that cannot be counted is shown all the same."""
    limits: Limits = request.app.state.limits
    if not is_scan(request.method, request.headers):
        return
    if limits.wait_of_address(address_of(request)) > 0:
        return
    try:
        scans = request.app.state.parts.stores.scans
        await scans.add(code, office.id if office else None, now().date())
    except StorageError as error:
        log.warning("scan not counted", error=str(error))


def _ways(request: Request, start: str, say: str) -> list[Way]:
    settings: Settings = request.app.state.settings
    first = inside(request.headers.get("user-agent", ""))
    return ways(settings, start, say, first=first)


def _page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    base = base_of(request)
    given = {
        "texts": load_texts(), "version": request.app.state.version, "officer": OFFICER,
        "mark": base.phrases["confirm_mark"], **context,
    }  # fmt: skip
    return _templates.TemplateResponse(request, template, given, status, headers=_HEADERS)
