"""The library as we use it: one client, and logs that say what happened but quote nobody."""

import logging

import structlog
from telegram import Bot
from telegram.request import HTTPXRequest

log = structlog.get_logger()


def bot_of(token: str, api_url: str) -> Bot:
    """The bot; it connects on first use."""
    quiet()
    return Bot(
        token,
        base_url=f"{api_url.rstrip('/')}/bot",
        request=_client(64),
        get_updates_request=_client(2),
    )


async def close(bot: Bot) -> None:
    """Give connections back, whether it ever spoke to Telegram or not."""
    await bot.shutdown()
    await bot.request.shutdown()  # where it was never initialised, the call above does nothing


def quiet() -> None:
    """The library logs bodies and tokens, its HTTP client addresses that hold the token."""
    library = logging.getLogger("telegram")
    library.propagate = False
    library.handlers[:] = [_Retold(logging.WARNING)]
    for client in ("httpx", "httpcore"):
        logging.getLogger(client).setLevel(logging.WARNING)


def _client(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections, connect_timeout=5, read_timeout=10, write_timeout=5,
        pool_timeout=5,
    )  # fmt: skip


class _Retold(logging.Handler):
    """What kind of thing the library complains about, without its words."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.warning("library complains", library=record.name, level=record.levelname, kind=kind)
