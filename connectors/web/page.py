"""The page at "/": server-rendered, with its own small scripts, and nothing from elsewhere."""

from pathlib import Path
from typing import Any

import yaml
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

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
async def chat_page(request: Request) -> HTMLResponse:
    """The chat."""
    state = request.app.state
    context = {"texts": state.texts, "version": state.version}
    return _templates.TemplateResponse(
        request, "chat.html", context, headers={"Content-Security-Policy": CONTENT_SECURITY_POLICY}
    )
