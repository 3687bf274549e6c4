"""The server: the Bot API under /bot<token>/<method>, and /_control for whoever plays residents.

POST /_control takes one command, GET /_control shows what was said:
  {"do": "message", "chat": 7, "text": "…"}   {"do": "press", "chat": 7, "data": "…"}
  {"do": "edit", "message": {…}, "text": "…"} {"do": "block", "chat": 7, "blocked": true}
  {"do": "update", "update": {…}}             {"do": "outage", "on": true}
  {"do": "slow", "seconds": 3}                {"do": "limit", "per_second": 1}
  {"do": "fail", "method": "sendMessage", "status": 502, "times": 2, "lost": true,
   "retry_after": 3, "description": "…"}      (`lost`: done, but the answer is an error)
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.telegram.chats import Json, Telegram
from tests.fakes.telegram.methods import Methods, Refused, parameters
from tests.fakes.telegram.pushing import Pusher

TOKEN = "123456:AAFakeTokenOfAFakeBot"
BOT = {"id": 123456, "is_bot": True, "first_name": "Trợ lý thử", "username": "MotCuaThuBot"}


class FakeTelegram:
    """`app` is the server; `telegram` what the world behind it knows."""

    def __init__(self, token: str = TOKEN, *, https_only: bool = True) -> None:
        self.token = token
        self.telegram = Telegram({**BOT, "id": int(token.split(":", maxsplit=1)[0])})
        self.methods = Methods(self.telegram, https_only=https_only)
        self.pusher = Pusher(self.telegram, self.methods)
        self.outage = False
        self.seconds = 0.0
        self.failures: list[Json] = []
        self.calls: list[str] = []
        routes = [
            Route("/_control", self._command, methods=["POST"]),
            Route("/_control", self._state),
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
        ]
        self.app = Starlette(routes=routes, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        pushing = asyncio.create_task(self.pusher.run())
        yield
        pushing.cancel()
        with suppress(asyncio.CancelledError):
            await pushing

    async def _call(self, request: Request) -> Response:
        """One call of the bot; slowness comes after the deed, as on a bad line."""
        name = request.path_params["method"].lower()
        self.calls.append(name)
        if self.outage:
            return Response("<html>502 Bad Gateway</html>", 502, media_type="text/html")
        failure = self._failure(name)
        if failure is not None and not failure.get("lost"):
            return _failed(failure)
        try:
            result = await self._result(request, name)
            answer = JSONResponse({"ok": True, "result": result})
        except Refused as refused:
            answer = JSONResponse(refused.body, refused.status)
        await asyncio.sleep(self.seconds)
        return answer if failure is None else _failed(failure)

    async def _result(self, request: Request, name: str) -> Any:
        if request.path_params["token"] != self.token:
            raise Refused(401, "Unauthorized")
        method = self.methods.by_name.get(name)
        if method is None:
            raise Refused(404, "Not Found: method not found")
        return await method(await _asked(request))

    def _failure(self, name: str) -> Json | None:
        for failure in self.failures:
            if failure.get("method", name).lower() == name and failure.get("times", 1) > 0:
                failure["times"] = failure.get("times", 1) - 1
                return failure
        return None

    async def _command(self, request: Request) -> Response:
        command = await request.json()
        match command.pop("do", None):
            case "message":
                return JSONResponse(self.telegram.message(**command))
            case "edit":
                return JSONResponse(self.telegram.edit(**command))
            case "press":
                return JSONResponse(self.telegram.press(**command))
            case "block":
                return JSONResponse(self.telegram.block(**command))
            case "update":
                return JSONResponse(self.telegram.raw(command["update"]))
            case "outage":
                self.outage = command["on"]
            case "slow":
                self.seconds = command["seconds"]
            case "limit":
                self.methods.per_second = command["per_second"]
            case "fail":
                self.failures.append(command)
            case other:
                return JSONResponse({"unknown": other}, 400)
        return JSONResponse({"ok": True})

    async def _state(self, _: Request) -> Response:
        return JSONResponse(
            {
                "chats": {chat.id: chat.said for chat in self.telegram.chats.values()},
                "typing": {chat.id: chat.actions for chat in self.telegram.chats.values()},
                "pressed": self.telegram.pressed,
                "webhook": self.methods.webhook,
                "waiting": len(self.telegram.waiting),
                "pushes_refused": self.pusher.refused,
            }
        )


def _failed(failure: Json) -> Response:
    status = int(failure.get("status", 500))
    known = ("retry_after", "migrate_to_chat_id")
    told = {name: failure[name] for name in known if name in failure}
    refused = Refused(status, failure.get("description", "Internal Server Error"), **told)
    return JSONResponse(refused.body, status)


async def _asked(request: Request) -> Json:
    """Parameters from the address, a form or JSON: the Bot API takes all of them."""
    asked: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        return {**asked, **await _with_files(request)}
    body = (await request.body()).decode()
    if kind.startswith("application/json"):
        return {**asked, **json.loads(body or "{}")}
    return {**asked, **parameters(dict(parse_qsl(body, keep_blank_values=True)))}


async def _with_files(request: Request) -> Json:
    """A form that brings files: their bytes stand under their names."""
    async with request.form() as form:
        words = {name: value for name, value in form.items() if isinstance(value, str)}
        files = {
            name: await value.read() for name, value in form.items() if not isinstance(value, str)
        }
    return {**parameters(words), **files}
