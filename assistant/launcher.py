"""`assistant up`: database, action server, Rasa, worker, gateway: started and stopped together.

A part that dies is started again: what it was doing is kept in the database.
"""

import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import httpx

from assistant import wiring
from assistant.clock import now
from assistant.errors import StartError
from assistant.process import Process
from assistant.release import release_at_start
from assistant.settings import ROOT, Settings
from assistant.storage.database import migrate, rasa_database
from assistant.storage.embedded import EmbeddedServer
from assistant.storage.retention import forget_older_than, forget_visitors
from assistant.training import RASA_MODEL, rasa_environment, train

_START_SECONDS = 180
_LOOK_EVERY = 0.5
_FORGET_EVERY = 24 * 3600
Tell = Callable[[str], None]


class _Stopped(Exception):
    """Ctrl-C, or a polite kill."""


def up(settings: Settings, tell: Tell) -> None:
    """Run until stopped; StartError when a part does not come up or dies."""
    _check_ports(settings)
    train(settings, tell)
    with _only_one(settings), _stoppable(), _database(settings, tell) as database:
        url = database.url
        migrate(url)
        release_at_start(settings.model_copy(update={"database_url": url}), tell)
        _forget(settings, url)
        processes = _processes(settings, url)
        try:
            for process in processes:
                process.start(ROOT)
            _wait(processes, tell)
            _wait_for_whole_path(processes, settings)
            tell(f"Ready: http://{settings.host}:{settings.port}  (Ctrl-C stops everything)")
            _watch(processes, database, settings, tell)
        except _Stopped:
            tell("Stopping…")
        finally:
            for process in reversed(processes):
                process.stop()
    tell("Stopped.")


def _processes(settings: Settings, url: str) -> list[Process]:
    logs = settings.data / "log"
    ours = {**os.environ, "DATABASE_URL": url, "PYTHONUNBUFFERED": "1", "HF_HUB_OFFLINE": "1"}
    if settings.encoder_model is not None or settings.reranker_model is not None:
        ours.pop("HF_HUB_OFFLINE")
    actions = Process(
        "action server", [sys.executable, "-m", "actions.server"], ours, logs / "actions.log",
        f"{settings.actions_address}/health", yielding=True,
    )  # fmt: skip
    gateway = Process(
        "gateway", [sys.executable, "-m", "connectors.gateway"], ours, logs / "gateway.log",
        f"http://{settings.host}:{settings.port}/healthz",
    )  # fmt: skip
    worker = Process(
        "worker", [sys.executable, "-m", "connectors.worker"], ours, logs / "worker.log",
        yielding=True,
    )  # fmt: skip
    # A Rasa server elsewhere is its owner's to start.
    rasa = [_rasa(settings, url)] if settings.rasa_url is None else []
    return [actions, *rasa, worker, gateway]


def _rasa(settings: Settings, url: str) -> Process:
    command = [
        str(settings.rasa_python), "-W", "ignore", "-m", "rasa", "run",
        "--model", str((settings.models / RASA_MODEL).resolve()),
        "--interface", "127.0.0.1", "--port", str(settings.rasa_port),
        "--endpoints", "endpoints.yml", "--credentials", "credentials.yml",
        "--logging-config-file", "assistant/nlu/logging.yml",
    ]  # fmt: skip
    env = {
        **rasa_environment(),
        "ACTIONS_URL": f"{settings.actions_address}/webhook",
        "RASA_DATABASE_URL": rasa_database(url),
    }
    health = f"{settings.rasa_address}/webhooks/gateway/"
    log = settings.data / "log" / "rasa.log"
    # The gateway goes first: channels wait for their 200, residents for the rest.
    return Process("Rasa server", command, env, log, health, yielding=True)


def _wait(processes: list[Process], tell: Tell) -> None:
    """Until every process answers, telling each as it does."""
    waiting, start = list(processes), time.monotonic()
    tell("Starting " + ", ".join(process.name for process in processes) + "…")
    while waiting:
        _raise_if_ended(processes)
        if time.monotonic() - start > _START_SECONDS:
            raise StartError(f"{waiting[0].name} did not answer within {_START_SECONDS} seconds")
        for process in [p for p in waiting if p.is_healthy()]:
            tell(f"  {process.name} answers after {time.monotonic() - start:.0f} s")
            waiting.remove(process)
        time.sleep(_LOOK_EVERY)


def _wait_for_whole_path(processes: list[Process], settings: Settings) -> None:
    """Until a greeting goes through Rasa and the action server and comes back."""
    start = time.monotonic()
    message = {"sender": "startup-check", "message": "xin chào", "message_id": "startup-check"}
    while time.monotonic() - start < _START_SECONDS:
        _raise_if_ended(processes)
        with suppress(httpx.HTTPError, ValueError):
            address = f"{settings.rasa_address}/webhooks/gateway/webhook"
            if httpx.post(address, json=message, timeout=10).json():
                return
        time.sleep(_LOOK_EVERY)
    raise StartError(f"no answer came through Rasa and the actions in {_START_SECONDS} seconds")


def _watch(processes: list[Process], database: "_Database", settings: Settings, tell: Tell) -> None:
    """What dies is started again; what dies again and again is the end of all, with the reason."""
    last = time.monotonic()
    while True:
        if database.server is not None and database.server.restarted():
            tell("The database had ended and was started again.")
        for process in processes:
            reason = process.end()
            if reason is None:
                continue
            if not process.restart(ROOT):
                raise StartError(reason)
            tell(f"{process.name} had ended and was started again; see its log.")
        if time.monotonic() - last > _FORGET_EVERY:
            _forget(settings, database.url)
            last = time.monotonic()
        time.sleep(_LOOK_EVERY)


def _forget(settings: Settings, url: str) -> None:
    """What has been kept for its time: conversations, and who came to an appointment."""
    forget_older_than(url, now(), settings.retention_days)
    policy = wiring.words(settings).policy.appointments
    forget_visitors(url, now(), policy.keep_contacts_days)


def _raise_if_ended(processes: list[Process]) -> None:
    for process in processes:
        reason = process.end()
        if reason is not None:
            raise StartError(reason)


@dataclass(frozen=True)
class _Database:
    """Where it is, and the embedded server if it is ours."""

    url: str
    server: EmbeddedServer | None = None


@contextmanager
def _database(settings: Settings, tell: Tell) -> Iterator[_Database]:
    if settings.database_url is not None:
        yield _Database(settings.database_url)
        return
    server = EmbeddedServer(settings.data / "postgres", owner=True)
    try:
        yield _Database(server.start(), server)
    finally:
        server.stop()
        tell("Database stopped.")


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Two launchers on one data folder would stop each other's database."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(f"the assistant of {settings.data} is running already") from error
        yield


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGINT and SIGTERM become _Stopped, once: a second one does not cut the clean stop short."""
    stopped = False

    def stop(_: int, __: FrameType | None) -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            raise _Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except _Stopped:
        return  # asked to stop before everything was up
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _check_ports(settings: Settings) -> None:
    ports = {
        "PORT": (settings.host, settings.port),
        "RASA_PORT": ("127.0.0.1", settings.rasa_port),
        "ACTIONS_PORT": ("127.0.0.1", settings.actions_port),
    }
    for name, address in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise StartError(
                    f"port {address[1]} is taken; choose another with {name}=… ({error.strerror})"
                ) from error
