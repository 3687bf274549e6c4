"""`make bench`: how soon the kiosk's page stands there, and how long a touch takes in a full hall.

    python -m evaluation.hall_speed

Twenty kiosks (clients that send what the page sends, as fast as a hand touches), a display and
residents who chat, beside one kiosk in a real Chromium whose touches are measured to the pixel.
Clients, browser and servers share the cores.
"""

import argparse
import asyncio
import os
import random
import shutil
import statistics
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.async_api import Browser, Page, async_playwright

from assistant import wiring
from assistant.settings import Settings
from evaluation.report import Report
from evaluation.residents import QUESTIONS
from evaluation.running import ours

_OFFICE = "07210"
_PAINT_TARGET, _LIST_TARGET = 1000, 200  # ms: first paint warm, tile to list at p95
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_HAND = (0.5, 2.0)  # seconds between two touches of somebody who knows what they want
_SETTLE = 0.05  # of the turns and touches, at the beginning: caches fill
_PAINTS = """() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  performance.getEntriesByType('navigation')[0].responseEnd, window.readyAt]"""
_WATCH_READY = """new MutationObserver(() => {
  if (document.body?.dataset.ready !== undefined) window.readyAt ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true });"""
# From the finger to the frame in which something is there.
_TOUCH = """([button, shown]) => new Promise((done) => {
  const all = [...document.querySelectorAll('button')];
  const node = all.find((each) => each.textContent.trim() === button);
  const start = performance.now();
  const look = () => (document.querySelector(shown) ? done(performance.now() - start)
    : requestAnimationFrame(look));
  node.click();
  requestAnimationFrame(look);
})"""


def main() -> None:
    """Measure and write var/reports/the-hall.md."""
    given = _arguments()
    settings, report = Settings(), Report("The hall")
    tiles = [list(event.procedures) for event in wiring.draft(settings).life_events.root]
    before = os.getloadavg()
    with ours(settings) as system:
        asyncio.run(_measured(report, system.address, tiles, given))
    loads = {"load_before": before, "load_after": os.getloadavg()}
    report.note(
        f"Wanted: first paint warm at most {_PAINT_TARGET} ms, tile to list at most {_LIST_TARGET} "
        f"ms at p95, with 20 kiosks beside 10 turns a second. Load of the machine before and "
        f"after: {before[0]:.1f}, {loads['load_after'][0]:.1f} on {os.cpu_count()} cores."
    )
    print(f"Report: {report.write(settings.data / 'reports', {**vars(given), **loads})}")


async def _measured(
    report: Report, address: str, tiles: list[list[str]], given: argparse.Namespace
) -> None:
    async with AsyncExitStack() as open_:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        http = await open_.enter_async_context(
            httpx.AsyncClient(base_url=address, timeout=30, limits=limits)
        )
        browser = await open_.enter_async_context(_browser())
        hall = Hall(http, tiles, random.Random(6), given.kiosks, given.turns)
        if browser is not None:
            await _paint(report, "quiet", browser, address, given.paints)
        work: list[Awaitable[Any]] = [hall.open(given.seconds)]
        touches: list[float] = []
        if browser is not None:
            work.append(_touch(browser, address, given.seconds, touches))
        await asyncio.gather(*work)
        if browser is not None:
            beside = Hall(http, tiles, random.Random(7), given.kiosks, given.turns)
            during = asyncio.create_task(beside.open(given.paints * 1.5))
            await _paint(report, "in a full hall", browser, address, given.paints)
            await during
    _tell(report, hall, touches)


def _tell(report: Report, hall: "Hall", touches: Sequence[float]) -> None:
    head = ["what", "times", "p50 ms", "p95 ms", "max ms"]
    rows: list[list[object]] = [
        [name, *_figures(times)] for name, times in hall.times.items() if len(times) > 1
    ]
    if len(touches) > 1:
        rows.append(["a touch in Chromium, finger to frame", *_figures(touches)])
    report.table(
        f"A full hall: {hall.kiosks} kiosks, {hall.turns:.0f} turns a second", head, rows,
        "Kiosks and residents are HTTP clients; the Chromium kiosk comes on top of them."
        + (f" {hall.failed} requests failed." if hall.failed else ""),
    )  # fmt: skip


@dataclass
class Hall:
    """Everybody at once. `times`: milliseconds by what was waited for."""

    http: httpx.AsyncClient
    tiles: list[list[str]]
    chance: random.Random
    kiosks: int
    turns: float
    times: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0

    async def open(self, seconds: float) -> None:
        """So long; what comes at the very beginning does not count."""
        self.times.clear()
        end = time.perf_counter() + seconds
        await asyncio.gather(
            self._residents(end),
            self._display(end),
            *(self._kiosk(end) for _ in range(self.kiosks)),
        )
        for name, times in self.times.items():
            self.times[name] = times[int(len(times) * _SETTLE) :]

    async def _kiosk(self, end: float) -> None:
        await asyncio.sleep(self.chance.uniform(0, _HAND[1]))
        while time.perf_counter() < end:
            await self._visit(self.chance.choice(self.chance.choice(self.tiles)))

    async def _visit(self, procedure: str) -> None:
        """Tile, procedure, answers as they are asked for: each touch a request of the page."""
        answers: dict[str, str] = {}
        for _ in range(3):
            body = {"procedure": procedure, "answers": answers}
            listed = await self._timed("tile to list", "/api/v1/kiosk/lists", body)
            await asyncio.sleep(self.chance.uniform(*_HAND))
            question = next_question(listed)
            if question is None:
                return
            procedure = listed["procedure"]
            option = self.chance.choice(question["options"])["id"]
            answers = {**listed["answers"], question["id"]: option}

    async def _display(self, end: float) -> None:
        while time.perf_counter() < end:
            await self._timed("the display of the hall", f"/api/v1/hall?office={_OFFICE}")
            await asyncio.sleep(2)

    async def _residents(self, end: float) -> None:
        """They come in Poisson's way, each with questions of their own."""
        tasks: list[asyncio.Task[Any]] = []
        due, name = time.perf_counter(), ""
        while due < end and self.turns > 0:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            number = len(tasks) % len(QUESTIONS)
            name = uuid.uuid4().hex if number % 4 == 0 else name
            path, body = f"/api/v1/conversations/{name}/messages", {"text": QUESTIONS[number]}
            tasks.append(asyncio.create_task(self._timed("a turn of a chat", path, body)))
            due += self.chance.expovariate(self.turns)
        await asyncio.gather(*tasks)

    async def _timed(
        self, name: str, path: str, body: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        start = time.perf_counter()
        try:
            answer = await (
                self.http.get(path) if body is None else self.http.post(path, json=body)
            )
            answer.raise_for_status()
        except httpx.HTTPError:
            self.failed += 1
            return {}
        self.times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
        found: dict[str, Any] = answer.json()
        return found


def next_question(listed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first that nothing was answered to."""
    asked: list[dict[str, Any]] = listed.get("questions", [])
    return next((question for question in asked if question["chosen"] is None), None)


async def _paint(report: Report, when: str, browser: Browser, address: str, rounds: int) -> None:
    """Opened once, then again and again with a warm cache, as a kiosk does after each night."""
    async with _kiosk_page(browser) as page:
        await page.add_init_script(_WATCH_READY)
        url = f"{address}/kiosk?office={_OFFICE}"
        paints, readies = [], []
        for number in range(rounds + 1):
            await page.goto(url)
            await page.wait_for_selector("body[data-ready]")
            painted, _, ready = await page.evaluate(_PAINTS)
            if number > 0:
                paints.append(float(painted))
                readies.append(float(ready))
    head = ["what", "times", "p50 ms", "p95 ms", "max ms"]
    rows = [["first contentful paint", *_figures(paints)], ["can be touched", *_figures(readies)]]
    report.table(f"The kiosk's page, warm, {when}", head, rows, "In Chromium, 1080 × 1920.")


async def _touch(browser: Browser, address: str, seconds: float, times: list[float]) -> None:
    """Somebody at a real screen: from the tile to the papers, each touch to what it brings."""
    async with _kiosk_page(browser) as page:
        await page.goto(f"{address}/kiosk?office={_OFFICE}")
        await page.wait_for_selector("body[data-ready]")
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            await page.evaluate(_TOUCH, ["Sinh con", ".screen-event"])
            for title, shown in (
                ("Đăng ký khai sinh", ".screen-checklist .question"),
                ("Xem danh mục ngay", ".papers"),
            ):
                times.append(float(await page.evaluate(_TOUCH, [title, shown])))
                await asyncio.sleep(0.5)
            await page.evaluate(_TOUCH, ["Kết thúc", ".screen-home"])


@asynccontextmanager
async def _kiosk_page(browser: Browser) -> AsyncIterator[Page]:
    size: Any = {"width": 1080, "height": 1920}
    context = await browser.new_context(viewport=size, screen=size, locale="vi-VN")
    try:
        yield await context.new_page()
    finally:
        await context.close()


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser | None]:
    """The browser of this machine; None where there is none (`make chromium`)."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        print("No Chromium on this machine: what is painted is not measured.")
        yield None
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        await browser.close()


def _figures(millis: Sequence[float]) -> list[object]:
    """How many, p50, p95, the longest."""
    p95 = statistics.quantiles(millis, n=20, method="inclusive")[-1]
    return [len(millis), *(f"{each:.0f}" for each in (statistics.median(millis), p95, max(millis)))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.hall_speed")
    parser.add_argument("--seconds", type=float, default=60, help="of the full hall")
    parser.add_argument("--kiosks", type=int, default=20)
    parser.add_argument("--turns", type=float, default=10, help="of residents who chat, a second")
    parser.add_argument("--paints", type=int, default=20)
    return parser.parse_args()


if __name__ == "__main__":
    main()
