"""A route of the staff's pages: whatever goes wrong is a page that says what to do."""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.errors import StorageError
from assistant.staff.refusal import StaffError
from connectors.console import cookies
from connectors.console.forgery import UNFORGED
from connectors.console.guard import SendElsewhere
from connectors.console.page import problem_page

log = structlog.get_logger()


class ConsoleRoute(APIRoute):
    """Its errors are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Every refusal on the way becomes a page, or leads elsewhere."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except SendElsewhere as error:
                return _elsewhere(request, error)
            except StaffError as error:
                return problem_page(request, 409, error.refusal.value)
            except RequestValidationError:
                return problem_page(request, 422, "invalid")
            except HTTPException as error:
                if error.status_code >= 500:
                    raise
                return problem_page(request, error.status_code, _why(error))
            except StorageError as error:
                log.error("no answer of the database", path=self.path, error=str(error))
                return problem_page(request, 503, "unavailable")

        return handled


def console_router() -> APIRouter:
    """For a part of the pages: errors as pages, and no forged forms."""
    return APIRouter(
        include_in_schema=False, route_class=ConsoleRoute, dependencies=[UNFORGED]
    )  # fmt: skip


def _why(error: HTTPException) -> str:
    known = {400: "invalid", 403: "forbidden", 404: "not_found", 413: "too_large", 429: "busy"}
    return "forged" if error.detail == "forged" else known.get(error.status_code, "invalid")


def _elsewhere(request: Request, error: SendElsewhere) -> Response:
    """A whole page is led there; a part of one (htmx) tells its page to go there."""
    path = error.path
    if error.back and request.method == "GET" and "hx-request" not in request.headers:
        path += "?" + urlencode({"next": _asked(request)})
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": path})
    answer = RedirectResponse(path, 303, {"Cache-Control": "no-store"})
    if error.back and cookies.read(request, cookies.SESSION):
        cookies.take(request, answer, cookies.SESSION)
    return answer


def _asked(request: Request) -> str:
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")
