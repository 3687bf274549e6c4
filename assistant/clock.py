"""The time, asked for in one place so that rules can be given another."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment in Việt Nam, aware."""
    return datetime.now(VIETNAM)
