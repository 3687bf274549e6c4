"""One child process of the launcher: started, asked for its health, stopped, its end explained."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

_PR_SET_PDEATHSIG = 1
_LAST_LINES = 12
_NICE = 5
_MOST_DEATHS, _SECONDS_OF_DEATHS = 5, 120.0  # beyond that something is broken for good


class Process:
    """A named process with a log file. Without a health address it is well while it runs.

    `yielding`: others go first when the processor is busy.
    """

    def __init__(  # noqa: PLR0913 - what a process is started with
        self, name: str, command: Sequence[str], env: Mapping[str, str], log: Path,
        health: str | None = None, *, yielding: bool = False,
    ) -> None:  # fmt: skip
        self.name = name
        self._command = list(command)
        self._env = dict(env)
        self._log = log
        self._health = health
        self._start = _yielding if yielding else _die_with_parent
        self._child: subprocess.Popen[bytes] | None = None
        self._ends: list[float] = []

    def start(self, folder: Path) -> None:
        """Start it in a session of its own: Ctrl-C reaches the launcher, which stops in order."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._child = subprocess.Popen(
                self._command,
                cwd=folder,
                env=self._env,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=self._start if sys.platform == "linux" else None,  # noqa: PLW1509
            )

    @property
    def pid(self) -> int | None:
        """Of the running child."""
        return self._child.pid if self._child else None

    def is_healthy(self) -> bool:
        """Whether its health address answers with success."""
        if self._health is None:
            return self._child is not None and self._child.poll() is None
        try:
            return httpx.get(self._health, timeout=2).is_success
        except httpx.HTTPError:
            return False

    def end(self) -> str | None:
        """Why it ended, with its last words; None while it runs."""
        if self._child is None or self._child.poll() is None:
            return None
        last = self._log.read_text(errors="replace").splitlines()[-_LAST_LINES:]
        words = "\n".join(f"    {line}" for line in last)
        return (
            f"{self.name} ended with code {self._child.returncode}; its log ({self._log}):\n{words}"
        )

    def restart(self, folder: Path) -> bool:
        """Start it again after its end; False when it has died too often to go on."""
        now = time.monotonic()
        self._ends = [end for end in self._ends if now - end < _SECONDS_OF_DEATHS] + [now]
        if len(self._ends) > _MOST_DEATHS:
            return False
        self.start(folder)
        return True

    def stop(self, seconds: float = 10) -> None:
        """Ask it to end, then make it."""
        if self._child is None or self._child.poll() is not None:
            return
        _signal_group(self._child.pid, signal.SIGTERM)
        try:
            self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            _signal_group(self._child.pid, signal.SIGKILL)
            self._child.wait(seconds)


def _signal_group(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return  # it ended by itself meanwhile


def _die_with_parent() -> None:  # runs in the child
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _yielding() -> None:  # runs in the child
    _die_with_parent()
    os.nice(_NICE)
