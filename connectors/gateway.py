"""The gateway: every door in one application."""

import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import cast

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from assistant import wiring
from assistant.appointments.links import Links
from assistant.logs import configure_logs
from assistant.settings import Settings, load_settings
from assistant.wiring import Conversing
from connectors import health, metrics
from connectors.console import page as console_page
from connectors.console import routes as console
from connectors.console.furnishing import furnish_console
from connectors.desk import appointments as desk_appointments
from connectors.desk import cases, controls
from connectors.desk import queue as desk_queue
from connectors.doors import listening, open_doors
from connectors.limits import BodyLimit, SafeHeaders
from connectors.problem import PROBLEMS, add_problem_handlers
from connectors.rates import Limits
from connectors.web import events, offices, page
from connectors.web import routes as web
from connectors.web.booked_once import BookedOnce
from connectors.web.hall.furnishing import furnish
from connectors.web.once import Once


class _Revalidated(StaticFiles):
    """Scripts import one another without a version in their name: browsers must ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


class Server(uvicorn.Server):
    """Ends the open streams before it waits for them: by themselves they would go on."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        app = cast("FastAPI", self.config.app)
        app.state.streams.end()
        await super().shutdown(sockets)


def create_app(settings: Settings) -> FastAPI:
    """The application; everything behind it is wired when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        parts = app.state.parts = wiring.conversing(settings, "gateway")
        _equip(app, settings, parts)
        doors = open_doors(settings, parts)
        for door in doors.values():
            if door.router is not None:
                app.include_router(door.router)
        try:
            async with listening(doors):
                yield
        finally:
            await parts.close()

    app = FastAPI(
        title="Trợ lý Một cửa Bắc Ninh",
        version=version("tro-ly-mot-cua"),
        lifespan=lifespan,
        docs_url=None,  # our own page: the usual one loads scripts from a distribution network
        redoc_url=None,
        responses=PROBLEMS,
    )
    app.state.settings = settings
    app.state.texts = page.load_texts()
    app.state.version = app.version
    for part in (health, metrics, cases, controls, desk_appointments, desk_queue, web, console):
        app.include_router(part.router)
    app.mount("/console/static", _Revalidated(directory=console_page.HERE / "static"))
    app.mount("/static", _Revalidated(directory=page.HERE / "static"), name="static")
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    return app


def _equip(app: FastAPI, settings: Settings, parts: Conversing) -> None:
    """What the routes find beside the parts."""
    sign = parts.stores.seal.digest
    app.state.limits = Limits(
        parts.knowledge, settings.kiosks, on=settings.assistant_limits == "on"
    )
    app.state.once = Once(parts.stores.inbox, parts.reception)
    app.state.booked_once = BookedOnce(parts.booking, sign)
    app.state.links = Links(sign, settings.public_url)
    app.state.around = offices.Around()
    app.state.streams = events.Streams()
    furnish(app, settings, parts)
    furnish_console(app, settings, parts)


def main() -> None:
    """Serve until told to stop."""
    configure_logs()
    settings = load_settings()
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    server = Server(config)
    server.run()
    if not server.started:
        sys.exit(1)


if __name__ == "__main__":
    main()
