"""The kiosk at /kiosk?office=…: one page, whose screens are drawn by its scripts.

The first screen comes with the page, so that it stands there at once. Nothing personal is ever in
its address, and the browser keeps nothing of it.
"""

from pathlib import Path
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.offices import Office
from connectors.web.page import CONTENT_SECURITY_POLICY
from connectors.web.visit import base_of

HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(directory=HERE / "templates")


def load_texts() -> dict[str, Any]:
    """Every sentence of the kiosk: texts.yml, and keyboard.yml for the keys."""
    texts, keyboard = (
        yaml.safe_load((HERE / name).read_text(encoding="utf8"))
        for name in ("texts.yml", "keyboard.yml")
    )
    return {**texts, "screens": {**texts["screens"], "keyboard": keyboard}}


@router.get("/kiosk", response_class=HTMLResponse)
async def kiosk_page(
    request: Request,
    office: Annotated[str, Query(max_length=60)] = "",
    size: Annotated[float | None, Query(ge=10, le=100, description="Inches across.")] = None,
) -> HTMLResponse:
    """The kiosk of an office; without one, the offices to choose from when it is set up."""
    base = base_of(request)
    here = base.offices.office(office)
    if here is None:
        return _page(request, "set_up.html", 404 if office else 200, offices=base.offices.offices)
    events = tiles(base)
    data = {
        "office": {"id": here.id, "name": here.name},
        "settings": _settings(base, size),
        "events": events,
        "texts": _texts(request)["screens"],
    }
    return _page(request, "kiosk.html", here=here, events=events, data=data)


def tiles(base: KnowledgeBase) -> list[dict[str, Any]]:
    """The life events with their procedures; those that are not in force today are left out."""
    shown = []
    for event in base.life_events.root:
        procedures = [
            {"code": code, "name": base.record(code).name}
            for code in event.procedures
            if code in base.records
        ]
        if procedures:
            shown.append({**event.model_dump(), "procedures": procedures})
    return shown


def _settings(base: KnowledgeBase, size: float | None) -> dict[str, Any]:
    policy = base.policy.kiosk
    return {**policy.model_dump(), "panel_inches": size or policy.panel_inches}


def _texts(request: Request) -> dict[str, Any]:
    """Read once; the words change with a release only."""
    texts: dict[str, Any] | None = getattr(request.app.state, "kiosk_texts", None)
    if texts is None:
        texts = request.app.state.kiosk_texts = load_texts()
    return texts


def _page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    here: Office | None = None,
    **context: Any,
) -> HTMLResponse:
    version = request.app.state.version
    shown = {"version": version, "texts": _texts(request), "here": here, **context}
    return _templates.TemplateResponse(request, template, shown, status, headers=_HEADERS)
