"""The scorecard of centres at /scorecard: stars by stated criteria, from what centres said."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from assistant.figures.centre import Card, card
from assistant.figures.period import month_of
from assistant.figures.store import CentreFigures
from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.figures_policy import CRITERIA
from assistant.language.text import fold
from connectors.web.page import CONTENT_SECURITY_POLICY
from connectors.web.visit import base_of

HERE = Path(__file__).parent
router = APIRouter(include_in_schema=False)
_templates = Jinja2Templates(directory=HERE / "templates")


@cache
def load_texts() -> dict[str, Any]:
    """Every sentence of these pages."""
    texts: dict[str, Any] = yaml.safe_load((HERE / "texts.yml").read_text(encoding="utf8"))
    return texts


def public_page(request: Request, template: str, **more: Any) -> HTMLResponse:
    """One of these pages; it may lie in caches for a while."""
    given = {"version": request.app.state.version, "texts": load_texts(), **more}
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY, "Cache-Control": "public, max-age=60",
    }  # fmt: skip
    return _templates.TemplateResponse(request, template, given, headers=headers)


@dataclass(frozen=True)
class Listed:
    """A centre with what it said."""

    name: str
    card: Card


@router.get("/scorecard", response_class=HTMLResponse)
async def scorecard(
    request: Request, month: Annotated[str, Query(max_length=10)] = ""
) -> HTMLResponse:
    """A month: the newest that something is known of, or the one that was chosen."""
    base = base_of(request)
    figures: CentreFigures = request.app.state.parts.stores.figuring.centres
    known = await figures.months()
    chosen = month_of(month) if month else None
    shown = chosen if chosen in known else next(iter(known), None)
    listed, missing = await _listed(base, figures, shown) if shown else ([], [])
    policy = base.policy
    return public_page(
        request, "scorecard.html", month=shown, months=known, listed=listed, missing=missing,
        policy=policy.scorecard, least=policy.figures.open_data.hidden_below, criteria=CRITERIA,
        percent=_percent,
    )  # fmt: skip


async def _listed(
    base: KnowledgeBase, figures: CentreFigures, month: date
) -> tuple[list[Listed], list[str]]:
    """Those that said something, by name; the names of the others."""
    said = {each.office: each for each in await figures.of_month(month)}
    offices = sorted(base.offices.offices, key=lambda office: fold(office.name))
    listed = [
        Listed(office.name, card(office.id, said[office.id], base.policy.scorecard))
        for office in offices
        if office.id in said
    ]
    return listed, [office.name for office in offices if office.id not in said]


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".rstrip("0").rstrip(".").replace(".", ",")
