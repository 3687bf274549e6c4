"""The files of an installation on their way to residents: by a command, and at every start."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from assistant import wiring
from assistant.clock import now
from assistant.documents.workshop import Workshop, open_workshop
from assistant.errors import ContentError
from assistant.settings import Settings
from assistant.storage.database import migrate
from assistant.storage.embedded import reached
from assistant.stores import open_stores

BY_COMMAND = "assistant kb"
Tell = Callable[[str], None]
ResultT = TypeVar("ResultT")


def in_workshop(settings: Settings, work: Callable[[Workshop], Awaitable[ResultT]]) -> ResultT:
    """Do something with the documents of the database, which is started for it if need be."""
    with reached(settings.database_url, settings.data / "postgres") as url:
        migrate(url)
        return asyncio.run(_done(settings.model_copy(update={"database_url": url}), work))


def release(settings: Settings, tell: Tell) -> str:
    """The edition that running processes take over now; ContentError, then nothing has changed."""

    async def work(shop: Workshop) -> str:
        released = await shop.releasing.release(settings.knowledge_base, BY_COMMAND)
        for path in released.ended:
            tell(f"ended: {path} is no longer among the files")
        for path in released.aside:
            tell(f"kept aside: {path} was changed on the page too; merge it there")
        return released.edition

    return in_workshop(settings, work)


def release_at_start(settings: Settings, tell: Tell) -> None:
    """The same before anything runs. A problem in the files stops the first start of an
    installation only: later it goes on with what was published.
    """
    try:
        release(settings, tell)
    except ContentError as error:
        if wiring.editions(settings).current() is None:
            raise
        for problem in error.problems:
            tell(f"not published: {problem}")


async def _done(settings: Settings, work: Callable[[Workshop], Awaitable[ResultT]]) -> ResultT:
    stores = open_stores(settings)
    try:
        return await work(open_workshop(stores.documents, wiring.editions(settings), now))
    finally:
        await stores.engine.dispose()
