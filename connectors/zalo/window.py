"""How long after a resident wrote the account may still answer. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

_FREE = timedelta(hours=48)
_OPEN = timedelta(days=7)


class Window(StrEnum):
    """What an answer costs at a moment, or that it is not possible any more."""

    FREE = "free"
    BILLED = "billed"
    CLOSED = "closed"


def window_at(now: datetime, last_heard_at: datetime | None) -> Window:
    """The window since the resident was last heard; unknown counts as free: Zalo knows better."""
    silent = now - last_heard_at if last_heard_at else timedelta()
    if silent > _OPEN:
        return Window.CLOSED
    return Window.BILLED if silent > _FREE else Window.FREE
