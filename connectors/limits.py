"""Bounds on what a client may send: the size of a body, and headers for every answer."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from connectors.problem import problem

LARGEST_BODY = 256 * 1024
# Where staff send more: a spreadsheet, a record with all its papers. The first that fits holds.
LARGER = (
    ("/console/content/spreadsheet", 5 * 1024 * 1024 + 64 * 1024),  # the file, and its form
    ("/console/content/", 1024 * 1024),
)
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]


class BodyLimit:
    """Refuses a body that is too large, by its length or while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        largest = largest_body(scope["path"])
        if not declared.isdigit() or int(declared) > largest:
            await _too_large(largest, scope, receive, send)
            return
        body = await _whole_body(receive, largest)
        if body is None:
            await _too_large(largest, scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


class SafeHeaders:
    """Headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def largest_body(path: str) -> int:
    """In bytes, for what is sent to this path."""
    return next((most for start, most in LARGER if path.startswith(start)), LARGEST_BODY)


async def _whole_body(receive: Receive, largest: int) -> bytes | None:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > largest:
            return None
        if not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def once() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


async def _too_large(largest: int, scope: Scope, receive: Receive, send: Send) -> None:
    answer = problem(413, "too_large", f"at most {largest} bytes")
    await answer(scope, receive, send)
