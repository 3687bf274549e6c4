"""Whether a request of the web is taken now, or its sender is asked to wait."""

import math

from fastapi import Request
from starlette.exceptions import HTTPException

from connectors.rates import Limits


def address_of(request: Request) -> str:
    """Who asks, as far as it is known: behind a proxy of this machine, what the proxy says."""
    return request.client.host if request.client else ""


def admit_address(request: Request) -> None:
    """429 when this address asks too fast."""
    limits: Limits = request.app.state.limits
    _wait(limits.wait_of_address(address_of(request)))


def admit_message(request: Request, conversation: str) -> None:
    """429 when this address, or this conversation, writes too fast."""
    limits: Limits = request.app.state.limits
    admit_address(request)
    _wait(limits.wait_of_conversation(conversation))


def refuse(seconds: float) -> HTTPException:
    """Too many; again after so long."""
    after = str(max(1, math.ceil(seconds)))
    return HTTPException(429, f"again in {after} s", {"Retry-After": after})


def _wait(seconds: float) -> None:
    if seconds > 0:
        raise refuse(seconds)
