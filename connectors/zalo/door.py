"""The door of the Zalo Official Account."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from fastapi import APIRouter

from assistant.clock import now
from assistant.conversation.delivery import Outgoing
from assistant.errors import StorageError
from assistant.settings import Settings
from assistant.wiring import Conversing
from connectors.zalo import consent, reminding, webhook
from connectors.zalo.client import ZaloClient
from connectors.zalo.events import CHANNEL
from connectors.zalo.oauth import ZaloOAuth
from connectors.zalo.sending import Sending
from connectors.zalo.tokens import TokenKeeper, seed_of

log = structlog.get_logger()
_FRESH_SECONDS = 600.0


class ZaloDoor:
    """Residents on Zalo. Nothing connects before the first message."""

    channel = CHANNEL

    def __init__(self, settings: Settings, signer: webhook.Signer, parts: Conversing) -> None:
        secret, access = settings.zalo_app_secret, settings.zalo_access_token
        refresh = settings.zalo_refresh_token
        self._oauth = ZaloOAuth(
            settings.zalo_oauth_url, signer.app, secret.get_secret_value() if secret else None
        )
        seed = seed_of(
            access.get_secret_value() if access else None,
            refresh.get_secret_value() if refresh else None,
            now(),
        )
        name = f"{CHANNEL}:{settings.zalo_oa_id or signer.app}"
        self.tokens = TokenKeeper(parts.stores.credentials, self._oauth, name[:40], seed)
        self._client = ZaloClient(settings.zalo_api_url, self.tokens)
        self._sending = Sending(
            self._client, parts.stores.keyboard, parts.knowledge,
            buttons=settings.zalo_buttons == "on", templates=settings.zalo_templates,
        )  # fmt: skip
        self.router: APIRouter | None = APIRouter()
        self.router.include_router(webhook.router_of(webhook.Webhook(signer, parts)))
        self.router.include_router(
            consent.router_of(consent.Consent(settings, self._oauth, self.tokens))
        )

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Messages come by the router; beside it the access token is kept fresh."""
        keeping = asyncio.create_task(self._keep_fresh())
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def send(self, outgoing: Outgoing) -> str:
        """Send a reply; Zalo's id of its last message."""
        return await self._sending.send(outgoing)

    async def send_template(self, to: str, template: str, values: dict[str, str], mark: str) -> str:
        """Send a template message to a phone or a user, whenever they last wrote."""
        return await reminding.send_template(self._client, to, template, values, mark)

    async def keep_fresh(self) -> None:
        """Renew the access token ahead of time: 20 of its 25 hours."""
        await self.tokens.keep_fresh()

    async def close(self) -> None:
        """Give connections back, once a renewal under way has ended."""
        await self.tokens.close()
        await self._client.close()
        await self._oauth.close()

    async def _keep_fresh(self) -> None:
        while True:
            try:
                await self.keep_fresh()
            except StorageError as error:
                log.warning("zalo token not read", error=str(error))
            await asyncio.sleep(_FRESH_SECONDS)


def open_door(settings: Settings, parts: Conversing) -> ZaloDoor | None:
    """The door, None when the settings name no application or no secret to check its posts by."""
    app, secret = settings.zalo_app_id, settings.zalo_oa_secret
    if not app or secret is None or not secret.get_secret_value():
        return None
    signer = webhook.Signer(app, secret.get_secret_value(), settings.zalo_oa_id)
    return ZaloDoor(settings, signer, parts)
