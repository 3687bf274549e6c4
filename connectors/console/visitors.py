"""How fast one address may try to sign in: each try costs a fifth of a second and 64 MiB."""

import math

from fastapi import Request

from connectors.rates import Buckets

_A_MINUTE, _AT_ONCE = 10, 20  # an office behind one address begins its day together


class Visitors:
    """Addresses that tried lately, in memory of each process."""

    def __init__(self, *, on: bool) -> None:
        self._on, self._buckets = on, Buckets()

    def wait(self, request: Request) -> int:
        """Seconds until this address may try, 0 when it may."""
        if not self._on:
            return 0
        address = request.client.host if request.client else ""
        return math.ceil(self._buckets.take(address, _A_MINUTE, _AT_ONCE))
