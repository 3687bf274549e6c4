"""The server: the Bot Platform under /bot<token>/<method>, and /_control for whoever plays
residents.

Its errors come with HTTP 200; getUpdates gives one event a call and cannot be asked for it again.

POST /_control takes one command, GET /_control shows what was said:
  {"do": "message", "chat": "6ede9a", "text": "…"}    {"do": "event", "event": {…}}
  {"do": "outage", "on": true}   {"do": "slow", "seconds": 3}   {"do": "wrapped", "on": true}
  {"do": "fail", "method": "sendMessage", "error_code": 429, "times": 2, "lost": true,
   "skip": 1}   (`lost`: done, but the answer is an error; `skip`: calls before it)
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]
TOKEN = "12345689:fake-token"
LONGEST_TEXT = 2000
_DESCRIPTIONS = {400: "Bad Request", 401: "Unauthorized", 403: "Internal Server Error",
                 404: "Not Found", 408: "Request timeout", 429: "Quota exceeded"}  # fmt: skip


class Refused(Exception):
    """What is answered instead of a result."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.body = {"ok": False, "error_code": code,
                     "description": _DESCRIPTIONS.get(code, "Error")}  # fmt: skip


class FakeZaloBot:
    """`app` is the server; residents write by `message` and `event`."""

    def __init__(self, token: str = TOKEN, *, https_only: bool = True) -> None:
        self.token = token
        self.https_only = https_only
        self.webhook, self.secret = "", ""
        self.wrapped = True
        self.waiting: asyncio.Queue[Json] = asyncio.Queue()
        self.said: list[Json] = []
        self.calls: list[str] = []
        self.outage = False
        self.seconds = 0.0
        self.failures: list[Json] = []
        self.pushes_refused = 0
        self.app = Starlette(
            routes=[
                Route("/_control", self._command, methods=["POST"]),
                Route("/_control", self._state),
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            ],
            lifespan=self._lifespan,
        )

    def message(self, chat: str, text: str, **more: Any) -> Json:
        """A resident writes."""
        return self.event("message.text.received", chat, text=text, **more)

    def event(self, name: str, chat: str, **content: Any) -> Json:
        """Anything a resident does."""
        message = {
            "from": {"id": chat, "display_name": "Người thử", "is_bot": False},
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "message_id": secrets.token_hex(10),
            "date": int(time.time() * 1000),
            **content,
        }
        event = {"event_name": name, "message": message}
        self.waiting.put_nowait(event)
        return event

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        pushing = asyncio.create_task(self._push())
        yield
        pushing.cancel()
        with suppress(asyncio.CancelledError):
            await pushing

    async def _push(self) -> None:
        """To the webhook while there is one; again and again until it answers 2xx."""
        async with httpx.AsyncClient(timeout=10) as http:
            while True:
                await asyncio.sleep(0.02)
                if not self.webhook or self.waiting.empty():
                    continue
                event = self.waiting.get_nowait()
                while not await self._pushed(event, http):
                    self.pushes_refused += 1
                    await asyncio.sleep(0.2)

    async def _pushed(self, event: Json, http: httpx.AsyncClient) -> bool:
        body = {"ok": True, "result": event} if self.wrapped else event
        headers = {"X-Bot-Api-Secret-Token": self.secret}
        try:
            return (await http.post(self.webhook, json=body, headers=headers)).is_success
        except httpx.HTTPError:
            return False

    async def _call(self, request: Request) -> Response:
        name = request.path_params["method"]
        self.calls.append(name)
        if self.outage:
            return Response("<html>502 Bad Gateway</html>", 502, media_type="text/html")
        failure = self._failure(name)
        if failure is not None and not failure.get("lost"):
            return JSONResponse(Refused(failure["error_code"]).body)
        try:
            answer = {"ok": True, "result": await self._result(request, name)}
        except Refused as refused:
            answer = refused.body
        await asyncio.sleep(self.seconds)
        return JSONResponse(answer if failure is None else Refused(failure["error_code"]).body)

    async def _result(self, request: Request, name: str) -> Any:
        if request.path_params["token"] != self.token:
            raise Refused(401)
        method = {
            "getMe": self._me, "setWebhook": self._set, "deleteWebhook": self._delete,
            "getUpdates": self._updates, "sendMessage": self._send,
            "sendChatAction": self._action,
        }.get(name)  # fmt: skip
        if method is None:
            raise Refused(404)
        body = await request.body()
        return await method({**request.query_params, **json.loads(body or b"{}")})

    async def _me(self, _: Json) -> Json:
        return {"id": self.token.split(":", 1)[0], "account_name": "bot.thu",
                "account_type": "BASIC", "can_join_groups": False}  # fmt: skip

    async def _set(self, asked: Json) -> Json:
        url, secret = str(asked.get("url", "")), str(asked.get("secret_token", ""))
        if (self.https_only and not url.startswith("https://")) or not 8 <= len(secret) <= 256:
            raise Refused(400)
        self.webhook, self.secret = url, secret
        return {"url": url}

    async def _delete(self, _: Json) -> bool:
        self.webhook, self.secret = "", ""
        return True

    async def _updates(self, asked: Json) -> Json:
        if self.webhook:
            raise Refused(400)
        try:
            return await asyncio.wait_for(self.waiting.get(), float(asked.get("timeout", 30)))
        except TimeoutError:
            raise Refused(408) from None

    async def _send(self, asked: Json) -> Json:
        text = asked.get("text")
        if not asked.get("chat_id") or not isinstance(text, str):
            raise Refused(400)
        if not 1 <= len(text) <= LONGEST_TEXT:
            raise Refused(400)
        sent = {"message_id": secrets.token_hex(10), "date": int(time.time() * 1000)}
        self.said.append({"chat": asked["chat_id"], "text": text, **sent})
        return sent

    async def _action(self, asked: Json) -> bool:
        if asked.get("action") != "typing":
            raise Refused(400)
        return True

    def _failure(self, name: str) -> Json | None:
        for failure in self.failures:
            if failure["method"] != name or failure.get("times", 1) <= 0:
                continue
            if failure.get("skip", 0) > 0:
                failure["skip"] -= 1
            else:
                failure["times"] = failure.get("times", 1) - 1
                return failure
        return None

    async def _command(self, request: Request) -> Response:
        command = await request.json()
        match command.pop("do", None):
            case "message":
                return JSONResponse(self.message(**command))
            case "event":
                self.waiting.put_nowait(command["event"])
            case "outage":
                self.outage = command["on"]
            case "slow":
                self.seconds = command["seconds"]
            case "wrapped":
                self.wrapped = command["on"]
            case "fail":
                self.failures.append(command)
            case other:
                return JSONResponse({"unknown": other}, 400)
        return JSONResponse({"ok": True})

    async def _state(self, _: Request) -> Response:
        return JSONResponse(
            {"said": self.said, "webhook": self.webhook, "waiting": self.waiting.qsize(),
             "pushes_refused": self.pushes_refused}
        )  # fmt: skip
