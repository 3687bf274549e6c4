"""POST /api/v1/kiosk/search: procedures while somebody types, accents or not. Keeps nothing."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.knowledge.base import KnowledgeBase
from assistant.knowledge.finder import Finder
from assistant.language.questions import one_line
from assistant.language.short_forms import clean
from connectors.refused import Polite
from connectors.web.admission import admit_address
from connectors.web.visit import base_of

_MOST = 6  # as many as stand above the keyboard

router = APIRouter(prefix="/api/v1/kiosk", tags=["kiosk"], route_class=Polite)


class Sought(BaseModel):
    """What was typed so far. In the body: an address is written down on the way."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "so do"}]})

    text: Annotated[str, Field(max_length=200)]


class Hit(BaseModel):
    """A procedure, or a question that staff answered. `field`: of the procedure, in words."""

    code: str
    name: str
    kind: Literal["procedure", "question"]
    field: str | None


@router.post("/search")
async def post_search(sought: Sought, request: Request, response: Response) -> list[Hit]:
    """What may be meant, the likeliest first; nothing where nothing fits."""
    admit_address(request)
    response.headers["Cache-Control"] = "no-store"
    current = request.app.state.parts.knowledge.current
    base: KnowledgeBase = base_of(request)
    return [_hit(base, code) for code in _codes(current.consultation.finder, sought.text)]


def _codes(finder: Finder, text: str) -> list[str]:
    """Those the decision names, then the other hits that explain something of the words."""
    cleaned = finder.composed(clean(one_line(text)))
    if not any(letter.isalnum() for letter in cleaned):
        return []
    meant = finder.find(cleaned, None)
    named = meant.decision.codes if meant.decision.kind in ("answer", "clarify") else ()
    found = [hit.code for hit in meant.hits if hit.evidence > 0]
    return list(dict.fromkeys([*named, *found]))[:_MOST]


def _hit(base: KnowledgeBase, code: str) -> Hit:
    record = base.records.get(code)
    if record is None:
        return Hit(code=code, name=base.name(code), kind="question", field=None)
    field = base.fields.root.get(record.field)
    return Hit(code=code, name=record.name, kind="procedure", field=field)
