"""Pushing updates to the bot's webhook: in order, again and again until it answers 2xx."""

import asyncio

import httpx

from tests.fakes.telegram.chats import Json, Telegram
from tests.fakes.telegram.methods import Methods

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0
_TIMEOUT = 30


class Pusher:
    """Updates of one chat go one after another, those of different chats side by side."""

    def __init__(self, telegram: Telegram, methods: Methods) -> None:
        self._telegram = telegram
        self._methods = methods
        self._lines: dict[int, asyncio.Queue[Json]] = {}
        self.refused = 0

    async def run(self) -> None:
        """Until cancelled."""
        async with httpx.AsyncClient(timeout=_TIMEOUT) as http, asyncio.TaskGroup() as lines:
            while True:
                await self._telegram.news.wait()
                self._telegram.news.clear()
                if not self._methods.webhook["url"]:
                    continue
                waiting, self._telegram.waiting[:] = self._telegram.waiting[:], []
                for update in waiting:
                    if not _is_wanted(update, self._methods.webhook["allowed_updates"]):
                        continue
                    chat = _chat_of(update)
                    if chat not in self._lines:
                        self._lines[chat] = asyncio.Queue()
                        lines.create_task(self._serve(self._lines[chat], http))
                    self._lines[chat].put_nowait(update)

    async def _serve(self, line: asyncio.Queue[Json], http: httpx.AsyncClient) -> None:
        while True:
            update, wait = await line.get(), _FIRST_WAIT
            while not await self._push(update, http):
                self.refused += 1
                await asyncio.sleep(wait)
                wait = min(_LONGEST_WAIT, wait * 2)

    async def _push(self, update: Json, http: httpx.AsyncClient) -> bool:
        secret = self._methods.secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            answer = await http.post(self._methods.webhook["url"], json=update, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success


def _chat_of(update: Json) -> int:
    about = next(value for name, value in update.items() if name != "update_id")
    if not isinstance(about, dict):
        return 0
    inside = about.get("message", about)
    return int(inside.get("chat", {}).get("id", 0))


def _is_wanted(update: Json, allowed: list[str]) -> bool:
    return not allowed or any(name in allowed for name in update)
