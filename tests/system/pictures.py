"""The pictures of the hall in docs/images, made anew from a running assistant.

    python -m tests.system.pictures --base http://127.0.0.1:8080 --poster a/poster.png

On the machine of the assistant, with its settings: numbers are taken and called for the hall. By
eye: nothing in the tests compares pictures.
"""

import argparse
import io
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from assistant.settings import ROOT
from tests.chromium import chromium
from tests.connectors.web.kiosk.standing import OFFICE, SIZES, Kiosk
from tests.system.hall import CIVIL_STATUS

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 60_000


def main() -> None:
    """Make them."""
    given = _arguments()
    with chromium() as browser:
        with _screen(browser, SIZES["portrait"]) as page:
            kiosk = Kiosk(page, given.base)
            kiosk.begin()
            _keep(page.screenshot(), "kiosk-home", 460)
            kiosk.birth_list()
            kiosk.tick(0)
            _keep(page.screenshot(), "kiosk-list", 460)
        with _screen(browser, SIZES["landscape"]) as page:
            _fill_the_hall(given.base)
            page.goto(f"{given.base}/hall?office={OFFICE}")
            expect(page.locator("#groups li").first).to_be_visible()
            _keep(page.screenshot(), "hall", 720)
    if given.poster:
        _keep(given.poster.read_bytes(), "poster", 460)


@contextmanager
def _screen(browser: Browser, size: ViewportSize) -> Iterator[Page]:
    context = browser.new_context(viewport=size, screen=size, has_touch=True, locale="vi-VN")
    yield context.new_page()
    context.close()


def _fill_the_hall(base: str) -> None:
    """Some wait, some are called."""
    groups = httpx.get(f"{base}/api/v1/kiosk/counters", params={"office": OFFICE}).json()
    counters = [group["counter"] for group in groups]
    for counter in [*counters, *counters, CIVIL_STATUS]:
        body = {"office": OFFICE, "counter": counter, "key": secrets.token_hex(8)}
        httpx.post(f"{base}/api/v1/kiosk/tickets", json=body).raise_for_status()
    for window, counter in enumerate([counters[-1], CIVIL_STATUS, CIVIL_STATUS], start=1):
        command = [sys.executable, "-m", "assistant.cli", "queue", "next", OFFICE, counter]
        told = ["--window", str(window), "--officer", "Lan"]
        subprocess.run([*command, *told], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def _keep(picture: bytes, name: str, width: int) -> None:
    """Small: in few colours, and smaller again until it is."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    while True:
        small = image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
        width = width * 9 // 10
    path = FOLDER / f"{name}.png"
    path.write_bytes(out.getvalue())
    print(f"{path.relative_to(ROOT)}: {width} wide, {out.tell()} bytes")  # noqa: T201 - for whoever started it


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.system.pictures")
    parser.add_argument("--base", default="http://127.0.0.1:8080")
    parser.add_argument("--poster", type=Path, help="a PNG of `assistant qr --form png`")
    return parser.parse_args()


if __name__ == "__main__":
    main()
