"""Starting and stopping; what happens when a part dies is in tests/system/test_failures.py."""

import signal
import socket
import time
from pathlib import Path

import pytest

from assistant.errors import StartError
from assistant.launcher import up
from assistant.settings import Settings
from tests.system.running import Running, end_of, free_ports, launch


@pytest.mark.parametrize("name", ["port", "rasa_port", "actions_port"])
def test_a_taken_port_is_told_before_anything_starts(name: str, tmp_path: Path) -> None:
    ports = dict(zip(("port", "rasa_port", "actions_port"), free_ports(3), strict=True))
    told: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", ports[name]))
        taken.listen()
        settings = Settings(data=tmp_path, models=tmp_path, **ports)  # type: ignore[arg-type]
        with pytest.raises(StartError, match=rf"port {ports[name]} is taken.*{name.upper()}=…"):
            up(settings, told.append)
    assert told == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.system
def test_a_stop_in_the_middle_of_a_start_is_clean(tmp_path: Path) -> None:
    system = launch(tmp_path / "var")
    _until_it_says(system, "Starting")
    time.sleep(1)
    pids = system.pids
    system.process.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    system.process.send_signal(signal.SIGINT)  # an impatient Ctrl-C changes nothing
    assert end_of(system, 60) == 0, system.said()
    assert "Stopped." in system.said()
    assert "Traceback" not in system.said()
    assert [name for name, pid in pids.items() if Path(f"/proc/{pid}").exists()] == []
    assert not (tmp_path / "var" / "postgres" / "postmaster.pid").exists()


@pytest.mark.system
def test_a_database_that_does_not_answer_is_told_clearly(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"
    system = launch(tmp_path / "var", DATABASE_URL=url)
    assert end_of(system) == 1
    said = system.said()
    assert "error:" in said
    assert "Traceback" not in said
    assert "secret" not in said


@pytest.mark.system
def test_a_broken_knowledge_base_names_file_and_field(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge_base"
    (folder / "procedures" / "ho_tich").mkdir(parents=True)
    (folder / "procedures" / "ho_tich" / "1.000001.yml").write_text("code: 1.000001\nnaem: x\n")
    system = launch(tmp_path / "var", KNOWLEDGE_BASE=str(folder))
    assert end_of(system) == 1
    assert "1.000001.yml" in system.said()
    assert "naem" in system.said()
    assert "Traceback" not in system.said()


def _until_it_says(system: Running, word: str) -> None:
    end = time.monotonic() + 600
    while word not in system.said():
        assert system.process.poll() is None, system.said()
        assert time.monotonic() < end, system.said()
        time.sleep(0.2)
