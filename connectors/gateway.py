"""The gateway: every door in one application. The only module that names them all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

from assistant import wiring
from assistant.logs import configure_logs
from assistant.settings import Settings, load_settings
from connectors import health
from connectors.limits import BodyLimit, SafeHeaders
from connectors.problem import add_problem_handlers
from connectors.web import api, page


class _Revalidated(StaticFiles):
    """Scripts import one another without a version in their name: browsers must ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def create_app(settings: Settings) -> FastAPI:
    """The application; everything behind it is wired when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.gateway = wiring.gateway(settings)
        yield
        await app.state.gateway.close()

    app = FastAPI(
        title="Trợ lý Một cửa Bắc Ninh",
        version=version("tro-ly-mot-cua"),
        lifespan=lifespan,
        docs_url=None,  # our own page: the usual one loads scripts from a distribution network
        redoc_url=None,
    )
    app.state.texts = page.load_texts()
    app.state.version = app.version
    for router in (health.router, api.router, page.router):
        app.include_router(router)
    app.mount("/static", _Revalidated(directory=page.HERE / "static"), name="static")
    add_problem_handlers(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(SafeHeaders)
    return app


def main() -> None:
    """Serve until told to stop."""
    configure_logs()
    settings = load_settings()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
