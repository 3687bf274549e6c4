"""Hashing passwords by argon2id: a fifth of a second and 64 MiB each, so two at once at most."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError

from assistant.staff.password import LONGEST, normal

_AT_ONCE = 2
T = TypeVar("T")


class Hashing:
    """Hashes and checks in threads of its own; the process goes on meanwhile."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="argon2")

    async def hash(self, password: str) -> str:
        """What is kept of a password."""
        return await self._in_thread(self._hasher.hash, _bounded(password))

    async def matches(self, password: str, kept: str | None) -> bool:
        """Whether it is the password; without one to compare it takes the same time."""
        return await self._in_thread(self._matches, _bounded(password), kept)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, password: str, kept: str | None) -> bool:
        try:
            right = self._hasher.verify(password, kept or self._nobody)
        except PwdlibError:
            return False
        return right and kept is not None

    async def _in_thread(self, work: Callable[..., T], *given: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    @cached_property
    def _hasher(self) -> PasswordHash:
        return PasswordHash.recommended()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(32))


def _bounded(password: str) -> str:
    """The normal form; of an endless one a digest, so that it costs no more than others."""
    if len(password) > 4 * LONGEST:
        return hashlib.sha256(password.encode("utf8", "replace")).hexdigest()
    return normal(password).encode("utf8", "replace").decode()
