"""Residents who write on Zalo: signed events posted to the webhook, as Zalo posts them."""

import asyncio
import hashlib
import json
import random
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from assistant.settings import Settings
from evaluation.running import Ours, fake, ours

APP, SECRET = "360846524940903967", "oa-secret"
ACCOUNT = "388613280878808645"
QUESTIONS = [
    "làm giấy khai sinh cho con cần những gì", "đăng ký kết hôn mất bao lâu",
    "dk tam tru o tro can giay to gi", "lệ phí cấp lại căn cước bao nhiêu", "sang tên xe máy ở đâu",
    "xin xác nhận độc thân", "thời tiết hôm nay", "cảm ơn bạn",
]  # fmt: skip
_RETRIES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds; Zalo's ladder, made shorter


@dataclass
class Zalo:
    """The residents' side. `acknowledged`: seconds until 200 of every post that got one."""

    hook: str
    acknowledged: list[float] = field(default_factory=list)
    tries: int = 0

    def __post_init__(self) -> None:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        self._http = httpx.AsyncClient(timeout=10, limits=limits)

    async def says(self, user: str, text: str, number: str) -> bool:
        """One message, delivered again until it is taken; False when it never was."""
        body, headers = signed(user, text, number)
        for wait in (0.0, *_RETRIES):
            await asyncio.sleep(wait)
            self.tries += 1
            start = time.perf_counter()
            try:
                response = await self._http.post(self.hook, content=body, headers=headers)
            except httpx.HTTPError:
                continue
            if response.status_code == 200:
                self.acknowledged.append(time.perf_counter() - start)
                return True
        return False

    async def close(self) -> None:
        """Give connections back."""
        await self._http.aclose()


def signed(user: str, text: str, number: str) -> tuple[bytes, Mapping[str, str]]:
    """The body and the headers of a text event of now."""
    stamp = str(int(time.time() * 1000))
    event = {
        "app_id": APP, "sender": {"id": user}, "recipient": {"id": ACCOUNT},
        "event_name": "user_send_text", "message": {"text": text, "msg_id": number},
        "timestamp": stamp,
    }  # fmt: skip
    body = json.dumps(event, ensure_ascii=False).encode()
    mac = hashlib.sha256(APP.encode() + body + stamp.encode() + SECRET.encode()).hexdigest()
    return body, {"Content-Type": "application/json", "X-ZEvent-Signature": f"mac={mac}"}


async def arrive(zalo: Zalo, per_second: float, seconds: float, users: list[str]) -> int:
    """Messages at this rate, in Poisson's way, each of the next user in turn; how many."""
    chance = random.Random(20261122)
    tasks: list[asyncio.Task[bool]] = []
    start, due = time.perf_counter(), 0.0
    while due < seconds:
        await asyncio.sleep(max(0.0, start + due - time.perf_counter()))
        number = len(tasks)
        user, text = users[number % len(users)], QUESTIONS[number % len(QUESTIONS)]
        mark = f"{user}-{number}-{int(start * 1000)}"
        tasks.append(asyncio.create_task(zalo.says(user, text, mark)))
        due += chance.expovariate(per_second)
    await asyncio.gather(*tasks)
    return len(tasks)


@contextmanager
def on_zalo(settings: Settings) -> Iterator[tuple[Ours, str]]:
    """The assistant with a fake Zalo behind it: both started, limits off; the fake's address."""
    with fake("zalo") as address:
        control(address, {"strangers": True, "faults": {"per_minute": 10**9}})
        with ours(settings, account_settings(address)) as system:
            yield system, address


def account_settings(address: str) -> dict[str, str]:
    """The settings of an assistant that speaks to the fake Zalo at this address."""
    tokens = httpx.get(f"{address}/_control", timeout=10).json()
    return {
        "ZALO_OA_ID": ACCOUNT, "ZALO_APP_ID": APP, "ZALO_OA_SECRET": SECRET,
        "ZALO_APP_SECRET": "app-secret", "ZALO_API_URL": address, "ZALO_OAUTH_URL": address,
        "ZALO_ACCESS_TOKEN": tokens["access_token"],
        "ZALO_REFRESH_TOKEN": tokens["refresh_token"],
    }  # fmt: skip


def control(address: str, change: Mapping[str, object]) -> None:
    """Tell the fake what shall go wrong."""
    httpx.post(f"{address}/_control", json=change, timeout=10).raise_for_status()


def sent(address: str) -> list[dict[str, object]]:
    """Every message the assistant sent, in the order of arrival at Zalo."""
    seen = httpx.get(f"{address}/_control", timeout=60).json()["messages"]
    return [message for message in seen if message["src"] == 0]


def waiting_jobs(system: Ours) -> int:
    """Jobs that are not done, as the metrics tell; -1 while they cannot be read."""
    try:
        text = httpx.get(f"{system.address}/metrics", timeout=5).text
    except httpx.HTTPError:
        return -1
    found = re.findall(r'^assistant_jobs\{[^}]*status="(?:todo|doing)"[^}]*\} ([0-9.e+]+)$',
                       text, re.MULTILINE)  # fmt: skip
    return int(sum(float(value) for value in found)) if "assistant_jobs" in text else -1


def drained(system: Ours, seconds: float) -> float:
    """Wait until no job is left; the seconds it took, SystemExit if it takes longer than that."""
    start, quiet = time.perf_counter(), 0
    while quiet < 3:
        if time.perf_counter() - start > seconds:
            raise SystemExit(f"{waiting_jobs(system)} jobs are left after {seconds:.0f} s")
        quiet = quiet + 1 if waiting_jobs(system) == 0 else 0
        time.sleep(0.5)
    return time.perf_counter() - start
