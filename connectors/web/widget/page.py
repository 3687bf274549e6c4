"""The widget: the script that other sites include, and the chat as it stands in their frame."""

import json
from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from assistant.settings import Settings
from connectors.web.onward.start import begun
from connectors.web.page import CONTENT_SECURITY_POLICY
from connectors.web.visit import base_of

HERE = Path(__file__).parent
_NOBODY = "frame-ancestors 'none'"
_WORDS = "__WORDS__"
_KEPT = "public, max-age=300"  # a change of ours is everywhere after five minutes

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(directory=[HERE / "templates", HERE.parent / "templates"])


def load_texts() -> dict[str, Any]:
    """Every word of the widget, from texts.yml."""
    texts: dict[str, Any] = yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf8"))
    return texts


def script(words: dict[str, str]) -> str:
    """The script with its words in it: one request, and nothing of ours in the site's page."""
    source = (HERE / "widget.js").read_text(encoding="utf8")
    return source.replace(_WORDS, json.dumps(words, ensure_ascii=False), 1)


@router.get("/widget.js")
async def widget_script(request: Request) -> Response:
    """What a site includes; 404 while no site is allowed to."""
    _sites(request)
    headers = {"Cache-Control": _KEPT, "Cross-Origin-Resource-Policy": "cross-origin"}
    said = script(load_texts()["button"])
    return Response(said, media_type="text/javascript; charset=utf-8", headers=headers)


@router.get("/widget", response_class=HTMLResponse)
async def widget_page(request: Request, start: str = "") -> HTMLResponse:
    """The chat in a frame; browsers show it on the sites of WIDGET_ORIGINS alone."""
    allowed = f"frame-ancestors {' '.join(_sites(request))}"
    return _templates.TemplateResponse(
        request,
        "frame.html",
        {
            "version": request.app.state.version,
            "texts": request.app.state.texts,
            "words": load_texts()["frame"],
            "start": begun(base_of(request), start) if start else None,
        },
        headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY.replace(_NOBODY, allowed)},
    )


def _sites(request: Request) -> tuple[str, ...]:
    settings: Settings = request.app.state.settings
    if not settings.widget_sites:
        raise HTTPException(404, "no site may show the assistant: WIDGET_ORIGINS is not set")
    return settings.widget_sites
