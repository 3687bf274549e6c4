"""What the fake tells an application: signed events, again and again until they are taken."""

import asyncio
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field

import httpx

from tests.fakes.zalo.account import Account, Json

LADDER = (30.0, 300.0, 900.0, 1800.0, 3600.0)
_DEADLINE = 2.0


@dataclass
class Delivery:
    """One event: how each try ended, by status, 0 for no answer in time."""

    event: Json
    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Hooks:
    """Posts events to `address`. `scale`: 0.001 makes 30 seconds of waiting 30 milliseconds."""

    def __init__(self, account: Account, address: str = "", scale: float = 1.0) -> None:
        self._account = account
        self.address = address
        self.scale = scale
        self.subscribed = True
        self.deliveries: list[Delivery] = []
        self._http = httpx.AsyncClient(timeout=_DEADLINE)

    def event(self, name: str, **more: object) -> Json:
        """An event of now."""
        return {"app_id": self._account.app, "event_name": name,
                "timestamp": str(int(time.time() * 1000)), **more}  # fmt: skip

    async def says(self, user: str, text: str, *, number: str = "") -> Delivery:
        """A resident types; what they typed stands in the conversation."""
        self._account.heard(user)
        self._account.keep(user, text, src=1)
        message = {"text": text, "msg_id": number or secrets.token_hex(10)}
        return await self.post(self.event(
            "user_send_text", sender={"id": user}, recipient={"id": self._account.oa},
            user_id_by_app=f"9{user}", message=message,
        ))  # fmt: skip

    async def follows(self, user: str) -> Delivery:
        """A resident follows the account."""
        self._account.heard(user)
        more = {"oa_id": self._account.oa, "follower": {"id": user}, "source": "oa_profile"}
        return await self.post(self.event("follow", **more))

    async def post(self, event: Json) -> Delivery:
        """Deliver with all tries; afterwards the application may be unsubscribed."""
        delivery = Delivery(event)
        self.deliveries.append(delivery)
        if not self.subscribed:
            return delivery
        body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json",
                   "X-ZEvent-Signature": f"mac={self.mac(event, body)}"}  # fmt: skip
        for number, wait in enumerate((0.0, *LADDER)):
            await asyncio.sleep(wait * self.scale)
            again = {"num_retry": str(number)} if number else {}
            if await self._try(delivery, body, {**headers, **again}) == 200:
                return delivery
        self.subscribed = False
        return delivery

    def mac(self, event: Json, body: bytes) -> str:
        """The signature of a body."""
        head, tail = str(event["app_id"]), str(event["timestamp"]) + self._account.oa_secret
        return hashlib.sha256(head.encode() + body + tail.encode()).hexdigest()

    async def close(self) -> None:
        """Give connections back."""
        await self._http.aclose()

    async def _try(self, delivery: Delivery, body: bytes, headers: dict[str, str]) -> int:
        start, status = time.perf_counter(), 0
        try:
            status = (
                await self._http.post(self.address, content=body, headers=headers)
            ).status_code
        except httpx.HTTPError:
            status = 0
        delivery.statuses.append(status)
        delivery.seconds.append(time.perf_counter() - start)
        return status
