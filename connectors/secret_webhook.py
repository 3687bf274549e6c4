"""A webhook whose platform shows a secret in a header, and posts again what was not kept."""

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.errors import AssistantError
from connectors.problem import problem

log = structlog.get_logger()
# Takes in the JSON of a body, whatever it is. AssistantError: not kept, it has to come again.
Take = Callable[[object], Awaitable[None]]


@dataclass(frozen=True)
class SecretWebhook:
    """Where a platform posts. `header`: the secret's; `not_kept`: how the log calls a failure."""

    channel: str
    path: str
    header: str
    not_kept: str

    def router(self, secret: str, take: Take) -> APIRouter:
        """The route, for whoever shows this secret."""
        router, expected = APIRouter(tags=[self.channel]), secret.encode()

        @router.post(self.path)
        async def receive(request: Request) -> JSONResponse:
            """Takes in what is posted. What we do not understand is taken too, or comes again."""
            given = request.headers.get(self.header, "")
            if not hmac.compare_digest(given.encode(), expected):
                return problem(403, "forbidden", "the secret is missing or wrong")
            try:
                body = json.loads(await request.body())
            except (ValueError, RecursionError):
                return problem(400, "invalid", "not JSON")
            try:
                await take(body)
            except AssistantError as error:
                log.warning(self.not_kept, channel=self.channel, kind=type(error).__name__)
                return problem(503, "not_kept", "to be sent again")
            return JSONResponse({"ok": True})

        return router
