"""The access token of the account: kept fresh, and renewed by one at a time."""

import asyncio
import hashlib
from datetime import datetime, timedelta

import structlog

from assistant.clock import now
from assistant.conversation.credentials import Credentials, Pair, RenewalRefused
from assistant.conversation.delivery import DeliveryError, Refusal
from connectors.zalo.oauth import CONSENT, ZaloOAuth

log = structlog.get_logger()
_LIFE = timedelta(hours=25)
_PAUSE_SECONDS = 30.0  # after a renewal with no clear end
_CONSENT_SECONDS = 300.0  # a person must act first


class TokenKeeper:
    """Has the access token. `seed`: the pair of the settings, if they name one."""

    def __init__(
        self, credentials: Credentials, oauth: ZaloOAuth, name: str, seed: Pair | None
    ) -> None:
        self._credentials = credentials
        self._oauth = oauth
        self._name = name
        self._seed = seed
        self._pair: Pair | None = None
        self._lock = asyncio.Lock()
        self._renewal: asyncio.Task[Pair | None] | None = None
        self._not_before = 0.0

    async def access(self) -> str:
        """The token for the next call; DeliveryError while there is none."""
        pair = self._pair or await self.load()
        if pair is None:
            raise DeliveryError(Refusal.REFRESH, CONSENT, after=_CONSENT_SECONDS)
        return await self.renewed(pair.access) if pair.has_ended(now()) else pair.access

    async def renewed(self, stale: str) -> str:
        """Another token than `stale`, which Zalo does not take any more."""
        async with self._lock:
            if self._pair is None or self._pair.access == stale:
                await self._renew(stale)
            if self._pair is None:
                raise DeliveryError(Refusal.REFRESH, CONSENT, after=_CONSENT_SECONDS)
            return self._pair.access

    async def keep_fresh(self) -> None:
        """Renew ahead of time; called from time to time. A wanted consent is an alarm each time."""
        pair = await self.load()
        if pair is None:
            log.error("zalo needs consent", reason="no tokens")
        elif pair.refused.startswith(CONSENT):
            log.error("zalo needs consent", reason=pair.refused, ends_at=str(pair.expires_at))
        elif pair.is_due(now()):
            try:
                await self.renewed(pair.access)
            except DeliveryError as error:
                log.warning("zalo token not renewed", reason=error.reason)

    async def load(self) -> Pair | None:
        """The pair in force, read anew."""
        if self._seed:
            self._pair = await self._credentials.sow(self._name, self._seed)
        else:
            self._pair = await self._credentials.get(self._name)
        return self._pair

    async def consented(self, pair: Pair) -> None:
        """A person gave consent: the pair that came of it."""
        mark = self._seed.seed if self._seed else ""
        self._pair = Pair(pair.access, pair.refresh, pair.since, pair.expires_at, mark)
        await self._credentials.put(self._name, self._pair)
        log.info("zalo consent given", ends_at=str(pair.expires_at))

    async def close(self) -> None:
        """A renewal that is under way is waited for: its answer comes once."""
        if self._renewal is not None and not self._renewal.done():
            await asyncio.wait([self._renewal])

    async def _renew(self, stale: str) -> None:
        wait = self._not_before - asyncio.get_running_loop().time()
        if wait > 0:
            raise DeliveryError(Refusal.REFRESH, "renewal pauses", after=wait)
        # A task of its own: whoever waits may be stopped, the new pair must be kept all the same.
        renewing = self._credentials.renew(self._name, stale, self._exchange)
        self._renewal = asyncio.ensure_future(renewing)
        try:
            self._pair = await asyncio.shield(self._renewal)
        except RenewalRefused as error:
            raise self._not_renewed(error) from None

    async def _exchange(self, kept: Pair) -> Pair:
        if kept.refused.startswith(CONSENT):
            raise RenewalRefused(kept.refused, final=True)  # known: not asked again
        if not kept.refresh:
            raise RenewalRefused(f"{CONSENT}: no refresh token", final=True)
        new = await self._oauth.renew(kept.refresh)
        log.info("zalo token renewed", ends_at=str(new.expires_at))
        return Pair(new.access, new.refresh, new.since, new.expires_at, kept.seed)

    def _not_renewed(self, error: RenewalRefused) -> DeliveryError:
        self._pair = None  # read anew: another process or a person may bring the next pair
        if error.final:
            log.error("zalo needs consent", reason=error.reason)
            return DeliveryError(Refusal.REFRESH, error.reason, after=_CONSENT_SECONDS)
        # With no clear end the refresh token may be burnt: the next try will tell.
        log.error("zalo token not renewed, it may be burnt", reason=error.reason)
        self._not_before = asyncio.get_running_loop().time() + _PAUSE_SECONDS
        return DeliveryError(Refusal.REFRESH, error.reason, after=_PAUSE_SECONDS)


def seed_of(access: str | None, refresh: str | None, at: datetime) -> Pair | None:
    """The pair of the settings. A refresh token alone is used at once."""
    if not access and not refresh:
        return None
    mark = hashlib.sha256(f"{access}\n{refresh}".encode()).hexdigest()[:16]
    return Pair(access or "", refresh or "", at, at + _LIFE if access else at, mark)
