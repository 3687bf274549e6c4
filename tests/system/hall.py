"""A hall of the running assistant, for tests: an office of one's own, officers, telephones."""

import io
import itertools
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from sqlalchemy import create_engine, text

from assistant.settings import ROOT
from assistant.storage.database import with_driver
from tests.system.database import server_of
from tests.system.running import Running, environment

PHONE: ViewportSize = {"width": 390, "height": 844}
BIRTH = "1.001193"
CIVIL_STATUS = "ho-tich"
_OFFICES = itertools.count(20)
_PHONES = itertools.count(secrets.randbelow(900_000))


def new_office(running: Running) -> str:
    """An office in whose hall nobody is."""
    known = running.http.get("/api/v1/offices").json()
    return str(known[next(_OFFICES)]["id"])


def new_mobile() -> str:
    """A number nobody has booked with."""
    return f"0986{next(_PHONES):06}"


def officers_call(running: Running, office: str, window: str) -> str:
    """The command of the officers: call who comes next; the number."""
    return _command(
        running, "next", office, CIVIL_STATUS, "--window", window, "--officer", "Lan"
    ).split("\t")[0]


def waiting(running: Running, office: str) -> int:
    """How many wait for civil status."""
    shown = running.http.get("/api/v1/kiosk/counters", params={"office": office}).json()
    (count,) = (group["waiting"] for group in shown if group["counter"] == CIVIL_STATUS)
    return int(count)


def appointment_now(running: Running, office: str, name: str) -> dict[str, Any]:
    """One that begins in five minutes: made for another day and moved, as nobody waits for it."""
    asked = {"office": office, "kind": "submit", "procedure": BIRTH}
    free = running.http.get("/api/v1/slots", params=asked).json()
    body = {**asked, "start": free[0]["start"], "name": name, "phone": new_mobile()}
    answer = running.http.post("/api/v1/appointments", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    rows(
        running,
        "UPDATE appointments SET starts_at = now() + interval '5 minutes',"
        " ends_at = now() + interval '25 minutes' WHERE code = :code",
        code=made["code"],
    )
    return {**made, "phone": body["phone"]}


def take_number(running: Running, office: str) -> str:
    """Somebody else takes one."""
    body = {"office": office, "counter": CIVIL_STATUS, "key": secrets.token_hex(8)}
    return str(running.http.post("/api/v1/kiosk/tickets", json=body).json()["number"])


def rows(running: Running, statement: str, **values: object) -> list[tuple[Any, ...]]:
    """What the database of the system says."""
    engine = create_engine(with_driver(server_of(running.data).get_uri(database="assistant")))
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return [tuple(row) for row in result] if result.returns_rows else []
    finally:
        engine.dispose()


def read_by_a_camera(page: Page) -> str:
    """What a telephone held before the screen reads: the one QR code of the whole picture."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    return str(found.text)


@contextmanager
def telephone(browser: Browser) -> Iterator[Page]:
    """Another person's browser, in the hand."""
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN", device_scale_factor=2
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _command(running: Running, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "queue", *arguments],
        cwd=ROOT, env=environment(running.data), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
