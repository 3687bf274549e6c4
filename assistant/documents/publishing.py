"""Publishing: approved versions become what residents read, all that are chosen or none."""

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from assistant.documents.checking import Findings, found
from assistant.documents.editing import Unready, earlier_waits
from assistant.documents.folder import write_folder
from assistant.documents.store import Chosen, DocumentStore, Step
from assistant.documents.version import DocumentError, Draft, State, Version
from assistant.errors import ContentError
from assistant.knowledge.editions import EditionStore

log = structlog.get_logger()
_BY_ITSELF = "schedule"


class Publishing:
    """Makes editions of what is published. `folder`: where the same stands as files, to be read."""

    def __init__(
        self,
        store: DocumentStore,
        editions: EditionStore,
        folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._editions = editions
        self._folder = folder
        self._now = now

    async def publish(self, chosen: Sequence[Chosen], by: str) -> str:
        """The id of the edition that running processes take over now.

        Unready with what the checks found, or DocumentError; then nothing has changed.
        """
        now = self._now()
        for one in chosen:
            earlier_waits(await self._store.history(one.path), one.number, now)
        async with self._store.publishing(chosen, by, now) as texts:
            return await asyncio.to_thread(self._issue, texts)

    async def release(self, drafts: Sequence[Draft], by: str) -> str:
        """The same for what files say; each draft starts from the newest version."""
        async with self._store.publishing([], by, self._now(), drafts) as texts:
            return await asyncio.to_thread(self._issue, texts)

    async def due(self) -> list[Version]:
        """Publish what waits for this day; what was published. Several workers may ask at once.

        One that cannot be published waits for staff, with the reason, and keeps no other back.
        """
        waiting = await self._store.due(self._now())
        if not waiting:
            return []
        try:
            await self.publish([_chosen(version) for version in waiting], _BY_ITSELF)
        except DocumentError:
            return [version for version in waiting if await self._alone(version)]
        return waiting

    async def _alone(self, version: Version) -> bool:
        try:
            await self.publish([_chosen(version)], _BY_ITSELF)
        except Unready as error:
            first = error.findings.problems[0]
            values = {"publish_at": None, "problem": f"{first.where}: {first.text}"}
            begins = (State.APPROVED,)
            step = Step(version.path, version.number, begins, State.APPROVED, values)
            await self._store.take(step)
            log.error("not published on its day", document=version.path, number=version.number)
            return False
        except DocumentError:  # another worker was faster, or staff took it back
            return False
        return True

    def _issue(self, texts: Mapping[str, str]) -> str:
        """Checked and published from a folder beside; ours changes when that went well."""
        self._editions.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._editions.folder, prefix=".coming-") as coming:
            write_folder(Path(coming), texts)
            try:
                edition = self._editions.publish(Path(coming))
            except ContentError as error:
                problems = tuple(found(error.problems, Path(coming)))
                raise Unready(Findings(problems=problems)) from error
        self._folder.mkdir(parents=True, exist_ok=True)
        write_folder(self._folder, texts)
        return edition


def _chosen(version: Version) -> Chosen:
    return Chosen(version.path, version.number)
