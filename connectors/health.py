"""Whether the process lives, and whether the whole path answers."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.wiring import Gateway

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Database and Rasa answer; 503 names the one that does not."""
    gateway: Gateway = request.app.state.gateway
    parts = {
        "database": await gateway.turns.is_ready(),
        "rasa": await gateway.dialogue.is_ready(),
        "records": len(gateway.knowledge.current.base.records),
    }
    ready = all(parts.values())
    body = {"status": "ok" if ready else "not ready", **parts}
    return JSONResponse(body, 200 if ready else 503)
