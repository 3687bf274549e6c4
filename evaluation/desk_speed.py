"""`make bench`: how soon every page of the staff stands there, with much stored.

    python -m evaluation.desk_speed

A throw-away PostgreSQL and a gateway over it, 100,000 turns and 3,000 records; one person who holds
every role is signed in and opens each page again and again. Browser and drawing are not counted.
"""

import argparse
import asyncio
import os
import random
import re
import secrets
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import create_engine, text

from assistant.clock import now
from assistant.documents.exchange import Exchange
from assistant.settings import Settings
from assistant.staff.account import Account
from assistant.staff.directory import Directory
from assistant.staff.hashing import Hashing
from assistant.staff.role import Role
from assistant.storage.database import migrate, with_driver
from assistant.storage.embedded import EmbeddedServer
from assistant.stores import open_stores
from connectors.gateway import Server, create_app
from evaluation.report import Report
from evaluation.running import free_port

_TARGET = 300  # ms at p95
_NAME, _OFFICE = "do.toc.do", "tinh"
_TURNS = """
INSERT INTO turns (id, conversation_id, at, question, outcome, procedure, aspect, office, reason,
  degraded, scores, ms)
SELECT 'speed-' || n, 'speed:' || n / 4, now() - (n * interval '90 days' / :turns),
  'câu hỏi số ' || n,
  (ARRAY['answered','answered','answered','faq','clarified','continued','unknown'])[1 + n % 7],
  (cast(:codes AS text[]))[1 + n % :many],
  (ARRAY['papers','fee','time','place'])[1 + n % 4],
  CASE WHEN n % 3 = 0 THEN (cast(:offices AS text[]))[1 + n % :places] END,
  '', false, '{}', '{"total": 40}'
FROM generate_series(1, :turns) n
"""
_CONVERSATIONS = """
INSERT INTO conversations (id, channel, started_at, last_turn_at)
SELECT 'speed:' || n, (ARRAY['web','zalo','telegram','web'])[1 + n % 4], now(), now()
FROM generate_series(0, :turns / 4) n
"""


def main() -> None:
    """Measure and write var/reports/the-desk.md."""
    given, settings, report = _arguments(), Settings(), Report("The desk")
    before = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        rows = _measured(Path(folder), settings, given)
    head = ["page", "times", "p50 ms", "p95 ms", "max ms", "KiB"]
    note = f"Whole answers over HTTP; {given.turns} turns and {given.records} more records stored."
    report.table("Pages of the staff", head, rows, note)
    loads = {"load_before": before, "load_after": os.getloadavg()}
    report.note(
        f"Wanted: at most {_TARGET} ms at p95. Load of the machine before and after: "
        f"{before[0]:.1f}, {loads['load_after'][0]:.1f} on {os.cpu_count()} cores."
    )
    print(f"Report: {report.write(settings.data / 'reports', {**vars(given), **loads})}")


def _measured(folder: Path, settings: Settings, given: argparse.Namespace) -> list[list[object]]:
    base, password = folder / "knowledge_base", secrets.token_urlsafe(16)
    shutil.copytree(settings.knowledge_base, base)
    codes = _more_records(base, given.records)
    server = EmbeddedServer(folder / "postgres", owner=True)
    try:
        url = server.start()
        migrate(url)
        ours = Settings(
            data=folder / "data", models=folder / "models", knowledge_base=base, encoder_model=None,
            database_url=url, assistant_limits="off", rasa_url="http://127.0.0.1:1",
        )  # fmt: skip
        with _serving(ours) as (app, address):
            asyncio.run(_filled(ours, password, base))
            offices = [each.id for each in app.state.parts.knowledge.current.base.offices.offices]
            _fill(url, codes, offices, given.turns)
            asyncio.run(_counted(ours))
            return _timed(app, address, password, given.times)
    finally:
        server.stop()


def _more_records(base: Path, many: int) -> list[str]:
    """Copies of a record under codes of their own."""
    source = min((base / "procedures").rglob("[0-9].[0-9]*.yml"))
    said, codes = source.read_text(encoding="utf8"), []
    for number in range(many):
        code = f"9.{number:06d}"
        copied = said.replace(source.stem, code).replace("\nname: ", f"\nname: Bản {number} ", 1)
        (source.parent / f"{code}.yml").write_text(copied, encoding="utf8")
        codes.append(code)
    return codes or [source.stem]


async def _filled(settings: Settings, password: str, base: Path) -> None:
    kept, hashing = open_stores(settings), Hashing()
    try:
        await Exchange(kept.documents, now).take_over(base, "cli:speed")
        account = Account(_NAME, "Người Đo", frozenset(Role), _OFFICE)
        await Directory(kept.accounts, hashing, lambda _: True).add(account, "cli:speed", password)
    finally:
        hashing.close()
        await kept.engine.dispose()


async def _counted(settings: Settings) -> None:
    kept = open_stores(settings)
    try:
        start = time.perf_counter()
        days = await kept.figuring.turns.keep_up()
        print(f"{days} days counted in {time.perf_counter() - start:.1f} s")
        start = time.perf_counter()
        await kept.figuring.keep_up()
        print(f"the day that lasts, and the week's sample: {time.perf_counter() - start:.2f} s\n")
    finally:
        await kept.engine.dispose()


def _fill(url: str, codes: list[str], offices: list[str], turns: int) -> None:
    engine = create_engine(with_driver(url))
    given = {"turns": turns, "codes": codes, "many": len(codes), "offices": offices,
             "places": len(offices)}  # fmt: skip
    try:
        with engine.begin() as connection:
            connection.execute(text(_CONVERSATIONS), given)
            connection.execute(text(_TURNS), given)
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("ANALYZE"))
    finally:
        engine.dispose()


@contextmanager
def _serving(settings: Settings) -> Iterator[tuple[FastAPI, str]]:
    """A gateway in a thread."""
    app, port = create_app(settings), free_port()
    server = Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise SystemExit("the gateway did not start")
        time.sleep(0.1)
    try:
        yield app, f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


def _timed(app: FastAPI, address: str, password: str, times: int) -> list[list[object]]:
    chance, rows = random.Random(8), []
    with httpx.Client(base_url=address, timeout=300) as http:
        page = http.get("/console/sign-in").text
        found = re.search(r'name="csrf" value="([^"]*)"', page)
        token = unescape(found[1]) if found else ""
        http.post("/console/sign-in", data={"csrf": token, "name": _NAME, "password": password})
        spent: dict[str, list[float]] = {}
        sizes: dict[str, int] = {}
        for path in [path for path in sorted(_pages(app.routes)) if _is_page(http, path)]:
            spent[path] = []
        # Files are made on demand and may take long: twice says enough.
        order = [path for path in spent for _ in range(2 if "." in path else times)]
        chance.shuffle(order)
        for path in order:
            start = time.perf_counter()
            answer = http.get(path)
            spent[path].append((time.perf_counter() - start) * 1000)
            sizes[path] = len(answer.content) // 1024
    for path, millis in spent.items():
        p95 = statistics.quantiles(millis, n=20, method="inclusive")[-1]
        figures = [f"{each:.0f}" for each in (statistics.median(millis), p95, max(millis))]
        rows.append([path, len(millis), *figures, sizes[path]])
    return rows


def _pages(routes: Iterable[object]) -> set[str]:
    """Addresses that only look and need nothing more; those of routers within too."""
    found: set[str] = {"/scorecard", "/open-data", "/open-data/questions.csv"}
    for route in routes:
        within = getattr(route, "original_router", None)
        if within is not None:
            found |= _pages(within.routes)
        elif isinstance(route, APIRoute) and "GET" in route.methods and "{" not in route.path:
            found |= {route.path} if route.path.startswith("/console") else set()
    return found


def _is_page(http: httpx.Client, path: str) -> bool:
    """Streams never end, and some addresses want more than a path."""
    with http.stream("GET", path) as answer:
        kind = answer.headers.get("content-type", "")
        return answer.status_code == 200 and not kind.startswith("text/event-stream")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.desk_speed")
    parser.add_argument("--turns", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=3000)
    parser.add_argument("--times", type=int, default=40, help="each page is opened so often")
    return parser.parse_args()


if __name__ == "__main__":
    main()
