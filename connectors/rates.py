"""How fast one resident may write, and one address ask: buckets that fill up again with time.

In memory of each process: a limit on floods, not an account. Off by ASSISTANT_LIMITS=off.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

from assistant.knowledge.live import Editions
from assistant.knowledge.policy import LimitsPolicy
from assistant.settings import Network
from connectors.networks import is_within

_REMEMBERED = 50_000  # buckets; the one not touched for longest goes first, and is full by then


class Buckets:
    """One bucket of tokens a name."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, when

    def __len__(self) -> int:
        return len(self._levels)

    def take(self, name: str, per_minute: float, burst: float) -> float:
        """Take one token: 0, or when there is none the seconds until there will be."""
        now, rate = self._clock(), per_minute / 60
        level, then = self._levels.pop(name, (burst, now))
        level = min(burst, level + (now - then) * rate)
        taken = level >= 1
        self._levels[name] = (level - 1 if taken else level, now)
        if len(self._levels) > _REMEMBERED:
            self._levels.popitem(last=False)
        return 0.0 if taken else (1 - level) / rate


class Limits:
    """The limits of policy.yml as they stand now. Methods named for who is limited.

    `kiosks`: networks whose addresses have no limit of their own: a whole hall stands behind one;
    each conversation there has its own all the same.
    """

    def __init__(
        self, knowledge: Editions, kiosks: tuple[Network, ...] = (), *, on: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._kiosks = kiosks
        self._knowledge = knowledge
        self._on = on
        self._conversations = Buckets(clock)
        self._addresses = Buckets(clock)

    def wait_of_conversation(self, conversation: str) -> float:
        """Seconds until its next message is taken, 0 when this one is."""
        if not self._on:
            return 0.0
        policy = self._policy
        return self._conversations.take(conversation, policy.messages_per_minute, policy.burst)

    def wait_of_address(self, address: str) -> float:
        """Seconds until the next request of a web address is taken, 0 when this one is."""
        if not self._on or is_within(address, self._kiosks):
            return 0.0
        rate = self._policy.web_requests_per_minute
        return self._addresses.take(address, rate, rate)

    def streams_of(self, address: str) -> int | None:
        """How many streams an address may hold open; None: as many as it likes."""
        is_limited = self._on and not is_within(address, self._kiosks)
        return self._policy.web_streams if is_limited else None

    @property
    def _policy(self) -> LimitsPolicy:
        return self._knowledge.current.base.policy.limits
