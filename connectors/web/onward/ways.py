"""The ways on from a page that a telephone opened: which channels, by which links. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from assistant.settings import Settings

Channel = Literal["browser", "zalo", "telegram"]
_ORDER: tuple[Channel, ...] = ("browser", "zalo", "telegram")
# What the browsers inside the two applications call themselves; only the order hangs on it.
_INSIDE: Mapping[str, Channel] = {"zalo": "zalo", "telegram": "telegram"}


@dataclass(frozen=True)
class Way:
    """`say`: what is typed there, where the link cannot bring it along."""

    channel: Channel
    url: str
    say: str | None = None


def ways(
    settings: Settings, start: str, say: str, here: str = "", first: Channel | None = None
) -> list[Way]:
    """Those that are open, the likeliest first. `start`: the word for links; `say`: for a keyboard.

    `here`: our address, empty for links of our own pages. `first`: the channel to begin with.
    """
    found: dict[Channel, Way] = {
        "browser": Way("browser", f"{here.rstrip('/')}/?start={quote(start, safe='')}")
    }
    if settings.zalo_oa_id:
        found["zalo"] = Way("zalo", f"https://zalo.me/{quote(settings.zalo_oa_id, safe='')}", say)
    if settings.telegram_bot_name:
        bot = f"https://t.me/{settings.telegram_bot_name}"
        found["telegram"] = Way("telegram", f"{bot}?start={quote(start, safe='')}")
    order = sorted(_ORDER, key=lambda channel: channel != first)
    return [found[channel] for channel in order if channel in found]


def inside(user_agent: str) -> Channel | None:
    """The application whose own browser asks; the name is looked at and forgotten."""
    name = user_agent.lower()
    return next((channel for word, channel in _INSIDE.items() if word in name), None)
