"""Whether the process lives, and whether the whole path answers."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.wiring import Conversing

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"content": {"application/json": {}}}})
async def readyz(request: Request) -> JSONResponse:
    """Database and Rasa answer; 503 names the one that does not."""
    parts: Conversing = request.app.state.parts
    answers = {
        "database": await parts.stores.turns.is_ready(),
        "rasa": await parts.dialogue.is_ready(),
        "records": len(parts.knowledge.current.base.records),
    }
    ready = all(answers.values())
    body = {"status": "ok" if ready else "not ready", **answers}
    return JSONResponse(body, 200 if ready else 503)
