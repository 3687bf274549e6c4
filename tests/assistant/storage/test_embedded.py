"""The PostgreSQL that comes with the assistant."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from assistant.settings import ROOT
from assistant.storage.database import with_driver
from assistant.storage.embedded import EmbeddedServer, reached


def _run(url: str, statement: str) -> object:
    engine = create_engine(with_driver(url))
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def _in_another_process(folder: Path, work: str) -> str:
    """As a next start of the assistant would: the server of a process is known to it alone."""
    code = (
        "import sys; from pathlib import Path;"
        "from assistant.storage.embedded import EmbeddedServer;"
        f"server = EmbeddedServer(Path(sys.argv[1]), owner=True); {work}"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def test_data_outlives_a_stop(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "postgres", owner=True)
    try:
        _run(server.start(), "CREATE TABLE kept AS SELECT 7 AS number")
        server.stop()
        assert not (tmp_path / "postgres" / "postmaster.pid").exists()
        url = _in_another_process(tmp_path / "postgres", "print(server.start())")
        assert _run(url, "SELECT number FROM kept") == 7
    finally:
        _in_another_process(tmp_path / "postgres", "server.start(); server.stop()")
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


def test_a_running_server_is_taken_over(tmp_path: Path) -> None:
    folder = tmp_path / "postgres"
    first = _in_another_process(folder, "print(server.start())")
    server = EmbeddedServer(folder, owner=True)
    try:
        assert server.start() == first
        assert _run(first, "SELECT 1") == 1
    finally:
        server.stop()
    assert not (folder / "postmaster.pid").exists()


def test_a_stop_without_a_start_is_nothing(tmp_path: Path) -> None:
    EmbeddedServer(tmp_path, owner=True).stop()


def test_only_the_owner_stops_a_server_that_ran_before(tmp_path: Path) -> None:
    """`assistant db …` beside a running assistant must not take its database away."""
    folder = tmp_path / "postgres"
    url = _in_another_process(folder, "print(server.start())")
    guest = EmbeddedServer(folder, owner=False)
    assert guest.start() == url
    guest.stop()
    assert _run(url, "SELECT 1") == 1
    _in_another_process(folder, "server.start(); server.stop()")
    assert not (folder / "postmaster.pid").exists()


def test_a_command_reaches_the_database_of_the_settings_or_starts_its_own(tmp_path: Path) -> None:
    with reached("postgresql://elsewhere/x", tmp_path / "none") as url:
        assert url == "postgresql://elsewhere/x"
    assert not (tmp_path / "none").exists()
    folder = tmp_path / "postgres"
    with reached(None, folder) as url:
        assert _run(url, "SELECT 1") == 1
    assert not (folder / "postmaster.pid").exists()
