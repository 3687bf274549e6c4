"""When a part dies: residents still get an answer, and the operator is told which part and why.

The launcher is held still (SIGSTOP) while parts are broken one after another, so that what the
gateway does alone can be seen; let go, it must start again what died.
The tests of this module share one system and build on one another, in their order.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.settings import ROOT
from tests.system.database import server_of
from tests.system.running import (
    Running,
    answers,
    end_of,
    environment,
    free_ports,
    launch,
    stop,
    wait_until_ready,
)

pytestmark = pytest.mark.system
_MARK = "tra cứu đơn giản"
_PATIENCE = 5  # seconds a resident may have to wait when a part is broken


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A system of its own, its launcher held still."""
    system = launch(tmp_path_factory.mktemp("failing") / "var")
    wait_until_ready(system)
    _until(lambda: "Ready:" in system.said())  # from then on it starts again what dies
    system.process.send_signal(signal.SIGSTOP)
    yield system
    if system.process.poll() is None:
        system.process.send_signal(signal.SIGCONT)
        stop(system)


@pytest.fixture(scope="module")
def pids(failing: Running) -> dict[str, int]:
    """Its processes, as they were before anything broke."""
    return failing.pids


def test_a_dead_database_is_named_and_residents_are_answered(failing: Running) -> None:
    server_of(failing.data).stop()
    ready = failing.http.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["database"] is False
    assert failing.http.get("/healthz").status_code == 200
    talk = failing.new_talk()
    assert _seconds(lambda: talk.say("đăng ký kết hôn mất bao lâu")) < _PATIENCE
    assert "1.000894" in talk.sources()
    assert "Trong ngày làm việc" in talk.heard()


def test_a_wish_for_an_officer_that_cannot_be_kept_is_told_so(failing: Running) -> None:
    talk = failing.new_talk()
    answer = talk.send("/talk_to_officer")
    assert answer["outcome"] == "failed"
    assert "chưa ghi lại được" in talk.heard()


def test_all_is_well_again_when_the_database_is_back(failing: Running) -> None:
    server_of(failing.data).ensure_postgres_running()
    end = time.monotonic() + 20
    while failing.http.get("/readyz").status_code != 200 and time.monotonic() < end:
        time.sleep(0.5)
    assert failing.http.get("/readyz").status_code == 200
    talk = failing.new_talk()
    talk.say("đăng ký kết hôn mất bao lâu")
    assert "1.000894" in talk.sources()
    assert _MARK not in talk.heard()
    assert talk.send("/talk_to_officer")["outcome"] == "handed_over"


def test_without_the_action_server_residents_are_answered(
    failing: Running, pids: dict[str, int]
) -> None:
    _kill(pids["actions"])
    talk = failing.new_talk()
    assert _seconds(lambda: talk.say("đăng ký kết hôn mất bao lâu")) < _PATIENCE
    assert "1.000894" in talk.sources()
    assert _MARK in talk.heard()


def test_without_rasa_a_whole_checklist_can_be_made(failing: Running, pids: dict[str, int]) -> None:
    _kill(pids["rasa"])
    assert failing.http.get("/readyz").json()["rasa"] is False
    talk = failing.new_talk()
    assert _seconds(lambda: talk.say("cấp lại sổ đỏ bị mất")) < _PATIENCE
    assert _MARK in talk.heard()
    talk.press("Mất cả sổ")
    talk.press("Cá nhân, hộ gia đình, cộng đồng dân cư")
    talk.say("không đo lại")
    assert "1.012786" in talk.sources()
    assert any(reply["checklist"] for reply in talk.last["replies"])
    talk.press("Lệ phí")
    assert "1.012786" in talk.sources()


def test_without_rasa_danger_is_still_heard_and_an_officer_still_met(failing: Running) -> None:
    talk = failing.new_talk()
    talk.say("cháy nhà rồi cứu với")
    assert "114" in talk.heard()
    talk.press("Gặp cán bộ")
    assert talk.last["outcome"] == "handed_over"


def test_the_launcher_starts_again_what_died_and_says_so(
    failing: Running, pids: dict[str, int]
) -> None:
    failing.process.send_signal(signal.SIGCONT)
    _until(lambda: failing.http.get("/readyz").status_code == 200)
    talk = failing.new_talk()
    _until(lambda: _MARK not in (talk.say("đăng ký kết hôn mất bao lâu") and talk.heard()))
    assert "1.000894" in talk.sources()
    assert "action server had ended and was started again" in failing.said()
    assert {failing.pids[name] for name in ("actions", "rasa")}.isdisjoint(pids.values())


def test_a_database_that_is_killed_is_started_again(failing: Running) -> None:
    number = int((failing.data / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(number, signal.SIGKILL)
    _until(lambda: "The database had ended and was started again." in failing.said())
    _until(lambda: failing.http.get("/readyz").status_code == 200)
    assert failing.new_talk().send("/talk_to_officer")["outcome"] == "handed_over"


def test_what_dies_again_and_again_is_the_end_and_the_reason_is_told(failing: Running) -> None:
    deaths = 0
    while failing.process.poll() is None and deaths < 20:
        worker = failing.pids.get("worker")
        if worker is not None and _lives(worker):
            os.kill(worker, signal.SIGKILL)
            deaths += 1
        time.sleep(0.2)
    assert end_of(failing, 60) == 1
    said = failing.said()
    assert "error: worker ended with code -9" in said
    assert "worker.log" in said
    assert not (failing.data / "postgres" / "postmaster.pid").exists()


def test_a_gateway_alone_answers_by_search(tmp_path: Path) -> None:
    port, nobody, no_database = free_ports(3)
    url = f"postgresql://nobody@127.0.0.1:{no_database}/assistant"
    env = environment(tmp_path, PORT=str(port), RASA_PORT=str(nobody), DATABASE_URL=url)
    gateway = subprocess.Popen([sys.executable, "-m", "connectors.gateway"], cwd=ROOT, env=env)
    system = Running(f"http://127.0.0.1:{port}", {}, tmp_path, gateway, tmp_path / "none")
    try:
        _until(lambda: answers(f"{system.base}/healthz"))
        ready = system.http.get("/readyz")
        assert ready.status_code == 503
        assert (ready.json()["database"], ready.json()["rasa"]) == (False, False)
        talk = system.new_talk()
        assert _seconds(lambda: talk.say("làm phiếu lý lịch tư pháp ở đâu")) < _PATIENCE
        assert "3.000333" in talk.sources()
        assert _MARK in talk.heard()
    finally:
        stop(system, signal.SIGTERM)


def test_a_taken_port_is_told_clearly(running: Running, tmp_path: Path) -> None:
    second = launch(tmp_path / "var", PORT=str(running.ports["PORT"]))
    assert end_of(second, 60) == 1
    port = running.ports["PORT"]
    assert f"port {port} is taken; choose another with PORT=" in second.said()
    assert "Traceback" not in second.said()
    assert running.http.get("/readyz").status_code == 200


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    _until(lambda: not _lives(pid))


def _lives(pid: int) -> bool:
    """A process that ended but was not yet seen by its parent does not live."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def _seconds(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start
