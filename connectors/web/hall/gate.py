"""Who may take numbers: the kiosks of the halls, and not faster than hands can."""

import math
import time
from collections.abc import Callable

from fastapi import Request
from starlette.exceptions import HTTPException

from assistant.knowledge.live import Editions
from assistant.settings import Network
from connectors.networks import is_within
from connectors.rates import Buckets
from connectors.refused import Refused
from connectors.web.admission import address_of


class Gate:
    """By the address that connects. `networks`: of the kiosks; none: anybody's."""

    def __init__(
        self, knowledge: Editions, networks: tuple[Network, ...], *, on: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._knowledge = knowledge
        self._networks = networks
        self._on = on
        self._buckets = Buckets(clock)

    def admit(self, address: str) -> None:
        """Refused when it is no kiosk; 429 when it is too fast."""
        if self._networks and not is_within(address, self._networks):
            raise Refused(403, "not_a_kiosk", "queue_not_a_kiosk")
        rate = self._knowledge.current.base.policy.queue.numbers_per_minute
        wait = self._buckets.take(address, rate, rate) if self._on else 0
        if wait:
            after = str(math.ceil(wait))
            raise HTTPException(429, f"again in {after} s", {"Retry-After": after})


def admit_kiosk(request: Request) -> None:
    """Whether this request comes from a kiosk, now."""
    gate: Gate = request.app.state.gate
    gate.admit(address_of(request))
