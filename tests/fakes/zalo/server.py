"""The fake as one server: API, OAuth and a control panel on one port."""

import dataclasses
import threading
import time
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.zalo.account import Account, Resident
from tests.fakes.zalo.hooks import Hooks
from tests.fakes.zalo.oauth import OAuth
from tests.fakes.zalo.openapi import OpenApi

_DAY = 86_400.0


class ZaloServer:
    """Runs in a thread of its own beside a test, or alone by hand."""

    def __init__(self, port: int, account: Account | None = None) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.account = account or Account()
        self.hooks = Hooks(self.account)
        routes = [
            *OpenApi(self.account).routes,
            *OAuth(self.account).routes,
            Route("/_control", self._look),
            Route("/_control", self._change, methods=["POST"]),
            Route("/_control/say", self._say, methods=["POST"]),
            Route("/_control/event", self._event, methods=["POST"]),
        ]
        self.app = Starlette(routes=routes)
        # An answer that is kept back on command does not keep the server.
        config = uvicorn.Config(self.app, port=port, log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Until it listens."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def run(self) -> None:
        """In this thread, until stopped."""
        self._server.run()

    def stop(self) -> None:
        """Gone, as an unreachable Zalo is."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)

    async def _look(self, _: Request) -> Response:
        """Everything the fake has seen."""
        account = self.account
        return JSONResponse({
            "messages": account.messages, "templates": account.templates,
            "requests": len(account.requests), "renewals": account.renewals,
            "refused_renewals": account.refused_renewals, "subscribed": self.hooks.subscribed,
            "access_token": account.access, "refresh_token": account.refresh,
            "deliveries": [dataclasses.asdict(d) for d in self.hooks.deliveries],
        })  # fmt: skip

    async def _change(self, request: Request) -> Response:
        """{"faults": {…}, "expire": true, "user": {"id", "days_ago", "blocked"}, "hook": {…}}."""
        asked: dict[str, Any] = await request.json()
        for name, value in asked.get("faults", {}).items():
            setattr(self.account.faults, name, value)
        if asked.get("expire"):
            self.account.ends_at = 0.0
        if "strangers" in asked:
            self.account.strangers = bool(asked["strangers"])
        if user := asked.get("user"):
            heard = time.time() - float(user.get("days_ago", 0)) * _DAY
            self.account.residents[str(user["id"])] = Resident(heard, bool(user.get("blocked")))
        if hook := asked.get("hook"):
            self.hooks.address = hook.get("address", self.hooks.address)
            self.hooks.scale = hook.get("scale", self.hooks.scale)
            self.hooks.subscribed = True
        return JSONResponse({"status": "ok"})

    async def _say(self, request: Request) -> Response:
        """{"user", "text"}: a resident types; the answer tells how the deliveries ended."""
        asked = await request.json()
        delivery = await self.hooks.says(str(asked["user"]), str(asked["text"]))
        return JSONResponse(dataclasses.asdict(delivery))

    async def _event(self, request: Request) -> Response:
        """Any event; app and time are filled in where they are missing."""
        asked = await request.json()
        event = {**self.hooks.event(asked.get("event_name", "")), **asked}
        return JSONResponse(dataclasses.asdict(await self.hooks.post(event)))
