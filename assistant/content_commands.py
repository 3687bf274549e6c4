"""What `assistant kb import` and `export` do with a spreadsheet, and with a whole folder."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.clock import now
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.documents.exchange import Taken
    from assistant.documents.workshop import Workshop

Tell = Callable[[str], None]
ResultT = TypeVar("ResultT")
_BY = "assistant kb"


def import_spreadsheet(file: Path, tell: Tell) -> int:
    """Read, tell what became of the rows; how many changed something."""
    from assistant import wiring
    from assistant.knowledge.spreadsheet.authoring import Authoring

    settings = load_settings()
    authoring = Authoring(settings.knowledge_base, settings.data / "knowledge")
    imported = wiring.editions(settings).official.load()
    report = authoring.take_over(file, now().date(), imported)
    for what in ("added", "changed", "removed"):
        for code in getattr(report, what):
            tell(f"{what}: {code}")
    tell(
        f"{len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {len(report.unchanged)} unchanged"
    )
    return len(report.added) + len(report.changed) + len(report.removed)


def export_content(target: Path, tell: Tell, *, overwrite: bool) -> None:
    """By its suffix a spreadsheet of the files, else a folder of what the database holds."""
    if target.suffix and not target.is_dir():
        _export_spreadsheet(target, tell, overwrite=overwrite)
        return
    count = _run(lambda shop: shop.exchange.write(target, overwrite=overwrite))
    tell(f"{count} documents in {target}; take it back with `assistant kb import {target}`")


def import_folder(folder: Path, tell: Tell) -> None:
    """The first folder is published as it is; of later ones changed files become drafts."""

    async def work(shop: "Workshop") -> "Taken":
        taken = await shop.exchange.take_over(folder, _BY)
        if taken.published:
            await shop.publishing.publish([], _BY)
        return taken

    taken = _run(work)
    for path in taken.drafts:
        tell(f"draft: {path}")
    for path in taken.conflicts:
        tell(f"conflict: {path} was changed here too; the file's text is kept aside")
    for path in taken.only_here:
        tell(f"only in the database: {path}")
    tell(
        f"{len(taken.published)} published, {len(taken.drafts)} drafts, "
        f"{len(taken.conflicts)} conflicts, {len(taken.unchanged)} unchanged"
    )


def _export_spreadsheet(file: Path, tell: Tell, *, overwrite: bool) -> None:
    from assistant.knowledge.spreadsheet.authoring import Authoring

    settings = load_settings()
    authoring = Authoring(settings.knowledge_base, settings.data / "knowledge")
    rows = authoring.export(file, overwrite=overwrite)
    tell(f"{rows} rows in {file}; edit it and take it back with `assistant kb import {file}`")


def _run(work: Callable[["Workshop"], Awaitable[ResultT]]) -> ResultT:
    from assistant.storage.database import migrate
    from assistant.storage.embedded import reached

    settings = load_settings()
    with reached(settings.database_url, settings.data / "postgres") as url:
        migrate(url)
        return asyncio.run(_work(settings.model_copy(update={"database_url": url}), work))


async def _work(settings: Settings, work: Callable[["Workshop"], Awaitable[ResultT]]) -> ResultT:
    from assistant import wiring
    from assistant.documents.workshop import open_workshop
    from assistant.stores import open_stores

    stores = open_stores(settings)
    try:
        return await work(open_workshop(stores.documents, wiring.editions(settings), now))
    finally:
        await stores.engine.dispose()
