"""The pages: the chat at "/", the API at "/docs". Server-rendered, nothing from elsewhere."""

from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from connectors.web.onward.start import begun
from connectors.web.visit import base_of

HERE = Path(__file__).parent
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(directory=HERE / "templates")


def load_texts() -> dict[str, Any]:
    """Every sentence of the page, from texts.yml."""
    texts: dict[str, Any] = yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf8"))
    return texts


@router.get("/", response_class=HTMLResponse)
async def chat_page(request: Request, start: str = "") -> HTMLResponse:
    """The chat. `start`: what a link behind a QR code wants to be asked first."""
    first = begun(base_of(request), start) if start else None
    return _page(request, "chat.html", texts=request.app.state.texts, start=first)


@router.get("/docs", response_class=HTMLResponse)
async def api_page(request: Request) -> HTMLResponse:
    """The API, without the scripts that the usual page of this kind loads from far away."""
    return _page(request, "api.html", api=request.app.openapi(), shape=_shape)


def _page(request: Request, template: str, **context: Any) -> HTMLResponse:
    return _templates.TemplateResponse(
        request,
        template,
        {"version": request.app.state.version, **context},
        headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY},
    )


def _shape(part: dict[str, Any]) -> str:
    """The name of the schema of a body or an answer."""
    for content in part.get("content", {}).values():
        schema = content.get("schema", {})
        return str(schema.get("$ref", "").rsplit("/", 1)[-1] or schema.get("type", ""))
    return ""
