"""One child process: started, watched, stopped, its end explained."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assistant.process import Process
from assistant.settings import ROOT
from tests.system.running import free_ports

_SLEEP = "import time; time.sleep(60)"
_STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1); {_SLEEP}"
_PARENT = (
    "import subprocess, sys;"
    f"print(subprocess.Popen([sys.executable, '-c', '{_SLEEP}']).pid); {_SLEEP}"
)
_SERVER = (
    "from http.server import *;"
    "HTTPServer(('127.0.0.1', %d), SimpleHTTPRequestHandler).serve_forever()"
)


def _process(code: str, folder: Path, health: str = "http://127.0.0.1:1/") -> Process:
    command = [sys.executable, "-u", "-c", code]
    return Process("tester", command, dict(os.environ), folder / "log" / "tester.log", health)


def _until(holds: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def test_what_it_prints_goes_to_its_log(tmp_path: Path) -> None:
    process = _process("print('xin chào')", tmp_path)
    assert process.pid is None
    process.start(ROOT)
    _until(process.end)
    assert (tmp_path / "log" / "tester.log").read_text() == "xin chào\n"


def test_its_end_is_explained_with_its_last_words(tmp_path: Path) -> None:
    process = _process("print('no model'); raise SystemExit(3)", tmp_path)
    process.start(ROOT)
    _until(process.end)
    reason = process.end() or ""
    assert reason.startswith("tester ended with code 3; its log (")
    assert "no model" in reason


def test_while_it_runs_there_is_no_end_and_a_stop_ends_it(tmp_path: Path) -> None:
    process = _process(_SLEEP, tmp_path)
    process.start(ROOT)
    assert process.end() is None
    process.stop()
    assert (process.end() or "").startswith(f"tester ended with code {-signal.SIGTERM}")
    process.stop()


def test_one_that_will_not_end_is_made_to(tmp_path: Path) -> None:
    process = _process(_STUBBORN, tmp_path)
    process.start(ROOT)
    _until((tmp_path / "log" / "tester.log").read_text)
    process.stop(seconds=0.3)
    assert f"code {-signal.SIGKILL}" in (process.end() or "")


def test_a_stop_reaches_the_children_of_the_child(tmp_path: Path) -> None:
    process = _process(_PARENT, tmp_path)
    process.start(ROOT)
    log = tmp_path / "log" / "tester.log"
    _until(lambda: log.read_text().strip())
    grandchild = Path(f"/proc/{log.read_text().strip()}")
    process.stop()
    _until(lambda: not grandchild.exists() or "\nState:\tZ" in (grandchild / "status").read_text())


def test_health_is_what_its_address_says(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    process = _process(_SERVER % port, tmp_path, f"http://127.0.0.1:{port}/pyproject.toml")
    assert not process.is_healthy()
    process.start(ROOT)
    _until(process.is_healthy)
    process.stop()
    assert not process.is_healthy()


def test_it_dies_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from assistant.process import Process;"
        "p = Process('x', [sys.executable, '-c', 'import time; time.sleep(60)'], os.environ,"
        " Path(sys.argv[1]) / 'x.log', ''); p.start(Path('.')); print(p.pid, flush=True);"
        "time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = Path(f"/proc/{int(parent.stdout.readline())}")
    assert child.exists()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    _until(lambda: not child.exists() or "\nState:\tZ" in (child / "status").read_text())


def test_one_that_yields_lets_others_go_first(tmp_path: Path) -> None:
    code = "import os; print(os.nice(0))"
    command = [sys.executable, "-c", code]
    log = tmp_path / "nice.log"
    process = Process("tester", command, dict(os.environ), log, yielding=True)
    process.start(ROOT)
    _until(process.end)
    assert int(log.read_text()) > os.nice(0)


def test_without_a_health_address_it_is_well_while_it_runs(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _SLEEP]
    process = Process("tester", command, dict(os.environ), tmp_path / "tester.log")
    assert not process.is_healthy()
    process.start(ROOT)
    assert process.is_healthy()
    process.stop()
    assert not process.is_healthy()


def test_what_dies_too_often_is_not_started_again(tmp_path: Path) -> None:
    process = _process("raise SystemExit(1)", tmp_path)
    process.start(ROOT)
    for _ in range(5):
        _until(process.end)
        assert process.restart(ROOT)
    _until(process.end)
    assert not process.restart(ROOT)
