"""Errors as problem+json with a machine code; the words for residents are the page's own."""

from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import StorageError

log = structlog.get_logger()
_CODES = {
    401: "unauthorized", 404: "not_found", 405: "method_not_allowed", 409: "conflict",
    413: "too_large", 422: "invalid", 429: "too_many",
}  # fmt: skip

_PROBLEM = {
    "description": "A problem; `code` is for programs.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "code", "detail"],
                "properties": {
                    "type": {"type": "string"}, "title": {"type": "string"},
                    "status": {"type": "integer"}, "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            }
        }
    },
}  # fmt: skip
# How every operation describes its errors. 422 by name: FastAPI would describe its own there.
PROBLEMS: dict[int | str, dict[str, Any]] = {422: _PROBLEM, "default": _PROBLEM}


def problem(
    status: int,
    code: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """One problem+json answer; `more`: members of this kind of problem alone."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail}
    body.update(more or {})
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """No error leaves the gateway in another shape, and none repeats what was sent."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [
            ".".join(str(part) for part in e["loc"]) + ": " + e["type"] for e in error.errors()
        ]
        return problem(422, "invalid", "; ".join(wrong))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        code = _CODES.get(error.status_code, "refused")
        return problem(error.status_code, code, str(error.detail), error.headers)

    @app.exception_handler(StorageError)
    async def unreachable(request: Request, error: StorageError) -> JSONResponse:
        log.error("no answer of the database", path=_route(request), error=str(error))
        return problem(503, "unavailable", "the database gives no answer")

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        log.exception("request failed", path=_route(request))
        return problem(500, "broken", "the request could not be answered")


def _route(request: Request) -> str:
    """The path as it is declared: a real one holds the name of a conversation."""
    return str(getattr(request.scope.get("route"), "path", ""))
