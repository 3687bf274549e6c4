"""What `assistant kb import`, `export` and `publish` do with a spreadsheet and a whole folder."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import now
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.documents.exchange import Taken
    from assistant.documents.workshop import Workshop

Tell = Callable[[str], None]


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
    from assistant.release import in_workshop

    count = in_workshop(
        load_settings(), lambda shop: shop.exchange.write(target, overwrite=overwrite)
    )
    tell(f"{count} documents in {target}; take it back with `assistant kb import {target}`")


def import_folder(folder: Path, tell: Tell) -> None:
    """The first folder is published as it is; of later ones changed files become drafts."""

    from assistant.release import BY_COMMAND, in_workshop

    async def work(shop: "Workshop") -> "Taken":
        taken = await shop.exchange.take_over(folder, BY_COMMAND)
        if taken.published:
            await shop.publishing.publish([], BY_COMMAND)
        return taken

    taken = in_workshop(load_settings(), work)
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


def publish_folder(tell: Tell) -> None:
    """Residents are answered from the files, and from what staff wrote on the page since."""
    from assistant import wiring
    from assistant.publication import publish
    from assistant.release import release

    settings = load_settings()
    publish(wiring.editions(settings), lambda: release(settings, tell), tell)


def _export_spreadsheet(file: Path, tell: Tell, *, overwrite: bool) -> None:
    from assistant.knowledge.spreadsheet.authoring import Authoring

    settings = load_settings()
    authoring = Authoring(settings.knowledge_base, settings.data / "knowledge")
    rows = authoring.export(file, overwrite=overwrite)
    tell(f"{rows} rows in {file}; edit it and take it back with `assistant kb import {file}`")
